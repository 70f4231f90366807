import type { ElementContent } from 'hast';
import { h } from 'hastscript';
import type { Article } from '../../content/article.ts';
import { findNeighbours, type Catalog } from '../catalog.ts';
import { articlePath, topicPath } from '../page-paths.ts';
import { renderArticle, titleAnchor } from '../render-article.ts';
import { renderFacts, renderTags } from './article-facts.ts';
import type { Page } from './layout.ts';

/** Fewer headings than this are found without a list of them. */
const contentsFrom = 3;

export interface ArticleSurroundings {
  readonly related: readonly Article[];
  /** The day by which somebody should have looked at it. */
  readonly reviewWasDue: string | undefined;
}

export function buildArticlePage(
  article: Article,
  catalog: Catalog,
  { related, reviewWasDue }: ArticleSurroundings,
): Page {
  const body = renderArticle(article, (path) => catalog.byPath.get(path));
  return {
    title: article.title,
    description: article.summary,
    main: [
      h('article', [
        h('header', [
          renderTags(article.tags),
          h('h1', { id: titleAnchor(article) }, article.title),
          h('p.summary', article.summary),
          renderFacts(article, reviewWasDue),
        ]),
        renderContents(article),
        h('div.body', [...body]),
        renderElsewhere(article),
        renderRelated(related),
      ]),
      ...renderNeighbours(catalog, article),
    ],
  };
}

function renderContents(article: Article): ElementContent | undefined {
  const headings = article.sections.filter(
    ({ level, anchor }) => level > 0 && anchor !== titleAnchor(article),
  );
  const topLevel = Math.min(...headings.map(({ level }) => level));
  const shown = headings.filter(({ level }) => level === topLevel);
  if (shown.length < contentsFrom) return undefined;
  return h('nav.contents', { ariaLabel: 'On this page' }, [
    h('p', 'On this page'),
    h(
      'ul',
      shown.map(({ heading, anchor }) =>
        h('li', h('a', { href: `#${encodeURIComponent(anchor)}` }, heading)),
      ),
    ),
  ]);
}

function renderElsewhere({ url }: Article): ElementContent | undefined {
  return url === undefined ? undefined : h('p', ['Published at ', h('a', { href: url }, url), '.']);
}

function renderRelated(related: readonly Article[]): ElementContent | undefined {
  if (related.length === 0) return undefined;
  const items = related.map((other) =>
    h('li', [h('a', { href: articlePath(other) }, other.title), h('p', other.summary)]),
  );
  return h('aside', [h('h2', 'See also'), h('ul.related', items)]);
}

function renderNeighbours(catalog: Catalog, article: Article): readonly ElementContent[] {
  const neighbours = findNeighbours(catalog, article);
  if (neighbours === undefined) return [];
  const { tag, previous, next } = neighbours;
  return [
    h('nav.neighbours', { ariaLabel: `More in ${tag}` }, [
      h('a.all', { href: topicPath(tag) }, `All in ${tag}`),
      previous &&
        h('a.previous', { href: articlePath(previous) }, [label('Previous'), previous.title]),
      next && h('a.next', { href: articlePath(next) }, [label('Next'), next.title]),
    ]),
  ];
}

function label(text: string): ElementContent {
  return h('span.label', `${text}: `);
}
