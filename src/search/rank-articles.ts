import type { Article } from '../content/article.ts';
import { newestFirst } from '../content/newest-first.ts';
import type { ArticleWords } from './article-words.ts';
import { matchArticle, readAsked } from './match-article.ts';
import { createNameScorer } from './score-names.ts';
import { scoreSection, sectionShare } from './score-section.ts';
import { scoreTogether } from './score-together.ts';
import { articleShare, scoreWords } from './score-words.ts';
import type { UnderstoodQuery } from './understand-query.ts';
import type { Vocabulary } from './vocabulary.ts';

/** An article as it is ranked. */
export interface Entry {
  /** The retriever knows it by this. */
  readonly id: number;
  readonly article: Article;
  readonly words: ArticleWords;
}

/** How an article did, and why. All scores are in the same unit and add up to `score`. */
export interface Ranked {
  readonly entry: Entry;
  readonly score: number;
  /** From the words in the whole article. */
  readonly words: number;
  /** From the words in its best section. */
  readonly section: number;
  /** From a name of it being what was asked. */
  readonly name: number;
  /** From words that were asked one after the other standing so. */
  readonly together: number;
  /** Index of the best section in its article; undefined when no section matched. */
  readonly bestSection: number | undefined;
  /** How many words it has, headings twice, parts of identifiers half. */
  readonly length: number;
  /** For each unit of the query: how often it stands in the article, counted alike. */
  readonly counts: Float64Array;
  /** For each unit of the query: how often it stands in the best section. */
  readonly sectionCounts: Float64Array;
  /** For each unit of the query: how often it stands in the names, the summary and the tags. */
  readonly aboutCounts: Float64Array;
}

/** More than anybody pages through. */
const maxRanked = 50;

/** The second of two stages: the candidates that do best, highest score first. */
export function rankArticles(
  candidates: readonly Entry[],
  query: UnderstoodQuery,
  vocabulary: Vocabulary,
  { keepAll = false }: { readonly keepAll?: boolean } = {},
): Ranked[] {
  const { averageLength, averageSectionLength } = vocabulary;
  const { units } = query;
  const asked = readAsked(units, vocabulary);
  const scoreNames = createNameScorer(units, asked, vocabulary);
  return candidates
    .map((entry): Ranked => {
      const matches = matchArticle(entry.words, units, asked);
      const { counts, lengths, table } = matches;
      const length = lengths.reduce((sum, each) => sum + each, 0);
      const { section, score, sectionCounts } = scoreSection(
        matches,
        units,
        lengths.subarray(1).map((each) => each / averageSectionLength),
      );
      const parts = {
        words: articleShare * scoreWords(counts, units, length / averageLength),
        section: sectionShare * score,
        name: scoreNames(entry.words),
        together: scoreTogether(matches, query),
      };
      return {
        entry,
        ...parts,
        score: Object.values(parts).reduce((sum, part) => sum + part, 0),
        bestSection: section,
        length,
        counts,
        sectionCounts,
        aboutCounts: table.slice(0, units.length),
      };
    })
    .filter((each) => each.score > 0 || keepAll)
    .sort(compareRanked)
    .slice(0, maxRanked);
}

type Scored = Pick<Ranked, 'entry' | 'score'>;

/** Higher scores first, then the newer article. */
export function compareRanked(a: Scored, b: Scored): number {
  return b.score - a.score || newestFirst(a.entry.article, b.entry.article);
}
