import type { ElementContent } from 'hast';
import { h } from 'hastscript';
import type { Article, Owner } from '../../content/article.ts';
import type { Catalog } from '../catalog.ts';
import { articlePath, topicPath } from '../page-paths.ts';
import { renderArticle, titleAnchor } from '../render-article.ts';
import type { Page } from './layout.ts';
import { linkTo, renderTags } from './parts.ts';

/** Fewer headings than this are found without a list of them. */
const contentsFrom = 3;
const calendarDate = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

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

/** When it changed, whether it's past its date, who looks after it and where. */
function renderFacts(
  { updated, owner, edit }: Article,
  reviewWasDue: string | undefined,
): ElementContent | undefined {
  const facts = [
    updated !== undefined && h('span', ['Updated ', renderDate(updated)]),
    reviewWasDue !== undefined && h('span', ['Review was due on ', renderDate(reviewWasDue)]),
    owner !== undefined && h('span', ['Looked after by ', renderOwner(owner)]),
    edit !== undefined && h('span', h('a', { href: edit }, 'Edit')),
  ].filter((fact) => fact !== false);
  return facts.length === 0 ? undefined : h('p.facts', facts);
}

function renderDate(date: string): ElementContent {
  return h('time', { dateTime: date }, calendarDate.format(new Date(`${date}T00:00:00Z`)));
}

function renderOwner(owner: Owner): ElementContent | string {
  switch (owner.kind) {
    case 'name':
      return owner.name;
    case 'email':
      return h('a', { href: `mailto:${owner.address}` }, owner.address);
    case 'slackUser':
      return `Slack member ${owner.id}`;
  }
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
  const items = related.map((other) => h('li', [linkTo(other), h('p', other.summary)]));
  return h('aside', [h('h2', 'See also'), h('ul.related', items)]);
}

/** What to read before and after it: its first tag says which topic it belongs to. */
function renderNeighbours({ byTopic }: Catalog, article: Article): readonly ElementContent[] {
  const [tag = ''] = article.tags;
  const shelf = byTopic.get(tag) ?? [];
  if (shelf.length < 2) return [];
  const place = shelf.indexOf(article);
  const linkToward = (name: string, other: Article | undefined) =>
    other &&
    h(`a.${name.toLowerCase()}`, { href: articlePath(other) }, [
      h('span.label', `${name}: `),
      other.title,
    ]);
  return [
    h('nav.neighbours', { ariaLabel: `More in ${tag}` }, [
      h('a.all', { href: topicPath(tag) }, `All in ${tag}`),
      linkToward('Previous', shelf[place - 1]),
      linkToward('Next', shelf[place + 1]),
    ]),
  ];
}
