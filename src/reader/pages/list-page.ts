import { h } from 'hastscript';
import { articlesOf, type Answer } from '../../answers/answer.ts';
import type { Article } from '../../content/article.ts';
import { startPath } from '../page-paths.ts';
import type { Page } from './layout.ts';
import { renderPagination } from './pagination.ts';
import { countArticles, renderArticles } from './parts.ts';

const listPageSize = 50;

/** One page of a long list; undefined past its end. */
export function buildListPage(list: {
  title: string;
  path: string;
  articles: readonly Article[];
  page: number;
}): Page | undefined {
  const { title, path, articles, page } = list;
  const shown = articles.slice((page - 1) * listPageSize, page * listPageSize);
  if (shown.length === 0) return undefined;
  return {
    title,
    main: [
      h('h1', title),
      h('p.facts', countArticles(articles.length)),
      renderArticles(shown),
      ...renderPagination({ path, page, pageSize: listPageSize, total: articles.length }),
    ],
  };
}

/** The page that is not there, and what its address comes nearest to. */
export function buildNotFoundPage(nearest: Answer): Page {
  const articles = articlesOf(nearest);
  return {
    title: 'Page not found',
    main: [
      h('h1', 'Page not found'),
      h('p', [
        'There’s no page at this address. It may have been renamed or removed. ',
        h('a', { href: startPath }, 'All topics'),
      ]),
      ...(articles.length === 0 ? [] : [h('h2', 'Nearest articles'), renderArticles(articles)]),
    ],
  };
}
