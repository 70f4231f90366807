import { findEntry, type Postings } from './postings.ts';

/** Where words stand one right after the other in an article. */
export interface PhraseEntry {
  readonly article: number;
  /** Positions of the first word, ascending. */
  readonly positions: readonly number[];
}

/** One place of a phrase: any of the words will do. */
export interface PhrasePlace {
  /** Numbers of the words. */
  readonly words: readonly number[];
  /** How far behind the first place. */
  readonly offset: number;
}

/** Finds where a word of each of these stems stands, one right after the other. */
export function findStemPhrase(stems: readonly string[], postings: Postings): PhraseEntry[] {
  const places = stems.map((stem, offset): PhrasePlace => {
    const number = postings.stemNumbers.get(stem);
    return { words: number === undefined ? [] : (postings.wordsOfStem[number] ?? []), offset };
  });
  return findPhrase(places, postings);
}

/** Finds where all places of a phrase are taken, in articles by ascending number. */
export function findPhrase(places: readonly PhrasePlace[], postings: Postings): PhraseEntry[] {
  const [rarest] = places
    .map(({ words }) => words)
    .sort((a, b) => countEntries(a, postings) - countEntries(b, postings));
  const articles = new Set<number>();
  for (const word of rarest ?? []) {
    const end = postings.starts[word + 1] ?? 0;
    for (let entry = postings.starts[word] ?? 0; entry < end; entry++) {
      articles.add(postings.entryArticles[entry] ?? 0);
    }
  }
  return [...articles]
    .sort((a, b) => a - b)
    .map((article) => ({ article, positions: findPositions(places, article, postings) }))
    .filter(({ positions }) => positions.length > 0);
}

function findPositions(
  places: readonly PhrasePlace[],
  article: number,
  postings: Postings,
): number[] {
  let starts: number[] | undefined;
  for (const { words, offset } of places) {
    const taken = new Set(words.flatMap((word) => positionsOf(word, article, postings)));
    starts =
      starts?.filter((start) => taken.has(start + offset)) ?? [...taken].map((at) => at - offset);
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
