import { describe, expect, it } from '@jest/globals';
import { findForeign } from '../../../src/analysis/foreign-words.ts';

/** What is taken for another language; `|` stands where a mark does, and the library has `known`. */
function foreign(text: string, known: readonly string[] = ['pod', 'start', 'mille', 'a']): string {
  const words: string[] = [];
  const starts = new Set<number>();
  for (const word of text.split(' ')) {
    if (word === '|') starts.add(words.length);
    else words.push(word);
  }
  const heard = words.map((typed) => ({
    typed: typed.normalize('NFD').replaceAll(/\p{M}/gu, ''),
    isKnown: known.includes(typed),
    isAccented: /[^a-z]/.test(typed),
  }));
  const places = findForeign(heard, (place) => starts.has(place));
  return words.filter((_, place) => places.has(place)).join(' ');
}

describe('another language', () => {
  it.each([
    ['small words and what stands among them', 'der pod startet nicht', 'der startet nicht'],
    ['up to a mark', 'nicht starten aber | celery pod', 'nicht starten aber'],
    ['behind a mark', 'celery | nicht starten aber', 'nicht starten aber'],
    ['a word of both in the middle of it', 'grazie della a dopo che', 'grazie della a dopo che'],
    ['one small word with an accent', 'für pod', 'für'],
  ])('is heard: %s', (_, text, heard) => {
    expect(foreign(text)).toBe(heard);
  });

  it('has words that the library has too, where they stand among its own', () => {
    const known = ['pod', 'che'];
    expect(foreign('della perché | ecco che torna', known)).toBe('della perché ecco che torna');
    expect(foreign('della perché | che pod', known)).toBe('della perché');
    expect(foreign('della perché | pod che', known)).toBe('della perché');
  });

  it.each([
    ['English', 'how do we start the pod'],
    ['a name, or a slip', 'che pod start'],
    ['the same small word twice', 'che pod che'],
    ['what nobody knows', 'celery sqs pod'],
    ['words of the library', 'a mille a mille'],
    ['small words of two languages', 'nicht pod della'],
    ['nothing', ''],
  ])('is not heard in %s', (_, text) => {
    expect(foreign(text)).toBe('');
  });
});
