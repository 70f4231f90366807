import { generalShare } from './general-words.ts';
import type { Postings } from './postings.ts';

/** How many texts of any kind the articles of the library are counted together with. */
const generalTexts = 50;

/**
 * How much the words of a stem tell in this library; more the fewer articles they stand in, never
 * below 0. Counting general texts along keeps it meaning the same in a small library and in a large
 * one, where they no longer matter.
 */
export function inverseFrequency(stem: string, postings: Postings): number {
  const number = postings.stemNumbers.get(stem);
  const found = number === undefined ? 0 : (postings.articlesOfStem[number] ?? 0);
  const holding = found + generalTexts * generalShare(stem) + 0.5;
  const others = postings.articleCount + generalTexts - holding + 1;
  return Math.log(1 + others / holding);
}
