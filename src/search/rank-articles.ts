import type { Article } from '../content/article.ts';
import { newestFirst } from '../content/newest-first.ts';
import type { ArticleWords } from './article-words.ts';
import { matchArticle, seek } from './match-article.ts';
import { scoreNames } from './score-names.ts';
import { scoreSection, sectionShare } from './score-section.ts';
import { scoreTogether } from './score-together.ts';
import { articleShare, scoreWords } from './score-words.ts';
import type { UnderstoodQuery } from './understand-query.ts';
import type { Vocabulary } from '../analysis/vocabulary.ts';

/** An article as it is ranked. */
export interface Entry {
  readonly article: Article;
  readonly words: ArticleWords;
  /** What it is called, as `CalledNames` knows it. */
  readonly names: readonly string[];
}

/** How an article did, and why. */
export interface Hit {
  readonly article: Article;
  readonly own: ArticleWords;
  /** The sum of its parts. */
  readonly score: number;
  readonly parts: ScoreParts;
  /** Index of the best section in its article; undefined when no section matched. */
  readonly bestSection: number | undefined;
  /** How many words it has, headings twice, parts of identifiers half. */
  readonly length: number;
  /** For each unit of the query: how often it stands in the article, counted alike. */
  readonly counts: ArrayLike<number>;
  /** For each unit of the query: how often it stands in the best section. */
  readonly sectionCounts: ArrayLike<number>;
  /** For each unit of the query: how often it stands in the names, the summary and the tags. */
  readonly aboutCounts: ArrayLike<number>;
}

/** All in the same unit. */
export interface ScoreParts {
  /** From the words in the whole article. */
  readonly words: number;
  /** From the words in its best section. */
  readonly section: number;
  /** From a name of it being what was asked. */
  readonly name: number;
  /** From words that were asked one after the other standing so. */
  readonly together: number;
}

/** More than anybody pages through. */
const maxRanked = 50;

/** The second of two stages: the candidates that do best, highest score first. */
export function rankArticles(
  candidates: readonly Entry[],
  query: UnderstoodQuery,
  vocabulary: Vocabulary,
): Hit[] {
  const { averageLength, averageSectionLength } = vocabulary;
  const sought = seek(query, vocabulary);
  const { units, pairs, weights } = sought;
  const columns = units.length + pairs.length;
  return candidates
    .map(({ article, words: own }): Hit => {
      const [aboutLength = 0, ...sectionLengths] = own.lengths;
      const table = matchArticle(own, sought);
      const countsIn = (row: number): Float64Array =>
        table.subarray(row * columns, row * columns + units.length);
      const length = sectionLengths.reduce((sum, each) => sum + each, aboutLength);
      const relativeLengths = sectionLengths.map((each) => each / averageSectionLength);
      const best = scoreSection(table, sought, relativeLengths);
      const words = articleShare * scoreWords(table, weights, length / averageLength);
      const section = sectionShare * best.score;
      const name = scoreNames(own, sought, vocabulary);
      const together = scoreTogether(table, sought);
      return {
        ...{ article, own, length },
        score: words + section + name + together,
        parts: { words, section, name, together },
        bestSection: best.section,
        counts: countsIn(0),
        aboutCounts: countsIn(1),
        sectionCounts: countsIn(best.section === undefined ? 1 : best.section + 2),
      };
    })
    .sort(bestFirst)
    .slice(0, maxRanked);
}

/** Those that score the same by date, then by slug. */
export function bestFirst(a: Hit, b: Hit): number {
  return b.score - a.score || newestFirst(a.article, b.article);
}
