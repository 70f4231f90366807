import { cutText } from './cut-text.ts';
import { listWords } from './list-words.ts';

const maxNameChars = 60;

/** `People from Northwind`, for whoever is about to show them something. */
export function nameOutsiders(organisations: readonly string[]): string {
  const names = organisations.map((name) => cutText(name, maxNameChars));
  return `People from ${names.length === 0 ? 'another organisation' : listWords(names)}`;
}
