import { describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { openLimits, type Limits } from '../../src/ops/limits.ts';
import { visibleText } from '../helpers/visible-text.ts';
import { withGuidepost } from '../helpers/with-guidepost.ts';
import { describeOnEachDatabase } from '../helpers/with-store.ts';

const env = { REQUESTS_PER_MINUTE: '5', WORKSPACE_REQUESTS_PER_MINUTE: '8' };

describe('a person who asks too much', () => {
  it('gets no more public answers than the limit, and one word about it', async () => {
    await withGuidepost({ transport: 'http', env }, async ({ slack, people, channels }) => {
      const { general } = channels;
      for (let i = 0; i < 30; i += 1)
        await slack.asUser(people.member).mention(general, 'webhooks');
      const answers = slack.messagesSeenBy(people.admin, general).filter(({ botId }) => botId);
      expect(answers).toHaveLength(5);
      const told = slack
        .messagesSeenBy(people.member, general)
        .filter(({ ephemeralTo }) => ephemeralTo === people.member);
      expect(told.map((message) => message.text)).toEqual([
        expect.stringMatching(
          /^That’s more than I can take from one person.*Try again in \d+ seconds\.$/,
        ),
      ]);
    });
  });

  it('may edit a message as often as they like: nobody answers that', async () => {
    await withGuidepost({ transport: 'http', env }, async ({ slack, people, channels }) => {
      const actor = slack.asUser(people.member);
      const { message } = await actor.sendMessage(channels.general, 'webhooks');
      for (let i = 0; i < 6; i += 1) {
        await actor.editMessage(message, `@guidepost webhooks, please${'!'.repeat(i)}`);
      }
      await actor.mention(channels.general, 'webhooks');
      const seen = () => slack.messagesSeenBy(people.member, channels.general);
      const answer = await slack.waitFor(() => seen().find(({ botId }) => botId));
      expect(visibleText(answer)).toContain('Receiving webhooks');
    });
  });

  it('is told after each command, in the acknowledgement, and others are answered', async () => {
    await withGuidepost({ transport: 'socket', env }, async ({ slack, people, channels }) => {
      const { general } = channels;
      const seen = (user: string) =>
        slack.messagesSeenBy(user, general).filter(({ ephemeralTo }) => ephemeralTo === user);
      for (let i = 0; i < 7; i += 1) {
        await slack.asUser(people.member).command('/guide', 'webhooks', { channel: general });
        await slack.waitFor(() => seen(people.member)[i]);
      }
      expect(
        seen(people.member).filter(({ text }) => text.includes('more than I can take')),
      ).toHaveLength(2);
      await slack.asUser(people.admin).command('/guide', 'webhooks', { channel: general });
      const answer = await slack.waitFor(() => seen(people.admin)[0]);
      expect(visibleText(answer)).toContain('Receiving webhooks');
    });
  });
});

describe.each(['http', 'socket'] as const)(
  'a person who presses too much, over %s',
  (transport) => {
    const few = { REQUESTS_PER_MINUTE: '2' };

    it('is told beside the message whose button it was', async () => {
      await withGuidepost({ transport, env: few }, async ({ slack, people, channels }) => {
        const { general } = channels;
        const actor = slack.asUser(people.member);
        const seen = () => slack.messagesSeenBy(people.member, general);
        await actor.command('/guide', 'webhooks', { channel: general });
        const answer = await slack.waitFor(() => seen().find(({ ephemeralTo }) => ephemeralTo));
        await actor.command('/guide', 'retries', { channel: general });
        const { ok } = await actor.click(answer, 'answer_share');
        expect(ok).toBe(true);
        await slack.waitFor(() => seen().find(({ text }) => text.startsWith('That’s more than')));
        expect(slack.messagesSeenBy(people.admin, general)).toEqual([]);
      });
    });

    it('is told on top of the form that was submitted, which stays as it was', async () => {
      await withGuidepost({ transport, env: few }, async ({ slack, people }) => {
        const actor = slack.asUser(people.member);
        await actor.shortcut('ask_guide');
        const form = await slack.waitFor(() => slack.modalsOf(people.member)[0]);
        await actor.submitView(form, { ask_question: 'webhooks' });
        const [answered = form] = slack.modalsOf(people.member);
        await actor.submitView(answered, { ask_question: 'retries' });
        const [below, above] = slack.modalsOf(people.member);
        expect(below?.id).toBe(form.id);
        expect(JSON.stringify(above)).toContain('That’s more than I can take');
      });
    });

    it('is told in the place of the form that a shortcut opens', async () => {
      await withGuidepost({ transport, env: few }, async ({ slack, people, channels }) => {
        const actor = slack.asUser(people.member);
        for (const question of ['webhooks', 'retries']) {
          await actor.command('/guide', question, { channel: channels.general });
        }
        await actor.shortcut('ask_guide');
        const opened = await slack.waitFor(() => slack.modalsOf(people.member)[0]);
        expect(JSON.stringify(opened)).toContain('That’s more than I can take');
      });
    });
  },
);

const log = pino({ level: 'silent' });

describeOnEachDatabase('the limits', (database) => {
  async function withLimits(count: number, test: (limits: readonly Limits[]) => Promise<void>) {
    await database.use(async (location) => {
      const open = () => openLimits({ perPerson: 3, perWorkspace: 5, database: location, log });
      const limits = await Promise.all(Array.from({ length: count }, open));
      try {
        await test(limits);
      } finally {
        for (const { close } of limits) await close();
      }
    });
  }

  it('count each person, and everybody of a workspace', async () => {
    await withLimits(1, async ([limits]) => {
      const team = randomUUID();
      const kinds = [];
      for (const user of ['U1', 'U1', 'U1', 'U1', 'U1', 'U2', 'U2', 'U3', 'U3']) {
        const verdict = await limits?.admit(team, user);
        kinds.push(
          verdict?.kind === 'refused' ? `${verdict.who} ${String(verdict.isFirst)}` : 'ok',
        );
      }
      expect(kinds).toEqual([
        ...['ok', 'ok', 'ok', 'person true', 'person false'],
        ...['ok', 'ok', 'workspace true', 'workspace false'],
      ]);
      expect(await limits?.admit(randomUUID(), 'U1')).toEqual({ kind: 'admitted' });
    });
  });

  it('are shared by several processes where they share a database', async () => {
    await withLimits(2, async (limits) => {
      const team = randomUUID();
      const verdicts = [];
      for (let i = 0; i < 6; i += 1) verdicts.push(await limits[i % 2]?.admit(team, 'U1'));
      const admitted = verdicts.filter((verdict) => verdict?.kind === 'admitted');
      expect(admitted).toHaveLength(database.engine === 'postgres' ? 3 : 6);
    });
  });
});

it('are counted without a database that is away', async () => {
  const limits = await openLimits({
    perPerson: 1,
    perWorkspace: 5,
    database: { kind: 'postgres', url: 'postgres://nobody@127.0.0.1:9/none' },
    log,
  });
  expect((await limits.admit('T1', 'U1')).kind).toBe('admitted');
  expect((await limits.admit('T1', 'U1')).kind).toBe('refused');
  await limits.close();
});
