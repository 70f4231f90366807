import { expect, test } from '@jest/globals';
import { describeProgress } from '../../../src/meaning/progress.ts';

test('how far the vectors are is said in passages', () => {
  expect(describeProgress({ known: 412, total: 8046 })).toBe('412 of 8,046 passages');
});

test.each([
  [0, '....................'],
  [412, '#...................'],
  [8045, '###################.'],
  [8046, '####################'],
])('with %s of 8,046 passages the bar is %s', (known, bar) => {
  expect(describeProgress({ known, total: 8046 }, true)).toContain(`[${bar}] `);
});

test('nothing to find out is no whole bar', () => {
  expect(describeProgress({ known: 0, total: 0 }, true)).toBe(
    '[....................] 0 of 0 passages',
  );
});
