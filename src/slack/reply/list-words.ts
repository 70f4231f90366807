import { cutText } from './cut-text.ts';

/** `a, b and c` */
export function listWords(words: readonly string[], last: 'and' | 'or' = 'and'): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1) ?? ''}`;
}

const maxNameChars = 60;

/** `People from Northwind`, for whoever is about to show them something. */
export function nameOutsiders(organisations: readonly string[]): string {
  const names = organisations.map((name) => cutText(name, maxNameChars));
  return `People from ${names.length === 0 ? 'another organisation' : listWords(names)}`;
}
