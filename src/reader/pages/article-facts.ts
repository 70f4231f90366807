import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import type { Topic } from '../../answers/answer.ts';
import type { Article, Owner } from '../../content/article.ts';
import { topicPath } from '../page-paths.ts';

const calendarDate = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

export function renderTags(tags: readonly string[]): Element | undefined {
  if (tags.length === 0) return undefined;
  return h(
    'ul.tags',
    { ariaLabel: 'Topics' },
    tags.map((tag) => h('li', h('a', { href: topicPath(tag) }, tag))),
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

/** When it changed, whether it's past its date, who looks after it and where; undefined when none is known. */
export function renderFacts(
  { updated, owner, edit }: Article,
  reviewWasDue: string | undefined,
): Element | undefined {
  const facts = [
    updated !== undefined && h('span', ['Updated ', renderDate(updated)]),
    reviewWasDue !== undefined && h('span', ['Review was due on ', renderDate(reviewWasDue)]),
    owner !== undefined && h('span', ['Looked after by ', renderOwner(owner)]),
    edit !== undefined && h('span', h('a', { href: edit }, 'Edit')),
  ].filter((fact) => fact !== false);
  return facts.length === 0 ? undefined : h('p.facts', facts);
}

function renderDate(date: string): Element {
  return h('time', { dateTime: date }, calendarDate.format(new Date(`${date}T00:00:00Z`)));
}

function renderOwner(owner: Owner): ElementContent {
  switch (owner.kind) {
    case 'name':
      return { type: 'text', value: owner.name };
    case 'email':
      return h('a', { href: `mailto:${owner.address}` }, owner.address);
    case 'slackUser':
      return { type: 'text', value: `Slack member ${owner.id}` };
  }
}
