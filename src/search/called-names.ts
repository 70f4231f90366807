import type { Article } from '../content/article.ts';
import { newestFirst } from '../content/newest-first.ts';
import { foldedWords } from '../analysis/tokenize.ts';
import type { Entry } from './rank-articles.ts';

/** What an article is called: slugs go before titles, titles before the rest. */
function namesOf({ slug, title, aliases, questions }: Article): readonly (readonly string[])[] {
  return [[slug], [title], [...aliases, ...questions]];
}

/** What the names of an article are known by; the same for the same words in the same order. */
export function nameKeysOf(article: Article): readonly string[] {
  return [...new Set(namesOf(article).flat().map(keyOf))];
}

/** Finds the article that a question calls by its name. */
export class CalledNames {
  readonly #entries = new Map<string, readonly Entry[]>();

  /** Counts an article in, or out again. */
  count(entry: Entry, change: 1 | -1): void {
    for (const key of entry.names) {
      const others = (this.#entries.get(key) ?? []).filter((other) => other !== entry);
      const left = change === 1 ? [...others, entry] : others;
      if (left.length === 0) this.#entries.delete(key);
      else this.#entries.set(key, left);
    }
  }

  /**
   * The article whose slug, title, alias or question has the same words in the same order; of
   * several names of one kind, the newest has it.
   *
   * @param isExact true when nothing but case, space and the form of quotation marks may differ
   */
  find(text: string, { isExact = false } = {}): Entry | undefined {
    const formOf = isExact ? exactly : keyOf;
    const rankOf = ({ article }: Entry): number =>
      namesOf(article).findIndex((names) => names.some((name) => formOf(name) === formOf(text)));
    return (this.#entries.get(keyOf(text)) ?? [])
      .filter((entry) => rankOf(entry) >= 0)
      .sort((a, b) => rankOf(a) - rankOf(b) || newestFirst(a.article, b.article))[0];
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
