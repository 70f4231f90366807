import { describe, expect, it } from '@jest/globals';

import { buildSpellingIndex, correctSpelling, editDistance } from '../../../src/search/spelling.ts';

function correct(typed: string, ...words: [string, number][]): string | undefined {
  return correctSpelling(
    typed,
    buildSpellingIndex(words.map(([word, articles]) => ({ word, articles }))),
  );
}

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

describe('correctSpelling', () => {
  it('prefers fewer edits, then the first letter, then the more frequent word', () => {
    expect(correct('tokne', ['token', 1], ['tonsil', 9])).toBe('token');
    expect(correct('bocker', ['docker', 9], ['bocket', 1])).toBe('bocket');
    expect(correct('stipe', ['stripe', 1], ['stile', 2])).toBe('stile');
  });

  it('takes the same word whatever the order of the vocabulary', () => {
    expect(correct('stipe', ['stile', 2], ['swipe', 2])).toBe('stile');
    expect(correct('stipe', ['swipe', 2], ['stile', 2])).toBe('stile');
  });

  it('leaves short words, numbers and distant words alone', () => {
    expect(correct('rq', ['rw', 5])).toBeUndefined();
    expect(correct('42900', ['42901', 5])).toBeUndefined();
    expect(correct('kotlin', ['cotton', 5])).toBeUndefined();
  });
});
