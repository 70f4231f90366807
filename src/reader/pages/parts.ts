import type { Element } from 'hast';
import { h } from 'hastscript';
import type { Topic } from '../../answers/answer.ts';
import type { Article } from '../../content/article.ts';
import { articlePath, topicPath } from '../page-paths.ts';

// What several pages show.

export function renderTags(tags: readonly string[]): Element | undefined {
  if (tags.length === 0) return undefined;
  return h(
    'ul.tags',
    { ariaLabel: 'Topics' },
    tags.map((tag) => h('li', linkToTopic(tag))),
  );
}

/** Topics with the number of their articles. */
export function renderTopics(topics: readonly Topic[]): Element {
  return h(
    'ul.tags',
    topics.map(({ tag, count }) =>
      h('li', h('a', { href: topicPath(tag) }, [tag, ' ', h('span.count', `(${count})`)])),
    ),
  );
}

/** Articles one below the other: linked title, summary, tags. */
export function renderArticles(articles: readonly Article[]): Element {
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

export function linkTo(article: Article): Element {
  return h('a', { href: articlePath(article) }, article.title);
}

export function linkToTopic(tag: string, words = tag): Element {
  return h('a', { href: topicPath(tag) }, words);
}

export function countArticles(count: number): string {
  return count === 1 ? '1 article' : `${count} articles`;
}
