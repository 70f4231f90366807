import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { activeEntities, type ActiveEntity } from '../../simulator/block-kit/active-entities.ts';
import { activeFormats } from '../../simulator/block-kit/active-formats.ts';
import { validateMessageBlocks } from '../../simulator/block-kit/validate-blocks.ts';
import type { Message as SlackMessage } from '../../simulator/workspace/model.ts';
import type { Answer, AnswerHit, Passage } from '../../src/answers/answer.ts';
import type { Article, Owner } from '../../src/content/article.ts';
import { createLinkTo } from '../../src/slack/article-links.ts';
import { renderAnswer } from '../../src/slack/messages/answer.ts';
import { renderHelp } from '../../src/slack/messages/help.ts';
import { renderLatest } from '../../src/slack/messages/latest.ts';
import { plainTextOf, type Message } from '../../src/slack/messages/message.ts';
import { renderFailure, renderNotice } from '../../src/slack/messages/notice.ts';
import { renderSharedArticle } from '../../src/slack/messages/shared-article.ts';
import { renderTopicList } from '../../src/slack/messages/topics.ts';
import { makeArticle, makeSection } from '../helpers/make-article.ts';

const baseUrl = 'https://guide.example.com/';
const attacks = [
  '<!channel>',
  '<!here|here>',
  '<@U0123ABCD>',
  '<!subteam^S0123|@all>',
  '<https://evil.example|guide.example.com>',
  '&lt;!channel&gt;',
  '*bold* _italic_ ~gone~ `code`',
  'https://evil.example/x?a=1&b=2',
  '@channel @here',
  'x'.repeat(20_000),
  '\u{1F600}'.repeat(2_000),
  '\u202Etxt\u0000',
];
const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 50 }),
  fc.constantFrom(...attacks),
  fc.array(fc.constantFrom(...attacks), { maxLength: 4 }).map((parts) => parts.join(' ')),
);
const visible = hostile.filter((text) => text.trim() !== '');
const list = (of: fc.Arbitrary<string>, maxLength = 8) => fc.array(of, { maxLength });

const owner = fc.option(
  fc.oneof(
    fc.constant<Owner>({ kind: 'slackUser', id: 'U0OWNER01' }),
    hostile.map<Owner>((address) => ({ kind: 'email', address })),
    visible.map<Owner>((name) => ({ kind: 'name', name })),
  ),
  { nil: undefined },
);
const article: fc.Arbitrary<Article> = fc
  .record({
    title: visible,
    summary: visible,
    tags: list(visible, 40),
    questions: list(visible),
    owner,
    updated: fc.option(fc.constantFrom('2026-11-01', '1999-12-31', '2030-01-01'), {
      nil: undefined,
    }),
  })
  .map((fields) => makeArticle({ slug: 'guide/an-article', markdown: 'Text.\n', ...fields }));
const passage: fc.Arbitrary<Passage> = fc.record({
  pieces: fc.array(fc.record({ text: visible, matched: fc.boolean(), code: fc.boolean() }), {
    minLength: 1,
    maxLength: 12,
  }),
  isCodeBlock: fc.boolean(),
});
const hit: fc.Arbitrary<AnswerHit> = fc.record({
  article,
  section: fc.option(
    visible.map((heading) => makeSection({ heading, anchor: 'a' })),
    { nil: undefined },
  ),
  passage: fc.option(passage, { nil: undefined }),
});
const question = fc.record({
  text: hostile.map((text) => text.slice(0, 1_000)),
  words: hostile,
  tags: list(hostile),
  phrases: list(hostile),
  excluded: list(hostile),
  literal: fc.boolean(),
});
const corrections = fc.array(fc.record({ typed: visible, corrected: visible }), { maxLength: 3 });
// A tag is checked when its article is read; this is far more than it may have.
const topic = visible.map((tag) => tag.slice(0, 1_000));
const topics = fc.array(fc.record({ tag: topic, count: fc.nat(99) }), { maxLength: 120 });
const page = fc.record({
  hits: fc.array(hit, { minLength: 1, maxLength: 3 }),
  offset: fc.nat(99),
  total: fc.integer({ min: 3, max: 200 }),
});
const answer: fc.Arbitrary<Answer> = fc.oneof(
  fc.record({ kind: fc.constant('found' as const), question, page, corrections }),
  fc.record({
    kind: fc.constant('suggestion' as const),
    question,
    page,
    corrections,
    topics: topics.map((all) => all.slice(0, 5)),
  }),
  fc.record({
    kind: fc.constant('nothing' as const),
    question,
    corrections,
    topics: topics.map((all) => all.slice(0, 5)),
  }),
  fc.record({ kind: fc.constant('empty' as const), question }),
);
const view = {
  now: new Date('2026-11-22T12:00:00Z'),
  linkTo: createLinkTo(baseUrl),
  ownerNames: new Map([['U0OWNER01', '<!channel> *Olga*']]),
};

