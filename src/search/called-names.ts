import type { Article } from '../content/article.ts';
import { newestFirst } from '../content/newest-first.ts';
import { foldedWords } from '../analysis/tokenize.ts';

/** An article's claim to be called by a name. */
export interface Claim {
  readonly article: Article;
  /** Slugs go before titles, titles before the rest; then the newest has it. */
  readonly rank: number;
  /** The same for names of the same words in the same order. */
  readonly key: string;
  /** The same where nothing but case, space and the form of quotation marks differ. */
  readonly name: string;
}

export function claimsOf(article: Article): Claim[] {
  const { slug, title, aliases, questions } = article;
  return [[slug], [title], [...aliases, ...questions]].flatMap((names, rank) =>
    names.map((name) => ({ article, rank, key: keyOf(name), name: exactly(name) })),
  );
}

/** Finds the article that a question calls by its name. */
export class CalledNames {
  readonly #claims = new Map<string, readonly Claim[]>();

  /** Counts the claims of an article in, or out again. */
  count(claims: readonly Claim[], change: 1 | -1): void {
    for (const claim of claims) {
      const known = this.#claims.get(claim.key) ?? [];
      const others = known.filter(({ article }) => article !== claim.article);
      const left = change === 1 ? [...known, claim] : others;
      if (left.length === 0) this.#claims.delete(claim.key);
      else this.#claims.set(claim.key, left);
    }
  }

  /**
   * The article whose slug, title, alias or question has the same words in the same order.
   *
   * @param isExact true when nothing but case, space and the form of quotation marks may differ
   */
  find(text: string, { isExact = false } = {}): Article | undefined {
    return (this.#claims.get(keyOf(text)) ?? [])
      .filter(({ name }) => !isExact || name === exactly(text))
      .sort((a, b) => a.rank - b.rank || newestFirst(a.article, b.article))[0]?.article;
  }
}

/** A name without words is its own. */
function keyOf(name: string): string {
  return foldedWords(name).join(' ') || exactly(name);
}

function exactly(name: string): string {
  return name
    .replace(/[“”„‟«»″＂]/g, '"')
    .replace(/\s+/gu, ' ')
    .trim()
    .toLowerCase();
}
