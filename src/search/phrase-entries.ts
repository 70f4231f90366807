import { findEntry, type Postings } from './postings.ts';

/** Where words stand one right after the other, in articles by ascending number. */
export interface PhraseEntry {
  readonly article: number;
  /** Positions of the first word. */
  readonly positions: readonly number[];
}

/**
 * Finds where a word of each of these stems stands, one right after the other. Any form of a word
 * will do.
 */
export function findPhrase(stems: readonly string[], postings: Postings): PhraseEntry[] {
  const numbers = stems.map((stem) => postings.stemNumbers.get(stem));
  if (numbers.length === 0 || numbers.includes(undefined)) return [];
  const words = numbers.map((number) => postings.wordsOfStem[number ?? 0] ?? []);
  const rarest = words.toSorted((a, b) => countEntries(a, postings) - countEntries(b, postings))[0];
  const articles = new Set<number>();
  for (const word of rarest ?? []) {
    const end = postings.starts[word + 1] ?? 0;
    for (let entry = postings.starts[word] ?? 0; entry < end; entry++) {
      articles.add(postings.entryArticles[entry] ?? 0);
    }
  }
  return [...articles]
    .sort((a, b) => a - b)
    .map((article) => ({ article, positions: phrasePositions(words, article, postings) }))
    .filter(({ positions }) => positions.length > 0);
}

function phrasePositions(
  words: readonly (readonly number[])[],
  article: number,
  postings: Postings,
): number[] {
  let starts: number[] | undefined;
  for (const [offset, forms] of words.entries()) {
    const places = new Set(forms.flatMap((word) => positionsOf(word, article, postings)));
    starts = starts?.filter((start) => places.has(start + offset)) ?? [...places];
    if (starts.length === 0) return [];
  }
  return starts?.sort((a, b) => a - b) ?? [];
}

/** Where a word stands in an article, ascending. */
function positionsOf(word: number, article: number, postings: Postings): number[] {
  const entry = findEntry(postings, word, article);
  if (entry === undefined) return [];
  const { positions, entryPositions } = postings;
  return [...positions.subarray(entryPositions[entry] ?? 0, entryPositions[entry + 1] ?? 0)];
}

function countEntries(words: readonly number[], { starts }: Postings): number {
  return words.reduce((sum, word) => sum + (starts[word + 1] ?? 0) - (starts[word] ?? 0), 0);
}
