import { once } from 'node:events';
import { fork } from 'node:child_process';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { pathologicalBodies, pathologicalPages } from '../../helpers/pathological-bodies.ts';

/** A process with the heap of a small container; what happens to each body in it, by name. */
const outcomes = new Map<string, string>();
/** Of the processor, which other work on the machine doesn't change much. */
const seconds = new Map<string, number>();
let ending: unknown;

beforeAll(async () => {
  const child = fork(new URL('fixtures/parse-bodies.ts', import.meta.url), {
    execArgv: ['--max-old-space-size=256'],
    silent: true,
  });
  child.on('message', ([name, outcome, taken]: [string, string, number]) => {
    outcomes.set(name, outcome);
    seconds.set(name, taken);
  });
  ending = (await once(child, 'exit'))[0] as unknown;
}, 600_000);

describe('a body that costs as much as it can', () => {
  it('never ends the process that reads it', () => {
    expect(ending).toBe(0);
  });

  it.each([...pathologicalBodies.keys(), ...pathologicalPages.keys()])(
    '%s is an article or is named',
    (name) => {
      expect(outcomes.get(name)).toMatch(/^(?:read|case\.md:\d+: )/);
      expect(seconds.get(name)).toBeLessThan(10);
    },
  );

  it.each(['a table of 14 columns and 9,000 rows', 'addresses'])(
    'is left out when it would take more than there is: %s',
    (name) => {
      expect(outcomes.get(name)).toMatch(
        /^case\.md:\d+: too many cells, links and marks in one file; split the article$/,
      );
    },
  );
});
