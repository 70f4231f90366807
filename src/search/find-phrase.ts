import { findWord, positionShift, type ArticleWords } from './article-words.ts';

/** One place of a phrase: any of the words will do. */
export interface PhrasePlace {
  /** Numbers of the words. */
  readonly words: readonly number[];
  /** How far behind the first place. */
  readonly offset: number;
}

/** Whether all places of a phrase are taken somewhere in an article. */
export function holdsPhrase(article: ArticleWords, phrase: readonly PhrasePlace[]): boolean {
  let starts: Set<number> | undefined;
  for (const { words, offset } of phrase) {
    const found = new Set<number>();
    for (const word of words) {
      const at = findWord(article, word);
      if (at === undefined) continue;
      for (const place of article.places.subarray(article.starts[at], article.starts[at + 1])) {
        const start = (place >> positionShift) - offset;
        if (starts === undefined || starts.has(start)) found.add(start);
      }
    }
    if (found.size === 0) return false;
    starts = found;
  }
  return starts !== undefined;
}
