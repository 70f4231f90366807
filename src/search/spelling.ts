import { editDistance } from '../text/edit-distance.ts';

/** What is known of the words that a mistyped one may have been meant to be. */
export interface KnownWords {
  /** The words within so many insertions, deletions and replacements. */
  readonly wordsLike: (word: string, edits: number) => readonly string[];
  readonly wordsFrom: (beginning: string) => readonly string[];
  /** In how many articles a word stands, in any of its forms. */
  readonly articlesOf: (word: string) => number;
}

export interface SpellingCorrection {
  readonly word: string;
  /** How sure it is, 0 to 1: less the more of the letters had to change. */
  readonly certainty: number;
}

const shortestWord = 4;
const longestWord = 30;
/** From so many letters on two edits are allowed; looking for more would take many times as long. */
const longWord = 8;

/**
 * The word that was most probably meant, or undefined. Fewest edits first (two swapped neighbours
 * are one edit), then the more frequent word, then the alphabet. People seldom miss the first
 * letter, so another first letter is taken only where one letter was swapped, added or left out.
 */
export function correctSpelling(typed: string, known: KnownWords): SpellingCorrection | undefined {
  if (!isCorrectable(typed)) return undefined;
  const limit = typed.length < longWord ? 1 : 2;
  const near = [...new Set([...known.wordsLike(typed, limit), ...swapped(typed)])]
    .filter(isCorrectable)
    .map((word) => ({
      word,
      edits: editDistance(typed, word, limit),
      articles: known.articlesOf(word),
    }))
    .filter(
      ({ word, edits, articles }) =>
        articles > 0 && edits <= limit && isPlausible(typed, word, edits),
    )
    .sort((a, b) => a.edits - b.edits || b.articles - a.articles || (a.word < b.word ? -1 : 1));
  const [best] = near;
  return best && { word: best.word, certainty: 1 - (2 * best.edits) / typed.length };
}

/**
 * The word that was begun and not finished, or undefined: the most frequent, then the shortest, then
 * by the alphabet. It is as sure as the share of it that was typed.
 */
export function completeWord(typed: string, known: KnownWords): SpellingCorrection | undefined {
  if (!isCorrectable(typed)) return undefined;
  const [best] = known
    .wordsFrom(typed)
    .filter(isCorrectable)
    .map((word) => ({ word, articles: known.articlesOf(word) }))
    .filter(({ articles }) => articles > 0)
    .sort(
      (a, b) =>
        b.articles - a.articles || a.word.length - b.word.length || (a.word < b.word ? -1 : 1),
    );
  return best && { word: best.word, certainty: typed.length / best.word.length };
}

/** With two neighbours swapped, which is two replacements, though one edit. */
function swapped(word: string): string[] {
  const letters = Array.from(word);
  return letters.map((_, i) =>
    letters.toSpliced(i, 2, ...letters.slice(i, i + 2).reverse()).join(''),
  );
}

/** Short words have too many neighbours to guess; numbers and identifiers are meant as typed. */
function isCorrectable(word: string): boolean {
  return word.length >= shortestWord && word.length <= longestWord && /^\p{L}+$/u.test(word);
}

function isPlausible(typed: string, word: string, edits: number): boolean {
  const isSameStart = typed.startsWith(word.slice(0, 1));
  const isReplaced = typed.length === word.length && !typed.startsWith(word.slice(1, 2));
  // With one letter of four replaced, it is another word as often as not.
  if (typed.length === shortestWord) return isSameStart && !isReplacement(typed, word);
  return isSameStart || (edits === 1 && !isReplaced);
}

/** True when a letter stands in the place of another, instead of two being swapped. */
function isReplacement(typed: string, word: string): boolean {
  const sorted = (text: string): string => Array.from(text).sort().join('');
  return typed.length === word.length && sorted(typed) !== sorted(word);
}
