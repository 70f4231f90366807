import { describe, expect, it } from '@jest/globals';
import { namingPairs, particlePairs } from '../../../src/analysis/particles.ts';
import { tokenize } from '../../../src/analysis/tokenize.ts';

describe('a small word that makes another subject of its neighbour', () => {
  it.each([
    ['how to take time off work', ['time~off', 'off~work']],
    ['who is on call', ['on~call']],
    ['out of office', ['out~offic']],
    ['out office', ['out~offic']],
    ['out the office', []],
    ['max_retries off', []],
    ['off max_retries', []],
    ['up and down', []],
    ['off on', []],
    ['time of day', []],
  ])('is looked for with either of them: %s', (text, pairs) => {
    const tokens = tokenize(text);
    expect(tokens.flatMap((_, place) => particlePairs(tokens, place))).toEqual(pairs);
  });

  it.each([
    ['time off work', ['time~off']],
    ['on call', ['on~call']],
    ['off work', ['off~work']],
    ['out of office', ['out~offic']],
    ['bounds on information', []],
    ['add-on information', ['add~on']],
    ['being on-call', ['on~call']],
    ['a log-in page', []],
  ])(
    'names something with the one before, with the other in front or joined: %s',
    (text, pairs) => {
      const tokens = tokenize(text);
      expect(tokens.flatMap((_, place) => namingPairs(tokens, place))).toEqual(pairs);
    },
  );
});
