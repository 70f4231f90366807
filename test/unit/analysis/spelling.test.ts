import { describe, expect, it } from '@jest/globals';

import {
  completeWord,
  correctSpelling,
  mendWord,
  type KnownWords,
} from '../../../src/analysis/spelling.ts';

/** Leaves all comparing to what is tested. */
function indexOf(words: [string, number][]): KnownWords {
  return {
    wordsLike: () => words.map(([word]) => word),
    wordsFrom: (beginning) => words.map(([word]) => word).filter((w) => w.startsWith(beginning)),
    articlesOf: (asked) => words.find(([word]) => word === asked)?.[1] ?? 0,
  };
}

function correct(typed: string, ...words: [string, number][]): string | undefined {
  return correctSpelling(typed, indexOf(words))?.word;
}

describe('correctSpelling', () => {
  it('prefers fewer edits, then the more frequent word', () => {
    expect(correct('tokne', ['token', 1], ['tonsil', 9])).toBe('token');
    expect(correct('stipe', ['stripe', 1], ['stile', 2])).toBe('stile');
  });

  it('prefers a letter that is doubled or not to the more frequent word', () => {
    expect(correct('leter', ['letter', 1], ['later', 9])).toBe('letter');
    expect(correct('retrry', ['retry', 1], ['retary', 9])).toBe('retry');
    expect(correct('commti', ['commit', 1], ['comdti', 9])).toBe('comdti');
  });

  it('takes the same word whatever the order of the vocabulary', () => {
    expect(correct('stipe', ['stile', 2], ['swipe', 2])).toBe('stile');
    expect(correct('stipe', ['swipe', 2], ['stile', 2])).toBe('stile');
  });

  it('takes another first letter only for a slip, not for another word', () => {
    expect(correct('lembic', ['alembic', 1])).toBe('alembic');
    expect(correct('aplembic', ['alembic', 1])).toBe('alembic');
    expect(correct('lapine', ['alpine', 1])).toBe('alpine');
    expect(correct('hooks', ['looks', 9])).toBeUndefined();
    expect(correct('vacation', ['location', 9])).toBeUndefined();
  });

  it('leaves short words, numbers and distant words alone', () => {
    expect(correct('rq', ['rw', 5])).toBeUndefined();
    expect(correct('menu', ['mend', 5])).toBeUndefined();
    expect(correct('42900', ['42901', 5])).toBeUndefined();
    expect(correct('kotlin', ['cotton', 5])).toBeUndefined();
  });

  it('allows two edits from eight letters on, and none beyond thirty', () => {
    expect(correct('documnets', ['documents', 1])).toBe('documents');
    expect(correct('kuberntis', ['kubernetes', 1])).toBe('kubernetes');
    expect(correct('kubernt', ['kubernetes', 1])).toBeUndefined();
    expect(correct('webhoks', ['webhooks', 1])).toBe('webhooks');
    expect(correct('wbhoks', ['webhooks', 1])).toBeUndefined();
    const long = 'a'.repeat(30);
    expect(correct(long, [`${long.slice(1)}b`, 1])).toBe(`${long.slice(1)}b`);
    expect(correct(`${long}a`, [`${long}b`, 1])).toBeUndefined();
    expect(correct('postgre', ['postgre5', 1])).toBeUndefined();
  });

  it('takes no word that no article has any more', () => {
    expect(correct('tokne', ['token', 0])).toBeUndefined();
  });

  it('completes and untangles a short word', () => {
    expect(correct('toke', ['token', 1])).toBe('token');
    expect(correct('toek', ['toke', 1])).toBe('toke');
  });

  it('is the less sure the more of the letters changed', () => {
    const index = indexOf([['postgres', 1]]);
    expect(correctSpelling('postgress', index)?.certainty).toBeCloseTo(1 - 2 / 9);
    expect(correctSpelling('pstgrse', index)).toBeUndefined();
    expect(correctSpelling('psotgers', index)?.certainty).toBeCloseTo(0.5);
  });
});

describe('completeWord', () => {
  const complete = (typed: string, ...words: [string, number][]) =>
    completeWord(typed, indexOf(words));

  it('prefers the more frequent word, then the shorter, then the alphabet', () => {
    expect(complete('post', ['postman', 1], ['postgres', 2])?.word).toBe('postgres');
    expect(complete('post', ['postgres', 1], ['postman', 1])?.word).toBe('postman');
    expect(complete('post', ['posters', 1], ['postage', 1])?.word).toBe('postage');
  });

  it('takes no word that no article has any more, and no identifier', () => {
    expect(complete('post', ['postman', 0], ['post_id', 5])).toBeUndefined();
  });

  it('is as sure as the share that was typed', () => {
    expect(complete('idemp', ['idempotent', 1])?.certainty).toBe(0.5);
  });

  it('leaves short beginnings and other words alone', () => {
    expect(complete('ide', ['idempotent', 1])).toBeUndefined();
    expect(complete('idea', ['idempotent', 1])).toBeUndefined();
  });
});

describe('mendWord', () => {
  it('knows a name in what people make of it', () => {
    const known = indexOf([
      ['ddos', 1],
      ['vpn', 2],
      ['doses', 9],
    ]);
    const meant = (typed: string) => mendWord(typed, known, { isLast: false });
    expect(meant('ddosed')).toEqual({ word: 'ddos', certainty: 1 });
    expect(meant('vpning')).toEqual({ word: 'vpn', certainty: 1 });
    expect(meant('tored')).toBeUndefined();
  });
});
