import type { Article } from '../content/article.ts';
import { newestFirst } from '../content/newest-first.ts';
import { foldedWords } from './tokenize.ts';

/** Finds the article that a question calls by its name. */
export interface CalledNames {
  count(claims: readonly Claim[], change: 1 | -1): void;
  /** The article whose slug, title, alias or question has the same words in the same order. */
  byWords(text: string): Article | undefined;
  /** The one where nothing but case, space and the form of quotation marks may differ. */
  exactly(text: string): Article | undefined;
}

/** An article's claim to be called by a name. */
export interface Claim {
  readonly article: Article;
  /** Slugs go before titles, titles before the rest; then the newest has it. */
  readonly rank: number;
  readonly words: string;
  readonly exact: string;
}

export function claimsOf(article: Article): Claim[] {
  const { slug, title, aliases, questions } = article;
  const names = [[slug], [title], [...aliases, ...questions]];
  return names.flatMap((list, rank) =>
    list.map((name) => ({ article, rank, words: wordsKey(name), exact: exactKey(name) })),
  );
}

export function createCalledNames(): CalledNames {
  const byWords = new Map<string, readonly Claim[]>();
  const exactly = new Map<string, readonly Claim[]>();
  const count = (claims: typeof byWords, key: string, claim: Claim, change: 1 | -1): void => {
    const others = (claims.get(key) ?? []).filter(({ article }) => article !== claim.article);
    const left = change === 1 ? [...others, claim] : others;
    if (left.length === 0) claims.delete(key);
    else claims.set(key, left);
  };
  return {
    count(claims, change) {
      // Of two claims of one article the stronger, which comes first, is to stay.
      for (const claim of claims.toReversed()) {
        if (claim.words !== '') count(byWords, claim.words, claim, change);
        if (claim.exact !== '') count(exactly, claim.exact, claim, change);
      }
    },
    byWords: (text) => strongest(byWords.get(wordsKey(text))),
    exactly: (text) => strongest(exactly.get(exactKey(text))),
  };
}

function strongest(claims: readonly Claim[] = []): Article | undefined {
  return claims.toSorted((a, b) => a.rank - b.rank || newestFirst(a.article, b.article))[0]
    ?.article;
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
