import { stem } from './stem.ts';
import { stopWords } from './word-lists.ts';
import type { Token, WordForms } from './tokenize.ts';

/** Small words that make another subject of the word beside them: "time off", "on call". */
export const particles: ReadonlySet<string> = new Set(['off', 'on', 'out', 'up', 'down']);

/** Stands between the two words of a pair; no word has it. */
const link = '~';

/** The pairs that a small word makes with its neighbours, as words of their own. */
export function particlePairs(tokens: readonly Token[], place: number): string[] {
  return [pairBefore(tokens, place), pairAfter(tokens, place)].filter((pair) => pair !== undefined);
}

/**
 * Those that name something where they stand in a name. In the middle of one "on" and what follows
 * a small word stand by chance: "Bounds on information".
 */
export function namingPairs(tokens: readonly Token[], place: number): string[] {
  const isOn = tokens[place]?.forms.word === 'on';
  const before =
    !isOn || tokens[place]?.hyphenated === true ? pairBefore(tokens, place) : undefined;
  const isLed = place === 0 || tokens[place + 1]?.hyphenated === true;
  return [before, isLed ? pairAfter(tokens, place) : undefined].filter(
    (pair) => pair !== undefined,
  );
}

function pairBefore(tokens: readonly Token[], place: number): string | undefined {
  const [word, particle] = [tokens[place - 1]?.forms, tokens[place]?.forms.word ?? ''];
  return particles.has(particle) && isPaired(word) ? pairOf(word.word, particle) : undefined;
}

function pairAfter(tokens: readonly Token[], place: number): string | undefined {
  const particle = tokens[place]?.forms.word ?? '';
  // "out of office" is "out office".
  const isOf = tokens[place + 1]?.forms.word === 'of';
  const word = tokens[place + (isOf ? 2 : 1)]?.forms;
  return particles.has(particle) && isPaired(word) ? pairOf(particle, word.word) : undefined;
}

function isPaired(forms: WordForms | undefined): forms is WordForms {
  return forms?.parts.length === 0 && !stopWords.has(forms.word) && !particles.has(forms.word);
}

export function pairOf(first: string, second: string): string {
  return `${stem(first)}${link}${stem(second)}`;
}

/** None when the word is no pair. */
export function wordsOfPair(word: string): readonly string[] {
  return word.includes(link) ? word.split(link) : [];
}
