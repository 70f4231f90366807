import type { Article } from '../../src/content/article.ts';
import type { Synonym } from '../../src/content/folder/parse-synonyms.ts';

/** A question whose right answers are known. */
export interface JudgedQuestion {
  readonly text: string;
  /** What sort of question it is; results are also given per kind. */
  readonly kind: string;
  /** Grades of the articles that answer it, by slug. Empty when none does, which is to be told. */
  readonly relevance: ReadonlyMap<string, number>;
  /** Slugs to be left out of the ranking: where the question was taken from. */
  readonly sources: ReadonlySet<string>;
}

/** Articles and questions about them. */
export interface QuestionSet {
  readonly name: string;
  /** What the articles are called. */
  readonly library: string;
  /** True when the questions know nothing of Guidepost's operators. */
  readonly isPlain: boolean;
  readonly articles: readonly Article[];
  readonly synonyms: readonly Synonym[];
  readonly questions: readonly JudgedQuestion[];
}

/** A file of questions that cannot be used, with what to mend. */
export class QuestionSetError extends Error {
  override name = 'QuestionSetError';
}
