import type { IndexedText } from './collect-occurrences.ts';
import { findPhrase, type PhrasePlace } from './phrase-entries.ts';
import type { Postings } from './postings.ts';
import { stopWords } from './stop-words.ts';
import { foldedWords, tokenize } from './tokenize.ts';

/**
 * The articles in which the words stand as typed, signs and case aside; undefined when they are
 * words that the index does not keep, so that nothing can be said.
 */
export function findExactPhrase(
  phrase: string,
  postings: Postings,
  textsOf: (article: number) => readonly IndexedText[],
): ReadonlySet<number> | undefined {
  const tokens = tokenize(phrase);
  const places: PhrasePlace[] = [];
  let offset = 0;
  for (const { forms } of tokens) {
    if (stopWords.has(forms.word)) continue;
    const number = postings.wordNumbers.get(forms.word);
    places.push({ words: number === undefined ? [] : [number], offset });
    offset += Math.max(1, forms.parts.length);
  }
  if (places.length === 0) return undefined;
  const articles = findPhrase(places, postings).map(({ article }) => article);
  if (places.length === tokens.length) return new Set(articles);
  // Stop words have no positions: read the few articles that are left.
  const wanted = ` ${foldedWords(phrase).join(' ')} `;
  return new Set(
    articles.filter((article) =>
      textsOf(article).some(({ text }) => ` ${foldedWords(text).join(' ')} `.includes(wanted)),
    ),
  );
}
