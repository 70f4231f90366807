import { h } from 'hastscript';
import type { Article } from '../../content/article.ts';
import { renderArticleList } from './article-list.ts';
import type { Page } from './layout.ts';
import { renderPagination } from './pagination.ts';

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
  const pagination = { path, page, pageSize: listPageSize, total: articles.length };
  const count = articles.length === 1 ? '1 article' : `${articles.length} articles`;
  return {
    title,
    main: [
      h('h1', title),
      h('p.facts', count),
      renderArticleList(shown),
      renderPagination(pagination),
    ].filter((part) => part !== undefined),
  };
}
