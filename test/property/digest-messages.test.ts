import { describe, expect, it } from '@jest/globals';
import type { Digest } from '../../src/digest/build-digest.ts';
import type { CommandProblem, CommandToken } from '../../src/digest/command-words.ts';
import { runStates, type Notice, type RunRecord } from '../../src/digest/delivery.ts';
import { parseDigestCommand } from '../../src/digest/parse-digest-command.ts';
import { timeZones } from '../../src/digest/parse-time-zone.ts';
import {
  stopReasons,
  type DigestSettings,
  type Standing,
  type Subscription,
  type Weekday,
} from '../../src/digest/subscription.ts';
import { renderDecided } from '../../src/slack/digest/messages/digest-notice.ts';
import { renderDigestHistory } from '../../src/slack/digest/messages/digest-history.ts';
import {
  renderDigestList,
  renderDigestState,
} from '../../src/slack/digest/messages/digest-state.ts';
import { renderDigestNotice } from '../../src/slack/digest/messages/digest-notice.ts';
import { renderDigest, renderPreview } from '../../src/slack/digest/messages/digest.ts';
import { renderDigestProblems } from '../../src/slack/digest/messages/digest-problems.ts';
import { renderNotInvited } from '../../src/slack/digest/messages/digest-refusals.ts';
import {
  formatSubscribeCommand,
  type DigestPlace,
} from '../../src/slack/digest/messages/digest-words.ts';
import { article, expectHarmless, hostile, visible, view } from '../helpers/hostile-text.ts';
import { fc } from '../helpers/fast-check.ts';

const weekday = fc.constantFrom<Weekday>(1, 2, 3, 4, 5, 6, 7);
const time = fc
  .nat(24 * 60 - 1)
  .map((minute) => new Date(minute * 60_000).toISOString().slice(11, 16));
const settingsAbout = (topic: fc.Arbitrary<string>): fc.Arbitrary<DigestSettings> =>
  fc.record({
    schedule: fc.record({ weekday, time, timeZone: fc.constantFrom(...timeZones) }),
    topics: fc.uniqueArray(topic, { maxLength: 120 }).map((topics) => topics.sort()),
    evenIfEmpty: fc.boolean(),
    withUpkeep: fc.boolean(),
  });
const settings = settingsAbout(visible);
const at = fc.integer({ min: Date.parse('2026-01-01'), max: Date.parse('2030-01-01') });
const occurrence = fc.record({ week: fc.constant('2026-W49'), at });
const userId = 'U0MEMBER1';
const channelId = 'C0GENERAL';

const standing: fc.Arbitrary<Standing> = fc.oneof(
  fc.constant<Standing>({ kind: 'active' }),
  fc.constant<Standing>({ kind: 'paused', by: userId, since: 0 }),
  fc
    .constantFrom(...stopReasons)
    .map((reason): Standing => ({ kind: 'stopped', reason, since: 0 })),
);
const subscription: fc.Arbitrary<Subscription> = fc.record({
  id: fc.constant('S1'),
  channelId: fc.constant(channelId),
  place: fc.constantFrom('channel', 'direct'),
  settings,
  standing,
  createdBy: fc.constant(userId),
  changedBy: fc.constant(userId),
  channelCreator: fc.constant(undefined),
  next: fc.option(occurrence, { nil: undefined }),
  lastWeek: fc.constant(undefined),
  covered: fc.constant(undefined),
});
const run: fc.Arbitrary<RunRecord> = fc.record({
  id: fc.constant('R1'),
  week: fc.constant('2026-W49'),
  dueAt: at,
  state: fc.constantFrom(...runStates),
  reason: fc.option(fc.constantFrom('late', 'token_revoked', 'internal_error', 'paused'), {
    nil: undefined,
  }),
  finishedAt: fc.option(at, { nil: undefined }),
  content: fc.constant(undefined),
});
const runs = fc.array(run, { maxLength: 10 });
const command = '/guide';
const place: fc.Arbitrary<DigestPlace> = fc.oneof(
  fc.constant<DigestPlace>({ kind: 'thisChannel', command }),
  fc.constant<DigestPlace>({ kind: 'direct', command }),
  visible.map((name): DigestPlace => ({
    kind: 'channel',
    id: channelId,
    name: name.slice(0, 80),
    command,
  })),
);
const date = fc.constantFrom('2026-11-23', '2026-11-29', '2026-12-06');
const digest: fc.Arbitrary<Digest> = fc
  .record({
    subscription,
    period: fc.record({ from: date, to: date }),
    news: fc.array(article, { maxLength: 10 }),
    split: fc.nat(10),
    leftOut: fc.nat(9_999),
    shelf: fc.option(article, { nil: undefined }),
    lost: fc.array(run, { maxLength: 12 }),
    closing: fc.option(
      fc.record({
        asked: fc.array(article, { maxLength: 3 }),
        pastDate: fc.option(article, { nil: undefined }),
        gap: fc.option(visible, { nil: undefined }),
      }),
      { nil: undefined },
    ),
  })
  .map(({ news, split, ...rest }) => ({
    ...rest,
    added: news.slice(0, split),
    updated: news.slice(split),
  }));
