import { expect, it } from '@jest/globals';
import type { Article } from '../../../src/content/article.ts';
import { listOwners } from '../../../src/upkeep/list-owners.ts';
import { makeArticle } from '../../helpers/make-article.ts';

const owned = (slug: string, tags: readonly string[], id: string): Article =>
  makeArticle({ slug, tags, owner: { kind: 'slackUser', id } });
const byMail = makeArticle({
  slug: 'mail',
  tags: ['deploy'],
  owner: { kind: 'email', address: 'ops@example.com' },
});
const articles = [
  owned('a', ['deploy'], 'U1'),
  owned('b', ['deploy', 'ci'], 'U2'),
  owned('c', ['ci', 'deploy'], 'U2'),
  byMail,
];
const channel = { kind: 'channel', id: 'C1' } as const;
const person = (id: string) => ({ kind: 'user', id }) as const;
const topicOwners = new Map([['ci', channel]]);

it.each([
  ['the owner of the nearest article first', articles[0], ['deploy'], [person('U1'), person('U2')]],
  [
    'whoever looks after the topic next',
    articles[0],
    ['ci'],
    [person('U1'), channel, person('U2')],
  ],
  ['the same person once', articles[1], ['deploy', 'ci'], [person('U2'), channel]],
  ['nobody whom Slack cannot reach', byMail, [], []],
  ['whoever owns most of a topic, without an article', undefined, ['deploy'], [person('U2')]],
  ['nobody about nothing', undefined, ['gardens'], []],
])('asks %s', (_, nearest, topics, expected) => {
  expect(listOwners({ articles, nearest, topics, topicOwners })).toEqual(expected);
});
