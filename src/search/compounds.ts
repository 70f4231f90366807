import type { Alternative } from './alternatives.ts';
import { findStemPhrase } from './phrase-entries.ts';
import type { Postings } from './postings.ts';
import { stem } from './stem.ts';
import { stopWords } from './stop-words.ts';
import type { Token } from './tokenize.ts';

/** The shortest words that a longer one is taken to be made of. */
const shortestPart = 3;

/** "roll back" is also looked for as "rollback", and "rollback" as "roll back". */
export function compoundsAt(
  tokens: readonly Token[],
  place: number,
  postings: Postings,
): Alternative[] {
  const word = tokens[place]?.forms.word ?? '';
  if (stopWords.has(word)) return [];
  const splits = splitCompound(word, postings).map((also) => ({ asked: [stem(word)], also }));
  const next = tokens[place + 1]?.forms.word ?? '';
  const joined = stem(word + next);
  const isOneWord = next !== '' && !stopWords.has(next) && postings.stemNumbers.has(joined);
  return isOneWord ? [...splits, { asked: [stem(word), stem(next)], also: [joined] }] : splits;
}

/** The pairs of words that a word is made of and that stand together somewhere. */
export function splitCompound(word: string, postings: Postings): (readonly string[])[] {
  if (!/^\p{L}+$/u.test(word)) return [];
  const splits: (readonly string[])[] = [];
  for (let at = shortestPart; at <= word.length - shortestPart; at++) {
    const parts = [word.slice(0, at), word.slice(at)];
    if (!parts.every((part) => postings.wordNumbers.has(part))) continue;
    const also = parts.map(stem);
    if (findStemPhrase(also, postings).length > 0) splits.push(also);
  }
  return splits;
}