/** Slack takes the message, in blocks and in plain text, and nothing in it acts on its own. */
function expectHarmless(message: Message, allowedUsers: readonly string[] = []): void {
  expect(validateMessageBlocks(message.blocks)).toEqual({ kind: 'valid' });
  expect(message.text.length).toBeGreaterThan(0);
  expect(message.text.length).toBeLessThanOrEqual(4_000);
  const plain = plainTextOf(message);
  expect(plain.length).toBeLessThanOrEqual(40_000);
  for (const shown of [
    { text: message.text, blocks: message.blocks as unknown as SlackMessage['blocks'] },
    { text: plain, blocks: undefined },
  ]) {
    const entities = activeEntities({ ...shown, parse: 'none', linkNames: false });
    expect(entities.filter((entity) => !isOurs(entity, allowedUsers))).toEqual([]);
    expect(activeFormats({ ...shown, mrkdwn: false })).toEqual([]);
  }
}

/** A link to an article, or the mention of somebody who is meant. */
function isOurs(entity: ActiveEntity, allowedUsers: readonly string[]): boolean {
  if (entity.kind === 'link') return entity.url.startsWith(baseUrl);
  return entity.kind === 'user' && allowedUsers.includes(entity.id);
}

describe('every message', () => {
  it('about an answer is harmless and within limits, whatever articles and people wrote', () => {
    fc.assert(
      fc.property(
        answer,
        fc.boolean(),
        fc.boolean(),
        fc.boolean(),
        (given, thread, canShare, fromTopics) => {
          const message = renderAnswer(given, {
            ...view,
            audience: thread ? 'thread' : 'asker',
            canShare,
            state: {
              question: given.question.text,
              literal: false,
              offset: 0,
              shared: [],
              fromTopics,
            },
          });
          expectHarmless(message);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('about topics, what is new, or how to ask is so too', () => {
    fc.assert(
      fc.property(
        topics,
        fc.array(article, { maxLength: 7 }),
        list(visible, 3),
        (all, articles, examples) => {
          expectHarmless(renderTopicList({ topics: all, audience: 'asker' }));
          expectHarmless(renderTopicList({ topics: all, audience: 'thread' }));
          expectHarmless(renderLatest(articles, view));
          expectHarmless(
            renderHelp({ examples, topic: all[0]?.tag, articleCount: articles.length }),
          );
        },
      ),
      { numRuns: 150 },
    );
  });

  it('that shares an article mentions who shared it and nobody else', () => {
    fc.assert(
      fc.property(hit, (shared) => {
        expectHarmless(renderSharedArticle(shared, 'U0SHARER1', view), ['U0SHARER1']);
      }),
      { numRuns: 150 },
    );
  });

  it('that is a notice is so too', () => {
    fc.assert(
      fc.property(visible, (text) => {
        expectHarmless(renderNotice(text));
        expectHarmless(renderFailure('7F3K-2Q'));
      }),
      { numRuns: 50 },
    );
  });
});
