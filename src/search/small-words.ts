import { editDistance } from '../text/edit-distance.ts';
import { chatWords } from './chat-words.ts';
import { questionWords, stopWords } from './stop-words.ts';

/** Words that hold others together, ask, or are said to each other. */
export const smallWords: ReadonlySet<string> = new Set([
  ...stopWords,
  ...questionWords,
  ...chatWords,
]);
/** In shorter words, one letter in the place of another makes a word of its own: "rust", "must". */
const shortestReplaced = 6;
/** What is shorter is left out of no word, nor are there letters too many in it. */
const shortestWithin = 3;

// By each word, and by what is left of it without one of its letters.
const meant = new Map<string, string[]>();
for (const word of smallWords) {
  for (const form of [word, ...withoutALetter(word)]) {
    meant.set(form, [...(meant.get(form) ?? []), word]);
  }
}

/** The word that names nothing which somebody meant, perhaps with a slip of a finger: "waht", "realy". */
export function smallWordMeant(word: string): string | undefined {
  if (smallWords.has(word)) return word;
  if (!/^[a-z]{2,12}$/.test(word)) return undefined;
  return [word, ...withoutALetter(word)]
    .flatMap((form) => meant.get(form) ?? [])
    .find((small) => isSlip(word, small));
}

function isSlip(typed: string, word: string): boolean {
  // People seldom miss the first letter: "aws" is not "was". And "ideas" are no slip.
  if (!typed.startsWith(word.slice(0, 1)) || typed === `${word}s`) return false;
  if (editDistance(typed, word, 1) !== 1) return false;
  if (typed.length !== word.length) {
    return Math.min(typed.length, word.length) >= shortestWithin;
  }
  return typed.length >= shortestReplaced || sorted(typed) === sorted(word);
}

function withoutALetter(word: string): string[] {
  return Array.from(word, (_, i) => word.slice(0, i) + word.slice(i + 1));
}

function sorted(word: string): string {
  return Array.from(word).sort().join('');
}
