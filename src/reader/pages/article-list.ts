import type { Element } from 'hast';
import { h } from 'hastscript';
import type { Article } from '../../content/article.ts';
import { articlePath } from '../page-paths.ts';
import { renderTags } from './article-facts.ts';

/** Articles one below the other: linked title, summary, tags. */
export function renderArticleList(articles: readonly Article[]): Element {
  return h(
    'ul.articles',
    articles.map((article) =>
      h('li', [
        h('a.title', { href: articlePath(article) }, article.title),
        h('p', article.summary),
        renderTags(article.tags),
      ]),
    ),
  );
}
