import { editDistance } from '../text/edit-distance.ts';
import type { Postings } from './postings.ts';

/** The words that a mistyped one may have been meant to be. */
export interface SpellingIndex {
  readonly words: readonly string[];
  /** In how many articles each word stands, in any of its forms. */
  readonly articles: Int32Array;
  /** One bit for each letter in the word, to pass over most words without comparing them. */
  readonly letters: Int32Array;
}

const shortestWord = 4;

/** Takes words of letters alone: numbers and identifiers are meant as typed. */
export function buildSpellingIndex({
  words,
  wordsOfStem,
  articlesOfStem,
}: Pick<Postings, 'words' | 'wordsOfStem' | 'articlesOfStem'>): SpellingIndex {
  const known = wordsOfStem.flatMap((numbers, stem) =>
    numbers
      .map((number) => ({ word: words[number] ?? '', articles: articlesOfStem[stem] ?? 0 }))
      .filter(({ word }) => word.length >= shortestWord && /^\p{L}+$/u.test(word)),
  );
  return {
    words: known.map(({ word }) => word),
    articles: Int32Array.from(known, ({ articles }) => articles),
    letters: Int32Array.from(known, ({ word }) => lettersOf(word)),
  };
}

export interface SpellingCorrection {
  readonly word: string;
  /** How sure it is, 0 to 1: less the more of the letters had to change. */
  readonly certainty: number;
}

/**
 * The word that was most probably meant, or undefined. Fewest edits first (two swapped neighbours
 * are one edit), then the more frequent word, then the alphabet. People seldom miss the first
 * letter, so another first letter is taken only where one letter was swapped, added or left out.
 */
export function correctSpelling(
  typed: string,
  index: SpellingIndex,
): SpellingCorrection | undefined {
  const limit = allowedEdits(typed);
  if (limit === 0) return undefined;
  const letters = lettersOf(typed);
  let best: Candidate | undefined;
  for (let i = 0; i < index.words.length; i++) {
    // Each edit changes at most two bits.
    if (countBits((index.letters[i] ?? 0) ^ letters) > 2 * limit) continue;
    const word = index.words[i] ?? '';
    if (Math.abs(word.length - typed.length) > limit) continue;
    const edits = editDistance(typed, word, limit);
    if (edits > limit || !isPlausible(typed, word, edits)) continue;
    const candidate = { word, edits, articles: index.articles[i] ?? 0 };
    if (best === undefined || isBetter(candidate, best)) best = candidate;
  }
  if (best === undefined) return undefined;
  return { word: best.word, certainty: 1 - (2 * best.edits) / typed.length };
}

/**
 * The word that was begun and not finished, or undefined: the most frequent, then the shortest, then
 * by the alphabet. It is as sure as the share of it that was typed.
 */
export function completeWord(
  typed: string,
  { words, articles }: SpellingIndex,
): SpellingCorrection | undefined {
  if (typed.length < shortestWord) return undefined;
  let best = -1;
  for (const [i, word] of words.entries()) {
    if (word.startsWith(typed) && (best < 0 || isLikelier(i, best))) best = i;
  }
  const word = words[best];
  return word === undefined ? undefined : { word, certainty: typed.length / word.length };

  function isLikelier(a: number, b: number): boolean {
    const [more = 0, less = 0] = [articles[a], articles[b]];
    if (more !== less) return more > less;
    const [one = '', other = ''] = [words[a], words[b]];
    return one.length === other.length ? one < other : one.length < other.length;
  }
}

interface Candidate {
  readonly word: string;
  readonly edits: number;
  readonly articles: number;
}

function isBetter(a: Candidate, b: Candidate): boolean {
  if (a.edits !== b.edits) return a.edits < b.edits;
  if (a.articles !== b.articles) return a.articles > b.articles;
  return a.word < b.word;
}

/** Short words have too many neighbours to guess. */
function allowedEdits(word: string): number {
  if (!/^\p{L}+$/u.test(word) || word.length < shortestWord) return 0;
  return word.length < 8 ? 1 : 2;
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
  return typed.length === word.length && lettersOf(typed) !== lettersOf(word);
}

function lettersOf(word: string): number {
  let bits = 0;
  for (let i = 0; i < word.length; i++) bits |= 1 << (word.charCodeAt(i) % 32);
  return bits;
}

function countBits(value: number): number {
  let bits = value - ((value >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return (((bits + (bits >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}
