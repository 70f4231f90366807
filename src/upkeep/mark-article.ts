import type { Article } from '../content/article.ts';
import { dayOf } from './review-book.ts';
import type { ReviewMark, ReviewStore } from './review-store.ts';

export interface MarkArticleDeps {
  readonly store: Pick<ReviewStore, 'putMark'>;
  readonly refresh: () => Promise<void>;
  readonly now: () => Date;
  /** Writes the day into the article's file, where that is allowed. It says itself why it didn't. */
  readonly writeDay: (article: Article, day: string) => Promise<void>;
}

/** Keeps what somebody says about an article. It is on disk before it counts. */
export type MarkArticle = (
  article: Article,
  verdict: ReviewMark['verdict'],
  by: string,
) => Promise<void>;

export function createMarkArticle({ store, refresh, now, writeDay }: MarkArticleDeps): MarkArticle {
  return async (article, verdict, by) => {
    const { slug, source, fingerprint } = article;
    const at = now();
    const path = pathInSource(article);
    await store.putMark({ slug, verdict, by, at: at.getTime(), source, path, fingerprint });
    await refresh();
    if (verdict === 'right') await writeDay(article, dayOf(at));
  };
}

/** The library puts the source's name before the paths of its files. */
export function pathInSource({ source, path }: Article): string {
  return source === '' ? path : path.slice(source.length + 1);
}
