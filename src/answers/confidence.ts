import type { SearchResult } from '../search/article-index.ts';
import type { Hit } from '../search/rank-articles.ts';
import { sectionShare } from '../search/score-section.ts';
import { articleShare, scoreWords, weightOf } from '../search/score-words.ts';
import type { UnderstoodQuery } from '../search/understand-query.ts';

/** Up to so many words every word of a question is thought to matter. */
const shortQuestion = 4;
/** How soon a longer question gets by with less for each word, as a power of its length. */
const longQuestionRelief = 0.6;
/** Words of an article of ordinary length, without those that carry no subject. */
const ordinaryLength = 600;

/**
 * How well an article answers a question, whatever the library: its score for each part of what was
 * asked, words that stand nowhere included. All words found once in one section of an article of
 * ordinary length bring 1; a name that fits brings about 2 more. What a word tells in a short note
 * is measured by articles of ordinary length, not by the notes around it. In a long question many
 * words are beside the point, so it gets by with less for each.
 *
 * @param isProof true to leave out what was said beside the question, which proves nothing
 */
export function confidenceIn(
  { units }: Pick<UnderstoodQuery, 'units'>,
  isProof = false,
): (hit: Hit) => number {
  const telling = units.filter((unit) => unit.isTelling);
  const asked = telling.reduce((sum, unit) => sum + unit.frequencyWeight, 0);
  const weights = units.map((unit) => (isProof && unit.isBeside === true ? 0 : weightOf(unit)));
  const relief = Math.max(1, telling.length / shortQuestion) ** longQuestionRelief;
  return ({ length, counts, sectionCounts, parts: { name, together } }) => {
    if (asked === 0) return 0;
    const inArticle = articleShare * scoreWords(counts, weights, length / ordinaryLength);
    const inSection = sectionShare * scoreWords(sectionCounts, weights, 1);
    return ((name + together + inArticle + inSection) / asked) * relief;
  };
}

/** Of the first, by what was asked alone; infinite where that was called by its name, 0 where nothing is found. */
export function confidenceOf({ hits: [first], isCalled, query }: SearchResult): number {
  if (isCalled) return Infinity;
  return first === undefined ? 0 : confidenceIn(query, true)(first);
}
