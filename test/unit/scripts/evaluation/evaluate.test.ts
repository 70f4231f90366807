import { describe, expect, it } from '@jest/globals';
import {
  evaluate,
  summarize,
  type FindingSystem,
} from '../../../../scripts/evaluation/evaluate.ts';
import type { JudgedQuestion, QuestionSet } from '../../../../scripts/evaluation/question-set.ts';

function judged(text: string, slugs: string[], sources: string[] = []): JudgedQuestion {
  return {
    text,
    kind: 'keyword',
    relevance: new Map(slugs.map((slug) => [slug, 1])),
    sources: new Set(sources),
  };
}

function setOf(...questions: JudgedQuestion[]): QuestionSet {
  return { name: 'set', library: 'set', isPlain: true, articles: [], synonyms: [], questions };
}

/** Ranks what stands behind the question mark; refuses a question with "no" in it. */
const system: FindingSystem = {
  answer: (question) =>
    Promise.resolve({
      isAnswer: !question.includes('no'),
      rank: () => question.split('? ')[1]?.split(' ') ?? [],
    }),
};
const now = (): number => 0;

describe('evaluate', () => {
  it('leaves out where the question was taken from', async () => {
    const [result] = await evaluate(setOf(judged('q? s a', ['a'], ['s'])), system, now);
    expect(result).toMatchObject({ ranked: ['a'], score: 1 });
  });

  it('takes the time of the answer', async () => {
    const ticks = [10, 14];
    const [result] = await evaluate(setOf(judged('q? a', ['a'])), system, () => ticks.shift() ?? 0);
    expect(result?.milliseconds).toBe(4);
  });
});

describe('summarize', () => {
  it('keeps questions without an answer out of the ranking means', async () => {
    const results = await evaluate(
      setOf(judged('q? a', ['a']), judged('no? x y', ['y']), judged('no', []), judged('q? a', [])),
      system,
      now,
    );
    const summary = summarize(results);
    expect(summary).toMatchObject({
      questions: 4,
      reciprocalRank: 0.75,
      success1: 0.5,
      success3: 1,
      refused: 0.5,
      told: 0.5,
    });
    // 1 for the first question, 1 / log2(3) for the second.
    expect(summary.ndcg).toBeCloseTo((1 + 0.630_929_754) / 2, 6);
  });
});
