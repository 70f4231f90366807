import type { Article } from '../content/article.ts';
import { encodePath } from '../content/links/relative-link.ts';

/** Where the page's own part begins; a dot, which no heading's anchor has, keeps it apart from them. */
export const mainId = 'page.main';

export const startPath = '/';
export const searchPath = '/search';
export const allArticlesPath = '/articles';
/** How the library stands. */
export const libraryPath = '/library';

/** The page of an article, at one of its sections when an anchor is given. */
export function articlePath(article: Pick<Article, 'slug'>, anchor = ''): string {
  const fragment = anchor === '' ? '' : `#${encodeURIComponent(anchor)}`;
  return `/articles/${encodePath(article.slug)}${fragment}`;
}

export function topicPath(tag: string): string {
  return `/topics/${encodeURIComponent(tag)}`;
}

/** Where a picture of the content folder is served; `path` is relative to that folder. */
export function imagePath(path: string): string {
  return `/images/${encodePath(path)}`;
}

/** `path` with the parameters that differ from a first look at the page. */
export function withParameters(path: string, parameters: Record<string, string>): string {
  const query = new URLSearchParams(parameters).toString();
  return query === '' ? path : `${path}?${query}`;
}
