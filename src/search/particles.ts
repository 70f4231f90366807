import { stem } from './stem.ts';
import { stopWords } from './stop-words.ts';
import type { Token } from './tokenize.ts';

/** Small words that make another subject of the word beside them: "time off", "on call". */
export const particles: ReadonlySet<string> = new Set(['off', 'on', 'out', 'up', 'down']);

/** Stands between the two words of a pair; no word has it. */
const link = '~';

/** The pairs that a small word makes with its neighbours, as words of their own. */
export function particlePairs(tokens: readonly Token[], place: number): string[] {
  const particle = tokens[place]?.forms.word ?? '';
  if (!particles.has(particle)) return [];
  const before = tokens[place - 1]?.forms;
  // "out of office" is "out office".
  const isOf = tokens[place + 1]?.forms.word === 'of';
  const after = tokens[place + (isOf ? 2 : 1)]?.forms;
  const isPaired = (forms: Token['forms'] | undefined): forms is Token['forms'] =>
    forms?.parts.length === 0 && !stopWords.has(forms.word) && !particles.has(forms.word);
  return [
    ...(isPaired(before) ? [pairOf(before.word, particle)] : []),
    ...(isPaired(after) ? [pairOf(particle, after.word)] : []),
  ];
}

export function pairOf(first: string, second: string): string {
  return `${stem(first)}${link}${stem(second)}`;
}

export function isPair(word: string): boolean {
  return word.includes(link);
}
