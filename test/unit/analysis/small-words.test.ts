import { describe, expect, it } from '@jest/globals';
import { smallWordMeant } from '../../../src/analysis/spelling.ts';

describe('smallWordMeant', () => {
  it.each([
    ['what', 'what'],
    ['waht', 'what'],
    ['cna', 'can'],
    ['realy', 'really'],
    ['somthing', 'something'],
    ['anyome', 'anyone'],
  ])('takes %s for %s', (typed, meant) => {
    expect(smallWordMeant(typed)).toBe(meant);
  });

  it.each(['rust', 'sqs', 'aws', 'ideas', 'redis', 'n8n', 'postgres'])(
    'takes %s for nothing else',
    (word) => {
      expect(smallWordMeant(word)).toBeUndefined();
    },
  );
});
