import type { QueryUnit } from './understand-query.ts';

// BM25: how soon more of the same word stops counting, and how much a long text is discounted.
const saturation = 2;
const lengthDiscount = 0.5;
/** The whole article's part in the score for words; its best section has the rest. */
export const articleShare = 0.7;

/** How much a unit can bring. */
export function weightOf({ frequencyWeight, repeats, certainty }: QueryUnit): number {
  return frequencyWeight * repeats * certainty;
}

/**
 * From words standing in a text: BM25, for each time a word was asked. A word that stands once in a
 * text of average length brings its weight, and no more than three times that however often.
 */
export function scoreWords(
  counts: ArrayLike<number>,
  weights: readonly number[],
  relativeLength: number,
): number {
  const norm = saturation * (1 - lengthDiscount + lengthDiscount * relativeLength);
  let score = 0;
  for (let i = 0; i < weights.length; i++) {
    const count = counts[i] ?? 0;
    score += ((weights[i] ?? 0) * count * (saturation + 1)) / (count + norm);
  }
  return score;
}
