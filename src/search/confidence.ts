import type { QueryUnit } from './understand-query.ts';

/** Up to so many words every word of a question is thought to matter. */
const shortQuestion = 5;

/**
 * How well a score answers a question, whatever the question and the library: the score for each
 * part of what was asked, words that stand nowhere included. A word found a few times in an article
 * brings about 1, a name that fits about 2 more. In a long question many words are beside the
 * point, so it gets by with less for each.
 */
export function confidenceOf(score: number, units: readonly QueryUnit[]): number {
  const telling = units.filter((unit) => unit.isTelling);
  const asked = telling.reduce((sum, unit) => sum + unit.frequencyWeight, 0);
  return asked === 0 ? 0 : (score / asked) * Math.sqrt(Math.max(1, telling.length / shortQuestion));
}
