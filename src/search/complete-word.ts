import type { Postings } from './postings.ts';

const maxCompletions = 30;

/** Numbers of the words that begin with what was typed so far, those in most articles first. */
export function completeWord(typed: string, { words, starts }: Postings): number[] {
  if (typed === '') return [];
  const articlesOf = (number: number): number => (starts[number + 1] ?? 0) - (starts[number] ?? 0);
  return [...words.keys()]
    .filter((number) => words[number]?.startsWith(typed) === true)
    .sort((a, b) => articlesOf(b) - articlesOf(a) || a - b)
    .slice(0, maxCompletions);
}
