import { expect, test } from '@jest/globals';
import { describeProgress } from '../../../src/meaning/progress.ts';

test('how far the vectors are is said in passages', () => {
  expect(describeProgress({ known: 412, total: 8046 })).toBe('412 of 8,046 passages');
});
