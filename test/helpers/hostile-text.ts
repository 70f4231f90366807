import { expect } from '@jest/globals';
import { activeEntities, type ActiveEntity } from '../../simulator/block-kit/active-entities.ts';
import { activeFormats } from '../../simulator/block-kit/active-formats.ts';
import { validateMessageBlocks } from '../../simulator/block-kit/validate-blocks.ts';
import type { Message as SlackMessage } from '../../simulator/workspace/model.ts';
import type { Article, Owner } from '../../src/content/article.ts';
import { createLinkTo } from '../../src/slack/reply/article-links.ts';
import { plainTextOf, type Message } from '../../src/slack/reply/message.ts';
import { makeArticle } from './make-article.ts';
import { anyString, fc } from './fast-check.ts';

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
export const hostile = fc.oneof(
  anyString({ maxLength: 50 }),
  fc.constantFrom(...attacks),
  fc.array(fc.constantFrom(...attacks), { maxLength: 4 }).map((parts) => parts.join(' ')),
);
export const visible = hostile.filter((text) => text.trim() !== '');
export const list = (of: fc.Arbitrary<string>, maxLength = 8) => fc.array(of, { maxLength });

const owner = fc.option(
  fc.oneof(
    fc.constant<Owner>({ kind: 'slackUser', id: 'U0OWNER01' }),
    hostile.map<Owner>((address) => ({ kind: 'email', address })),
    visible.map<Owner>((name) => ({ kind: 'name', name })),
  ),
  { nil: undefined },
);
export const article: fc.Arbitrary<Article> = fc
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
export const view = {
  now: new Date('2026-11-22T12:00:00Z'),
  linkTo: createLinkTo(baseUrl),
  reviewWasDue: () => undefined,
  ownerNames: new Map([['U0OWNER01', '<!channel> *Olga*']]),
  command: '/guide',
};

/** Slack takes the message, in blocks and in plain text, and nothing in it acts on its own. */
export function expectHarmless(message: Message, allowed: readonly string[] = []): void {
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
    expect(entities.filter((entity) => !isOurs(entity, allowed))).toEqual([]);
    expect(activeFormats({ ...shown, mrkdwn: false })).toEqual([]);
  }
}

/** A link to an article, or the mention of a person or channel who is meant. */
function isOurs(entity: ActiveEntity, allowed: readonly string[]): boolean {
  if (entity.kind === 'link') return entity.url.startsWith(baseUrl);
  return (entity.kind === 'user' || entity.kind === 'channel') && allowed.includes(entity.id);
}