const notice: fc.Arbitrary<Notice> = fc.oneof(
  fc.record({
    kind: fc.constant('changed' as const),
    change: fc.constantFrom('subscribed', 'changed', 'paused', 'resumed', 'unsubscribed'),
    by: fc.constant(userId),
    settings,
    next: fc.option(occurrence, { nil: undefined }),
  }),
  fc.record({ kind: fc.constant('restored' as const), settings, next: occurrence }),
  fc.record({
    kind: fc.constant('stopped' as const),
    channelId: fc.constant(channelId),
    reason: fc.constantFrom(...stopReasons),
    createdBy: fc.constant(userId),
    settings,
  }),
);
const problem: fc.Arbitrary<CommandProblem> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('verb', 'topic', 'weekday', 'word'),
    text: visible,
    nearest: fc.array(visible, { maxLength: 3 }),
  }),
  fc.record({
    kind: fc.constantFrom('time', 'noTopics', 'channelUnknown', 'channelAsTopic', 'twice'),
    text: visible,
  }),
);
const allowed = [userId, channelId];

describe('every message about digests is harmless and within limits', () => {
  it('the digest itself and its preview', () => {
    fc.assert(
      fc.property(digest, fc.option(hostile, { nil: undefined }), (given, setUpBy) => {
        const message = renderDigest(given, { ...view, setUpBy });
        expectHarmless(message);
        const { schedule } = given.subscription.settings;
        const next = { week: '2026-W49', at: Date.parse('2026-11-30') };
        expectHarmless(renderPreview(message, schedule, next, 'active'));
        expectHarmless(renderPreview(undefined, schedule, next, 'paused'));
      }),
      { numRuns: 150 },
    );
  });

  it('what a channel is told, and those who look after it', () => {
    fc.assert(
      fc.property(notice, (given) => {
        expectHarmless(renderDigestNotice(given, command), allowed);
      }),
      { numRuns: 150 },
    );
  });

  it('what somebody who asks is told', () => {
    fc.assert(
      fc.property(
        fc.array(subscription, { minLength: 1, maxLength: 60 }),
        runs,
        place,
        (all, history, where) => {
          const [first] = all;
          if (!first) return;
          expectHarmless(renderDigestState(first, where, 'change'), allowed);
          expectHarmless(renderDigestHistory(first, history, where), allowed);
          expectHarmless(renderDecided('subscribed', first, where), allowed);
          expectHarmless(renderDecided('unsubscribed', first, where), allowed);
          expectHarmless(renderDecided('unchanged', first, where), allowed);
          expectHarmless(renderDigestList(all, true, command), allowed);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('what was not understood', () => {
    fc.assert(
      fc.property(
        fc.array(problem, { minLength: 1, maxLength: 30 }),
        fc.array(visible, { maxLength: 40 }),
        visible,
        (problems, topics, typed) => {
          expectHarmless(renderDigestProblems(problems, topics, command));
          expectHarmless(renderNotInvited(typed));
        },
      ),
      { numRuns: 100 },
    );
  });
});

it('a suggested command reproduces the whole of the settings', () => {
  const tag = fc.stringMatching(/^[a-z][a-z0-9-]{0,12}$/);
  fc.assert(
    fc.property(settingsAbout(tag), (given) => {
      const chosen = { ...given, topics: given.topics.slice(0, 20) };
      const { withUpkeep, ...others } = chosen;
      const tokens = formatSubscribeCommand(chosen, { kind: 'thisChannel', command })
        .replace('/guide digest ', '')
        .split(' ')
        .map((text): CommandToken => ({ kind: 'word', text }));
      expect(parseDigestCommand(tokens, chosen.topics)).toEqual({
        kind: 'subscribe',
        channelId: undefined,
        // A digest begins without, so nothing is said about that.
        wanted: withUpkeep ? chosen : others,
      });
    }),
    { numRuns: 200 },
  );
});
