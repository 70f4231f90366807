import lists from './word-lists.json' with { type: 'json' };
import { stem } from './stem.ts';
import { foldedWords } from './tokenize.ts';

const read = (lines: readonly string[]): string[] => lines.join(' ').split(' ');

/** Words that carry no subject anywhere: left out of the index and of questions. */
export const stopWords: ReadonlySet<string> = new Set(read(lists.stop));

/** Words that ask rather than name what is asked about: they hardly count in a question. */
export const questionWords: ReadonlySet<string> = new Set(read(lists.question));

/**
 * Words that people write to each other and hardly ever into articles. When no article has one, it
 * only asks. Derived, not chosen: of 71,000 messages of four public communities of developers
 * (Clojure, Elm and Racket on Slack, Linux on IRC), words in at least one of 10,000 messages and in
 * three of the four, at least eight times as frequent there as in 2.2 million words of abstracts, a
 * handbook and a manual (a message taken for twenty words); from half as frequent words in two of
 * them those that are exclamations, shortened or polite. Stop words and general words aside, and
 * whatever somebody may ask for was taken out by hand: things, tools and what one does with them.
 */
export const chatWords: ReadonlySet<string> = new Set(read(lists.chat));

/** Words that hold others together, ask, or are said to each other. */
export const smallWords: ReadonlySet<string> = new Set([
  ...stopWords,
  ...questionWords,
  ...chatWords,
]);

/**
 * Words that everybody says: what an article says of its subject, it may say without them, so that
 * one which lacks them lacks nothing. All that stand at least 2,000 times among the 51 million words
 * of the films in SUBTLEXus, without names, swearing and terms of endearment, and what only asks.
 */
const everydayWords: ReadonlySet<string> = new Set(read(lists.everyday));

/** Whether one of the forms of a word that was asked for is everybody's. */
export function isSaidByAll(typed: Iterable<string>): boolean {
  return [...typed].some((word) => everydayWords.has(word));
}

/**
 * How common a word is in writing of any kind: the share of texts it stands in. What is not listed
 * is rare. A small library cannot know by itself that "new" says less than "token"; this is what it
 * starts from. The bands are medians over nine collections that have nothing to do with each other
 * (abstracts, handbooks, manuals), so that no subject's own words are among them.
 */
const generalShares = new Map(
  Object.entries(lists.general).flatMap(([share, lines]) =>
    read(lines).map((word) => [stem(word), Number(share)] as const),
  ),
);
const rareShare = 0.005;

/** Whether a word is one of those that stand in writing of any kind. */
export function isGeneral(word: string): boolean {
  return generalShares.has(stem(word));
}

/** The share of texts of any kind that a word of this stem stands in. */
export function generalShare(stem: string): number {
  return generalShares.get(stem) ?? rareShare;
}

/** Whether a word only asks, or holds others together. */
export function namesNothing(word: string): boolean {
  return stopWords.has(word) || questionWords.has(word);
}

/** False for a text of nothing but such words. */
export function carriesSubject(text: string): boolean {
  return !foldedWords(text).every(namesNothing);
}
