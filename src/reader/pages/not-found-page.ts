import { h } from 'hastscript';
import type { Answer } from '../../answers/answer.ts';
import { startPath } from '../page-paths.ts';
import { renderArticleList } from './article-list.ts';
import type { Page } from './layout.ts';

/** The page that is not there, and what its address comes nearest to. */
export function buildNotFoundPage(nearest: Answer): Page {
  const articles = 'page' in nearest ? nearest.page.hits.map(({ article }) => article) : [];
  return {
    title: 'Page not found',
    main: [
      h('h1', 'Page not found'),
      h('p', [
        'There is no page at this address. It may have been renamed or removed. ',
        h('a', { href: startPath }, 'All topics'),
      ]),
      ...(articles.length === 0 ? [] : [h('h2', 'Nearest articles'), renderArticleList(articles)]),
    ],
  };
}
