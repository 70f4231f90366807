import type { Article } from '../content/article.ts';
import { foldedWords } from './tokenize.ts';

/** Finds the article that a question calls by its name. */
export interface CalledNames {
  /** The article whose slug, title, alias or question has the same words in the same order. */
  byWords(text: string): number | undefined;
  /** The one where nothing but case, space and the form of quotation marks may differ. */
  exactly(text: string): number | undefined;
}

/** Slugs go before titles, titles before the rest, when articles claim the same name. */
export function collectCalledNames(articles: readonly Article[]): CalledNames {
  const byWords = new Map<string, number>();
  const exactly = new Map<string, number>();
  const claims: ((article: Article) => readonly string[])[] = [
    ({ slug }) => [slug],
    ({ title }) => [title],
    ({ aliases, questions }) => [...aliases, ...questions],
  ];
  for (const claim of claims) {
    for (const [number, article] of articles.entries()) {
      for (const name of claim(article)) {
        claimName(byWords, wordsKey(name), number);
        claimName(exactly, exactKey(name), number);
      }
    }
  }
  return {
    byWords: (text) => byWords.get(wordsKey(text)),
    exactly: (text) => exactly.get(exactKey(text)),
  };
}

function claimName(names: Map<string, number>, key: string, number: number): void {
  if (key !== '' && !names.has(key)) names.set(key, number);
}

function wordsKey(name: string): string {
  return foldedWords(name).join(' ');
}

function exactKey(name: string): string {
  return name
    .replace(/[“”„‟«»″＂]/g, '"')
    .replace(/\s+/gu, ' ')
    .trim()
    .toLowerCase();
}
