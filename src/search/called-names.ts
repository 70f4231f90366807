import type { Article } from '../content/article.ts';
import { newestFirst } from '../content/newest-first.ts';
import { foldedWords } from '../analysis/tokenize.ts';

/** What an article is called: slugs go before titles, titles before the rest. */
function namesOf({ slug, title, aliases, questions }: Article): readonly (readonly string[])[] {
  return [[slug], [title], [...aliases, ...questions]];
}

/** What the names of an article are known by; the same for the same words in the same order. */
export function nameKeysOf(article: Article): ReadonlySet<string> {
  return new Set(namesOf(article).flat().map(keyOf));
}

/** Finds the article that a question calls by its name. */
export class CalledNames {
  readonly #articles = new Map<string, readonly Article[]>();

  /** Counts an article with its keys in, or out again. */
  count(article: Article, keys: ReadonlySet<string>, change: 1 | -1): void {
    for (const key of keys) {
      const others = (this.#articles.get(key) ?? []).filter((other) => other !== article);
      const left = change === 1 ? [...others, article] : others;
      if (left.length === 0) this.#articles.delete(key);
      else this.#articles.set(key, left);
    }
  }

  /**
   * The article whose slug, title, alias or question has the same words in the same order; of
   * several names of one kind, the newest has it.
   *
   * @param isExact true when nothing but case, space and the form of quotation marks may differ
   */
  find(text: string, { isExact = false } = {}): Article | undefined {
    const formOf = isExact ? exactly : keyOf;
    const rankOf = (article: Article): number =>
      namesOf(article).findIndex((names) => names.some((name) => formOf(name) === formOf(text)));
    return (this.#articles.get(keyOf(text)) ?? [])
      .filter((article) => rankOf(article) >= 0)
      .sort((a, b) => rankOf(a) - rankOf(b) || newestFirst(a, b))[0];
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
