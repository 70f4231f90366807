import type { Article } from '../content/article.ts';
import { newestFirst } from '../content/newest-first.ts';
import type { ArticleWords } from './article-words.ts';
import { createMatcher } from './match-article.ts';
import { createNameScorer, type NameScores } from './score-names.ts';
import { scoreSection, sectionShare } from './score-section.ts';
import { scoreTogether } from './score-together.ts';
import { articleShare, scoreWords } from './score-words.ts';
import type { Statistics } from './statistics.ts';
import type { UnderstoodQuery } from './understand-query.ts';

/** An article as it is ranked. */
export interface Entry {
  /** The retriever knows it by this. */
  readonly id: number;
  readonly article: Article;
  readonly words: ArticleWords;
}

/** How an article did, and why. All scores are in the same unit and add up to `score`. */
export interface Ranked extends NameScores {
  readonly entry: Entry;
  readonly score: number;
  /** From the words in the whole article. */
  readonly words: number;
  /** From the words in its best section. */
  readonly section: number;
  /** From words that were asked one after the other standing so. */
  readonly together: number;
  /** Index of the best section in its article; undefined when no section matched. */
  readonly bestSection: number | undefined;
  /** For each unit of the query: how often it stands in the article, headings twice. */
  readonly counts: Float64Array;
  /** For each unit of the query: how often it stands in the best section. */
  readonly sectionCounts: Float64Array;
  /** For each unit of the query: how often it stands in the names, the summary and the tags. */
  readonly aboutCounts: Float64Array;
}

/** How many articles are looked at closely: more than anybody pages through. */
const maxRanked = 50;

/** The second of two stages: the candidates that do best, highest score first. */
export function rankArticles(
  candidates: readonly Entry[],
  query: UnderstoodQuery,
  statistics: Statistics,
  { keepAll = false }: { readonly keepAll?: boolean } = {},
): Ranked[] {
  const { averageLength, averageSectionLength } = statistics;
  const { units } = query;
  const { count, match } = createMatcher(units, statistics.vocabulary);
  const scoreNames = createNameScorer(units, statistics);
  const atFirst = candidates.map((entry) => {
    const counts = count(entry.words);
    const words = scoreWords(counts, units, entry.words.length / averageLength);
    const names = scoreNames(entry.words);
    return { entry, counts, words, ...names, score: words + names.name + names.heading };
  });
  const ranked = best(atFirst, keepAll).map(({ entry, counts, words, name, heading }): Ranked => {
    const matches = match(entry.words);
    const { section, score, sectionCounts } = scoreSection(
      matches,
      counts,
      units,
      entry.words.sectionLengths.map((length) => length / averageSectionLength),
    );
    const parts = {
      words: articleShare * words,
      section: sectionShare * score,
      name,
      heading,
      together: scoreTogether(matches, query),
    };
    return {
      entry,
      ...parts,
      score: Object.values(parts).reduce((sum, part) => sum + part, 0),
      bestSection: section,
      counts,
      sectionCounts,
      aboutCounts: matches.table.slice(0, units.length),
    };
  });
  return best(ranked, keepAll);
}

function best<T extends { readonly entry: Entry; readonly score: number }>(
  articles: readonly T[],
  keepAll: boolean,
): T[] {
  return articles
    .filter(({ score }) => score > 0 || keepAll)
    .sort(compareRanked)
    .slice(0, maxRanked);
}

type Scored = Pick<Ranked, 'entry' | 'score'>;

/** Higher scores first, then the newer article. */
export function compareRanked(a: Scored, b: Scored): number {
  return b.score - a.score || newestFirst(a.entry.article, b.entry.article);
}
