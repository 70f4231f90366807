import { expect, it } from '@jest/globals';
import type { QuestionResult } from '../../../../scripts/evaluation/evaluate.ts';
import { toSemanticText } from '../../../../scripts/evaluation/report.ts';

const answered = { text: 'q', kind: 'paraphrase', relevance: new Map([['a', 1]]) };
const unanswered = { text: 'q', kind: 'none', relevance: new Map() };

function asked(
  question: typeof answered | typeof unanswered,
  ranked: readonly string[],
  isAnswer: boolean,
): QuestionResult {
  const isRight = question.relevance.size > 0 ? ranked[0] === 'a' : !isAnswer;
  return {
    question: { ...question, sources: new Set() },
    ranked,
    isAnswer,
    score: Number(isRight),
    milliseconds: 2,
  };
}

it('shows what words find alone and with what is meant side by side, by kind', () => {
  const text = toSemanticText([
    {
      name: 'set',
      articles: 2,
      guidepost: [asked(answered, ['b'], false), asked(unanswered, [], false)],
      miniSearch: [],
      meant: [asked(answered, ['a'], true), asked(unanswered, ['a'], true)],
    },
  ]);
  const cells = text.split('\n').map((line) => line.trim().split(/\s+/u).slice(0, 9));
  expect(cells[2]).toEqual([
    'paraphrase',
    '1',
    ...['0.000', '1.000'],
    ...['0.000', '1.000'],
    ...['0.000', '1.000'],
    '1.000',
  ]);
  expect(text).toMatch(/none +1 +1\.000 +0\.000 +2\.00 +2\.00/u);
});
