import { describe, expect, it } from '@jest/globals';
import { editDistance } from '../../../src/text/edit-distance.ts';

describe('editDistance', () => {
  it.each([
    ['retry', 'retry', 0],
    ['retyr', 'retry', 1],
    ['retri', 'retry', 1],
    ['etry', 'retry', 1],
    ['retrryy', 'retry', 2],
    ['abc', 'xyz', 3],
  ])('%s to %s takes %i', (a, b, edits) => {
    expect(editDistance(a, b, 5)).toBe(edits);
  });

  it('stops counting above the limit', () => {
    expect(editDistance('abcdef', 'uvwxyz', 2)).toBe(3);
  });
});
