import { allArticlesPath, decodeLeniently, searchPath, startPath } from './page-paths.ts';
import { iconPath, stylesheetPath } from './assets.ts';

/** What a request asks for. Pages of a list are counted from 1. */
export type Route =
  | { readonly kind: 'start' }
  | { readonly kind: 'allArticles'; readonly page: number }
  | { readonly kind: 'topic'; readonly tag: string; readonly page: number }
  | {
      readonly kind: 'search';
      readonly text: string;
      readonly literal: boolean;
      readonly page: number;
    }
  | { readonly kind: 'article'; readonly slug: string }
  | { readonly kind: 'image'; readonly path: string }
  | { readonly kind: 'stylesheet' }
  | { readonly kind: 'icon' }
  | { readonly kind: 'unknown'; readonly path: string };

const highestPage = 10_000;

/** Reads the target of a request line. Whatever it holds, the result is a route. */
export function parseRoute(target: string): Route {
  const queryStart = target.indexOf('?');
  const rawPath = queryStart === -1 ? target : target.slice(0, queryStart);
  const parameters = new URLSearchParams(queryStart === -1 ? '' : target.slice(queryStart));
  const path = decodeLeniently(rawPath);
  const page = parsePage(parameters.get('page'));

  switch (path) {
    case startPath:
      return { kind: 'start' };
    case allArticlesPath:
      return { kind: 'allArticles', page };
    case searchPath:
      return {
        kind: 'search',
        text: parameters.get('q') ?? '',
        literal: parameters.has('literal'),
        page,
      };
    case stylesheetPath:
      return { kind: 'stylesheet' };
    case iconPath:
      return { kind: 'icon' };
  }
  const slug = restAfter('/articles/', path);
  if (slug !== undefined) return { kind: 'article', slug };
  const tag = restAfter('/topics/', path);
  if (tag !== undefined) return { kind: 'topic', tag, page };
  const image = restAfter('/images/', path);
  if (image !== undefined) return { kind: 'image', path: image };
  return { kind: 'unknown', path };
}

function restAfter(prefix: string, path: string): string | undefined {
  return path.startsWith(prefix) && path.length > prefix.length
    ? path.slice(prefix.length)
    : undefined;
}

function parsePage(value: string | null): number {
  return value !== null && /^[1-9]\d{0,4}$/.test(value) ? Math.min(Number(value), highestPage) : 1;
}
