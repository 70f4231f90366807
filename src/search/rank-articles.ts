import type { Article } from '../content/article.ts';
import { newestFirst } from '../content/newest-first.ts';
import type { ArticleWords } from './article-words.ts';
import { matchArticle } from './match-article.ts';
import { scoreNames } from './score-names.ts';
import { scoreSection, sectionShare } from './score-section.ts';
import { scoreTogether } from './score-together.ts';
import { articleShare, scoreWords, weightOf } from './score-words.ts';
import type { UnderstoodQuery } from './understand-query.ts';
import type { Vocabulary } from './vocabulary.ts';

/** An article as it is ranked. */
export interface Entry {
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
  readonly counts: readonly number[];
  /** For each unit of the query: how often it stands in the best section. */
  readonly sectionCounts: readonly number[];
  /** For each unit of the query: how often it stands in the names, the summary and the tags. */
  readonly aboutCounts: readonly number[];
}

/** More than anybody pages through. */
const maxRanked = 50;

/** The second of two stages: the candidates that do best, highest score first. */
export function rankArticles(
  candidates: readonly Entry[],
  query: UnderstoodQuery,
  vocabulary: Vocabulary,
): Ranked[] {
  const { averageLength, averageSectionLength } = vocabulary;
  const { units } = query;
  const weights = units.map(weightOf);
  const isAsked = new Uint8Array(vocabulary.words.length);
  for (const { word } of units.flatMap(({ names }) => names.flatMap(({ forms }) => forms.flat()))) {
    isAsked[word] = 1;
  }
  return candidates
    .map((entry): Ranked => {
      const { lengths } = entry.words;
      const matches = matchArticle(entry.words, units, isAsked);
      const { counts, rows } = matches;
      const length = lengths.reduce((sum, each) => sum + each, 0);
      const relativeLengths = lengths.slice(1).map((each) => each / averageSectionLength);
      const { section, score, sectionCounts } = scoreSection(matches, units, relativeLengths);
      const parts = {
        words: articleShare * scoreWords(counts, weights, length / averageLength),
        section: sectionShare * score,
        name: scoreNames(entry.words, units, isAsked, vocabulary),
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
        aboutCounts: rows[0] ?? [],
      };
    })
    .sort((a, b) => b.score - a.score || newestFirst(a.entry.article, b.entry.article))
    .slice(0, maxRanked);
}
