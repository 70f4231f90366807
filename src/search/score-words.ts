import type { QueryUnit } from './understand-query.ts';

// BM25: how soon more of the same word stops counting, and how much a long text is discounted.
const saturation = 2;
const lengthDiscount = 0.5;
/** The whole article's part in the score for words; its best section has the rest. */
export const articleShare = 0.7;

/** From the words standing anywhere in the article: BM25, for each time a word was asked. */
export function scoreWords(
  counts: Float64Array,
  units: readonly QueryUnit[],
  relativeLength: number,
): number {
  let score = 0;
  for (const [i, unit] of units.entries()) {
    score += weightOf(unit) * saturate(counts[i] ?? 0, relativeLength);
  }
  return score;
}

/** How much a unit can bring. */
export function weightOf({ frequencyWeight, repeats, certainty }: QueryUnit): number {
  return frequencyWeight * repeats * certainty;
}

/** From 0 towards `saturation + 1`; 1 for one occurrence in a text of average length. */
export function saturate(count: number, relativeLength: number): number {
  const norm = saturation * (1 - lengthDiscount + lengthDiscount * relativeLength);
  return (count * (saturation + 1)) / (count + norm);
}
