import { pairOf, particles } from './particles.ts';
import { stem } from './stem.ts';
import type { Alternative } from './synonyms.ts';
import type { Token } from './tokenize.ts';
import type { Vocabulary } from './vocabulary.ts';
import { stopWords } from './word-lists.ts';

/** The shortest words that a longer one is taken to be made of. */
const shortestPart = 3;

/** "roll back" is also looked for as "rollback", and "rollback" as "roll back". */
export function compoundsAt(
  tokens: readonly Token[],
  place: number,
  vocabulary: Vocabulary,
): Alternative[] {
  const word = tokens[place]?.forms.word ?? '';
  if (stopWords.has(word)) return [];
  const splits = splitCompound(word, vocabulary).map((also) => ({ asked: [stem(word)], also }));
  const next = tokens[place + 1]?.forms.word ?? '';
  const joined = stem(word + next);
  const isOneWord = next !== '' && !stopWords.has(next) && vocabulary.hasStem(joined);
  return isOneWord ? [...splits, { asked: [stem(word), stem(next)], also: [joined] }] : splits;
}

/** The pairs of known words that a word is made of, as stems. */
export function splitCompound(word: string, { has }: Vocabulary): (readonly string[])[] {
  if (!/^\p{L}+$/u.test(word)) return [];
  const splits: (readonly string[])[] = [];
  for (let at = 2; at <= word.length - 2; at++) {
    const [first, second] = [word.slice(0, at), word.slice(at)];
    if (particles.has(first) || particles.has(second)) {
      const pair = pairOf(first, second);
      if (has(pair)) splits.push([pair]);
    }
    if (at >= shortestPart && at <= word.length - shortestPart && has(first) && has(second)) {
      splits.push([stem(first), stem(second)]);
    }
  }
  return splits;
}
