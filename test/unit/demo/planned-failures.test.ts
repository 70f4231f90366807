import { expect, it } from '@jest/globals';
import { createPlannedFailures } from '../../../demo/planned-failures.ts';
import { Faults } from '../../../simulator/faults.ts';

it('lets one post fail, whichever way it is posted', () => {
  const faults = new Faults();
  const failures = createPlannedFailures(faults);
  expect(faults.take('chat.postMessage', {})).toBeUndefined();
  failures.plan();
  failures.plan();
  expect(failures.count()).toBe(2);
  expect(faults.take('auth.test', {})).toBeUndefined();
  expect(faults.take('response_url', {})).toMatchObject({ status: 500 });
  expect(faults.take('chat.postMessage', {})).toMatchObject({ status: 500 });
  expect(failures.count()).toBe(0);
  expect(faults.take('response_url', {})).toBeUndefined();
  expect(faults.take('chat.postEphemeral', {})).toBeUndefined();
});
