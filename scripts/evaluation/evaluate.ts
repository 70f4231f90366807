import { ndcg, recall, reciprocalRank, success } from './metrics.ts';
import type { JudgedQuestion, QuestionSet } from './question-set.ts';

/** Something that finds articles. */
export interface FindingSystem {
  /** Answers as a person would be answered. */
  answer(question: string): Promise<Answered>;
}

export interface Answered {
  /** False when the person is told that nothing answers. */
  readonly isAnswer: boolean;
  /** Slugs, best first, as deep as they go. */
  readonly rank: () => readonly string[];
}

export interface QuestionResult {
  readonly question: JudgedQuestion;
  /** Slugs, best first. */
  readonly ranked: readonly string[];
  /** False when it tells the person that no article answers, whatever it offers as nearest. */
  readonly isAnswer: boolean;
  /** nDCG@10; for a question that nothing answers, 1 when that was told and else 0. */
  readonly score: number;
  /** What the answer took; the deep ranking is not in it. */
  readonly milliseconds: number;
}

/** Means over a group of questions. Those that nothing answers count in `told` alone. */
export interface Summary {
  readonly questions: number;
  readonly ndcg: number;
  readonly reciprocalRank: number;
  readonly recall: number;
  readonly success1: number;
  readonly success3: number;
  /** The share of questions with an answer that were refused one; undefined when there are none. */
  readonly refused: number | undefined;
  /** The share of questions without an answer that were told so; undefined when there are none. */
  readonly told: number | undefined;
}

const depth = 10;

/** Asks every question of a set. */
export async function evaluate(
  { questions }: QuestionSet,
  system: FindingSystem,
  now: () => number,
): Promise<QuestionResult[]> {
  const results: QuestionResult[] = [];
  for (const question of questions) {
    const start = now();
    const { isAnswer, rank } = await system.answer(question.text);
    const milliseconds = now() - start;
    const ranked = rank()
      .filter((slug) => !question.sources.has(slug))
      .slice(0, depth);
    const score = hasAnswer(question) ? ndcg(ranked, question.relevance, depth) : Number(!isAnswer);
    results.push({ question, ranked, isAnswer, score, milliseconds });
  }
  return results;
}

export function summarize(results: readonly QuestionResult[]): Summary {
  const answerable = results.filter(({ question }) => hasAnswer(question));
  const others = results.filter(({ question }) => !hasAnswer(question));
  const over = (measure: (result: QuestionResult) => number): number => mean(answerable, measure);
  return {
    questions: results.length,
    ndcg: over(({ score }) => score),
    reciprocalRank: over(({ ranked, question }) =>
      reciprocalRank(ranked, question.relevance, depth),
    ),
    recall: over(({ ranked, question }) => recall(ranked, question.relevance, depth)),
    success1: over(({ ranked, question }) => success(ranked, question.relevance, 1)),
    success3: over(({ ranked, question }) => success(ranked, question.relevance, 3)),
    refused: answerable.length === 0 ? undefined : over(({ isAnswer }) => Number(!isAnswer)),
    told: others.length === 0 ? undefined : mean(others, ({ score }) => score),
  };
}

export function hasAnswer({ relevance }: JudgedQuestion): boolean {
  return [...relevance.values()].some((grade) => grade > 0);
}

function mean<T>(values: readonly T[], measure: (value: T) => number): number {
  if (values.length === 0) return 0;
  return values.reduce((sum, value) => sum + measure(value), 0) / values.length;
}
