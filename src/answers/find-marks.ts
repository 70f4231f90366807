import { stem } from '../analysis/stem.ts';
import { tokenize, type WordForms } from '../analysis/tokenize.ts';
import type { SoughtWords } from './sought-words.ts';

/** A word of a text that was sought, in any of its forms: `[start, end)` in UTF-16 units. */
export interface Mark {
  readonly start: number;
  readonly end: number;
  /** What it counts for. */
  readonly stems: readonly string[];
}

/**
 * Finds the sought words in a text.
 *
 * @param isThorough true to find them inside identifiers such as `maxRetries` too, which takes
 *   several times as long
 */
export type FindMarks = (text: string, isThorough: boolean) => Mark[];

// Accents, other scripts and invisible characters hide words from a plain comparison.
const hidingPattern = /(?![A-Za-z])\p{L}|\p{M}|\p{Cf}/u;
// Most texts have nothing but ASCII, dashes and quotation marks, which is quicker to see.
const unusualPattern = /[\u0080-\u200f\u2028-\uffff]/;

/** For the many texts of one answer. */
export function createMarkFinder({
  weights,
  words,
}: Pick<SoughtWords, 'weights' | 'words'>): FindMarks {
  const known = new Map<string, WordForms>();
  const stems = new Map(words.map((word) => [word, [stem(word)]]));
  const pattern = patternOf(words);
  const find: FindMarks = (text, isThorough) => {
    if (isThorough || (unusualPattern.test(text) && hidingPattern.test(text))) {
      return tokenize(text, known).flatMap(({ start, end, forms }) => {
        const sought = forms.stems.filter((key) => weights.has(key));
        return sought.length === 0 ? [] : [{ start, end, stems: sought }];
      });
    }
    if (pattern === undefined) return [];
    return Array.from(text.matchAll(pattern), ({ 0: word, index }) => ({
      start: index,
      end: index + word.length,
      stems: stems.get(word.toLowerCase()) ?? [],
    }));
  };
  // A passage is chosen in several passes over the same texts.
  const found = [new Map<string, Mark[]>(), new Map<string, Mark[]>()] as const;
  return (text, isThorough) => {
    const before = found[isThorough ? 1 : 0];
    const marks = before.get(text) ?? find(text, isThorough);
    before.set(text, marks);
    return marks;
  };
}

function patternOf(words: readonly string[]): RegExp | undefined {
  if (words.length === 0) return undefined;
  const longestFirst = words
    .toSorted((a, b) => b.length - a.length)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`(?<![a-z0-9])(?:${longestFirst.join('|')})(?![a-z0-9])`, 'gi');
}
