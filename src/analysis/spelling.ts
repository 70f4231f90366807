import dictionary from 'dictionary-en';
import nspell from 'nspell';
import { editDistance } from '../text/edit-distance.ts';
import { smallWords } from './word-lists.ts';

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
/** From so many letters on two edits are allowed; looking for each more takes many times as long. */
const longWord = 8;
/** In shorter small words, one letter in the place of another makes a word of its own: "rust", "must". */
const shortestReplaced = 6;
/** What is shorter is left out of no small word, nor are there letters too many in it. */
const shortestWithin = 3;

/** Made for the first word that no article has: it takes 0.15 s and 25 MB. */
let speller: ReturnType<typeof nspell> | undefined;

/**
 * Whether Hunspell's dictionary has it, so that it is meant as typed though no article has it:
 * nobody who asks for the flower shop means "lower". A spell checker's dictionary leaves out rare
 * words that are more often slips, such as "stipe".
 */
export function isRealWord(word: string): boolean {
  speller ??= nspell({ aff: Buffer.from(dictionary.aff), dic: Buffer.from(dictionary.dic) });
  return speller.correct(word);
}

/**
 * The word that was most probably meant, or undefined. Fewest edits first (two swapped neighbours
 * are one edit), then a letter doubled or not, then the more frequent word, then the alphabet. People
 * seldom miss the first letter, so another first letter is taken only where one letter was swapped,
 * added or left out.
 */
export function correctSpelling(typed: string, known: KnownWords): SpellingCorrection | undefined {
  if (!isCorrectable(typed)) return undefined;
  const most = typed.length < longWord ? 1 : 2;
  const swaps = swapped(typed);
  for (let limit = 1; limit <= most; limit++) {
    const near = new Set([...known.wordsLike(typed, limit), ...swaps]);
    const [best] = standing(near, known)
      .map((each) => ({ ...each, edits: editDistance(typed, each.word, limit) }))
      .filter(({ word, edits }) => edits <= limit && isPlausible(typed, word, edits))
      .sort(
        (a, b) =>
          a.edits - b.edits ||
          Number(isDoubling(typed, b.word)) - Number(isDoubling(typed, a.word)) ||
          b.articles - a.articles ||
          (a.word < b.word ? -1 : 1),
      );
    if (best) return { word: best.word, certainty: 1 - (2 * best.edits) / typed.length };
  }
  return undefined;
}

/**
 * The word that was begun and not finished, or undefined: the most frequent, then the shortest, then
 * by the alphabet. It is as sure as the share of it that was typed.
 */
export function completeWord(typed: string, known: KnownWords): SpellingCorrection | undefined {
  if (!isCorrectable(typed)) return undefined;
  const [best] = standing(known.wordsFrom(typed), known).sort(
    (a, b) =>
      b.articles - a.articles || a.word.length - b.word.length || (a.word < b.word ? -1 : 1),
  );
  return best && { word: best.word, certainty: typed.length / best.word.length };
}

/** The word that names nothing which somebody meant, perhaps with a slip of a finger: "waht", "realy". */
export function smallWordMeant(typed: string): string | undefined {
  if (smallWords.has(typed)) return typed;
  if (!/^[a-z]{2,12}$/.test(typed)) return undefined;
  // People seldom miss the first letter: "aws" is not "was". And "ideas" are no slip.
  const meant = [...smallWords].find(
    (word) =>
      typed.startsWith(word.slice(0, 1)) &&
      Math.abs(typed.length - word.length) <= 1 &&
      Math.min(typed.length, word.length) >= shortestWithin &&
      typed !== `${word}s` &&
      (typed.length >= shortestReplaced || !isReplacement(typed, word)) &&
      editDistance(typed, word, 1) === 1,
  );
  return meant === undefined || isRealWord(typed) ? undefined : meant;
}

/** Those that may be meant and that an article has. */
function standing(
  words: Iterable<string>,
  { articlesOf }: KnownWords,
): { word: string; articles: number }[] {
  return Array.from(words)
    .filter(isCorrectable)
    .map((word) => ({ word, articles: articlesOf(word) }))
    .filter(({ articles }) => articles > 0);
}

/**
 * What an unknown word was meant to be, or undefined for one that is meant as typed. The last of a
 * question may be one that is still being typed.
 */
export function mendWord(
  typed: string,
  known: KnownWords,
  { isLast }: { readonly isLast: boolean },
): SpellingCorrection | undefined {
  const corrected = isRealWord(typed)
    ? undefined
    : (nameIn(typed, known) ?? correctSpelling(typed, known));
  return corrected ?? (isLast ? completeWord(typed, known) : undefined);
}

/** "ddosed" and "vpning" are made of a name that doesn't end as verbs do, so they don't share its stem. */
function nameIn(typed: string, { articlesOf }: KnownWords): SpellingCorrection | undefined {
  const name = /^(\p{L}{3,})(?:ed|ing)$/u.exec(typed)?.[1];
  return name !== undefined && articlesOf(name) > 0 ? { word: name, certainty: 1 } : undefined;
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

/** True when a letter that is doubled in one stands alone in the other: "leter", "comit". */
function isDoubling(typed: string, word: string): boolean {
  const [one, other] = [typed, word].map((text) => text.replaceAll(/(.)\1+/gu, '$1'));
  return one === other;
}

/** True when a letter stands in the place of another, instead of two being swapped. */
function isReplacement(typed: string, word: string): boolean {
  const sorted = (text: string): string => Array.from(text).sort().join('');
  return typed.length === word.length && sorted(typed) !== sorted(word);
}
