import type { Element } from 'hast';
import { h } from 'hastscript';
import type { Topic } from '../../answers/answer.ts';
import { listLatest } from '../../answers/library.ts';
import type { Article } from '../../content/article.ts';
import type { Catalog } from '../catalog.ts';
import { allArticlesPath, libraryPath } from '../page-paths.ts';
import type { Page } from './layout.ts';
import { linkTo, linkToTopic, renderTopics } from './parts.ts';

/** Beyond these, topics are listed by name alone. */
const maxTopics = 24;
const maxArticlesEach = 6;

/** The library at a glance: what changed lately, then every topic with its first articles. */
export function buildStartPage(catalog: Catalog): Page {
  const { articles, topics } = catalog;
  const latest = listLatest(articles).slice(0, maxArticlesEach);
  const rest = topics.slice(maxTopics);
  const all = articles.length === 1 ? '1 article' : `All ${articles.length} articles`;
  return {
    title: 'Guidepost',
    description: 'Articles by topic',
    main: [
      h('h1', 'The guide'),
      h('div.topics', [
        h('section', [
          h('h2', 'Latest'),
          renderTitles(latest),
          h('p', [
            h('a', { href: allArticlesPath }, all),
            ' · ',
            h('a', { href: libraryPath }, 'The state of the guide'),
          ]),
        ]),
        ...topics.slice(0, maxTopics).map((topic) => renderTopic(catalog, topic)),
      ]),
      ...(rest.length === 0 ? [] : [h('h2', 'More topics'), renderTopics(rest)]),
    ],
  };
}

function renderTopic(catalog: Catalog, { tag, count }: Topic): Element {
  const articles = (catalog.byTopic.get(tag) ?? []).slice(0, maxArticlesEach);
  const more = h('p', linkToTopic(tag, `All ${count} in ${tag}`));
  return h('section', [
    h('h2', [linkToTopic(tag), ' ', h('span.count', count)]),
    renderTitles(articles),
    count > articles.length ? more : undefined,
  ]);
}

function renderTitles(articles: readonly Article[]): Element {
  return h(
    'ul',
    articles.map((article) => h('li', linkTo(article))),
  );
}
