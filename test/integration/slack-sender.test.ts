import { describe, expect, it } from '@jest/globals';
import { WebClient } from '@slack/web-api';
import { pino } from 'pino';
import type { Fault } from '../../simulator/faults.ts';
import { createLocalSlack, type LocalSlack } from '../../simulator/create-local-slack.ts';
import type { Item, Recipient } from '../../src/outbox/item.ts';
import type { Sender } from '../../src/outbox/sender.ts';
import { createBoltLogger } from '../../src/slack/receive/bolt-logger.ts';
import { isChannelMended } from '../../src/slack/digest/channel-changes.ts';
import type { Message } from '../../src/slack/reply/message.ts';
import { renderNotice } from '../../src/slack/reply/notice.ts';
import { createSlackSender } from '../../src/slack/reply/slack-sender.ts';
import { readManifest } from '../helpers/slack-settings.ts';

interface SenderBench {
  readonly slack: LocalSlack;
  readonly client: WebClient;
  readonly sender: Sender<Message>;
  readonly general: string;
  readonly secret: string;
  readonly member: string;
}

const log = pino({ level: 'silent' });

async function withSender(
  test: (bench: SenderBench) => Promise<void>,
  network = fetch,
): Promise<void> {
  const slack = createLocalSlack({ manifest: await readManifest() });
  const member = slack.workspace.addUser({ name: 'mia' }).id;
  const { botUserId } = slack.installation;
  const general = slack.workspace.addChannel({ name: 'general', members: [member, botUserId] }).id;
  const secret = slack.workspace.addChannel({
    name: 'secret',
    kind: 'private',
    members: [member, botUserId],
  }).id;
  await slack.listen();
  const client = new WebClient(slack.installation.botToken, {
    slackApiUrl: slack.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    fetch: network,
    logger: createBoltLogger(log),
  });
  const sender = createSlackSender({ client, now: () => Date.now(), log });
  try {
    await test({ slack, client, sender, general, secret, member });
    expect(slack.faults.pending()).toEqual([]);
  } finally {
    await slack.close();
  }
}

const words = renderNotice('It works again.');

function itemTo(recipient: Recipient, id = 'R1'): Item {
  const rest = {
    kind: 'notice',
    about: {},
    attempts: 0,
    unconfirmed: false,
    lastReason: undefined,
  };
  return { id, recipient, dueAt: 0, ...rest };
}

const inChannel = (id: string): Recipient => ({ kind: 'channel', id });
const always = Infinity;
const anHourAgo = () => Date.now() - 3_600_000;
const marked = (slack: LocalSlack, channel: string) =>
  slack.workspace.messages(channel).map(({ metadata }) => metadata?.event_payload['delivery_id']);

describe('sending', () => {
  it('posts once, marked so that it can be found again', () =>
    withSender(async ({ slack, sender, general }) => {
      const outcome = await sender.send(itemTo(inChannel(general), 'R1'), words, always);
      const [message] = slack.workspace.messages(general);
      expect(outcome).toEqual({ kind: 'sent', messageTs: message?.ts });
      expect(marked(slack, general)).toEqual(['R1']);
      expect(message).toMatchObject({ unfurlLinks: false, unfurlMedia: false, mrkdwn: false });
      expect(await sender.find(itemTo(inChannel(general), 'R1'), anHourAgo())).toEqual({
        kind: 'found',
        messageTs: message?.ts,
      });
      expect(await sender.find(itemTo(inChannel(general), 'R2'), anHourAgo())).toEqual({
        kind: 'notFound',
      });
    }));

  it('writes to a person in the direct conversation with them, and finds it there', () =>
    withSender(async ({ slack, sender, member }) => {
      const outgoing = itemTo({ kind: 'user', id: member }, 'N1');
      expect(await sender.send(outgoing, words, always)).toMatchObject({ kind: 'sent' });
      const direct = slack.workspace.openDirectMessage([slack.installation.botUserId, member]).id;
      expect(marked(slack, direct)).toEqual(['N1']);
      expect(await sender.find(outgoing, anHourAgo())).toMatchObject({ kind: 'found' });
    }));

  it('does not begin when its time is over', () =>
    withSender(async ({ slack, sender, general }) => {
      const outcome = await sender.send(itemTo(inChannel(general), 'R1'), words, Date.now() - 1);
      expect(outcome).toEqual({ kind: 'retry', reason: 'too_late_to_begin' });
      expect(slack.workspace.messages(general)).toEqual([]);
    }));

  const lost = { kind: 'unknown' };
  it.each<[Fault, object, boolean]>([
    [{ kind: 'drop', when: 'before' }, lost, false],
    [{ kind: 'drop', when: 'after' }, lost, true],
    [{ kind: 'http', status: 500 }, { kind: 'unknown', reason: 'http_500' }, false],
    [{ kind: 'http', status: 502, afterEffect: true }, lost, true],
    [
      { kind: 'error', error: 'internal_error' },
      { kind: 'unknown', reason: 'internal_error' },
      false,
    ],
    [{ kind: 'error', error: 'fatal_error', afterEffect: true }, lost, true],
    [
      { kind: 'rateLimited', retryAfterS: 7 },
      { kind: 'retry', reason: 'ratelimited', afterMs: 7_000 },
      false,
    ],
    [
      { kind: 'error', error: 'service_unavailable' },
      { kind: 'retry', reason: 'service_unavailable' },
      false,
    ],
    [
      { kind: 'error', error: 'some_new_error' },
      { kind: 'retry', reason: 'some_new_error' },
      false,
    ],
    [
      { kind: 'error', error: 'restricted_action' },
      { kind: 'closed', reason: 'restricted_action' },
      false,
    ],
    [
      { kind: 'error', error: 'not_in_channel' },
      { kind: 'closed', reason: 'not_in_channel' },
      false,
    ],
    [{ kind: 'error', error: 'no_text' }, { kind: 'refused', reason: 'no_text' }, false],
    [{ kind: 'error', error: 'account_inactive' }, { kind: 'tokenGone' }, false],
    [{ kind: 'error', error: 'invalid_blocks' }, { kind: 'sent' }, true],
  ])('says of %j that it was %j', (fault, outcome, isThere) =>
    withSender(async ({ slack, sender, general }) => {
      slack.faults.next('chat.postMessage', fault);
      const outgoing = itemTo(inChannel(general), 'R1');
      expect(await sender.send(outgoing, words, always)).toMatchObject(outcome);
      expect(marked(slack, general)).toEqual(isThere ? ['R1'] : []);
      expect((await sender.find(outgoing, anHourAgo())).kind).toBe(isThere ? 'found' : 'notFound');
    }),
  );

  it('does not know what became of a post that Slack took too long to answer', () =>
    withSender(
      async ({ slack, sender, general }) => {
        const outcome = await sender.send(itemTo(inChannel(general)), words, always);
        expect(outcome).toMatchObject({ kind: 'unknown' });
        expect(marked(slack, general)).toEqual(['R1']);
      },
      // The request is given up when Slack has the message and its answer is still on the way.
      async (url, init) => {
        await fetch(url, init);
        throw new DOMException('The operation was aborted due to timeout', 'TimeoutError');
      },
    ));

  it('says what is wrong with the channel', () =>
    withSender(async ({ slack, sender, general, secret }) => {
      slack.archive(general);
      slack.removeBot(secret);
      expect(await sender.send(itemTo(inChannel(general), 'R1'), words, always)).toEqual({
        kind: 'closed',
        reason: 'is_archived',
      });
      expect(await sender.send(itemTo(inChannel(secret), 'R2'), words, always)).toEqual({
        kind: 'closed',
        reason: 'channel_not_found',
      });
    }));

  it('has posted nothing when it could not reach the person', () =>
    withSender(async ({ slack, sender, member }) => {
      slack.faults.next('conversations.open', { kind: 'http', status: 500 });
      const outgoing = itemTo({ kind: 'user', id: member }, 'N1');
      expect(await sender.send(outgoing, words, always)).toEqual({
        kind: 'retry',
        reason: 'http_500',
      });
      slack.workspace.changeUser(member, { deleted: true });
      expect(await sender.send(outgoing, words, always)).toEqual({
        kind: 'refused',
        reason: 'user_disabled',
      });
      // Installed before the app asked for the scope: no reason to stop everything.
      slack.faults.next('conversations.open', { kind: 'error', error: 'missing_scope' });
      expect(await sender.send(outgoing, words, always)).toEqual({
        kind: 'refused',
        reason: 'missing_scope',
      });
    }));
});

describe('looking for what was sent', () => {
  it('looks through everything since then', () =>
    withSender(async ({ slack, sender, general, member }) => {
      await sender.send(itemTo(inChannel(general), 'R1'), words, always);
      for (let n = 0; n < 450; n += 1) {
        slack.workspace.post({ channel: general, user: member, text: `${n}` });
      }
      const outgoing = itemTo(inChannel(general), 'R1');
      expect(await sender.find(outgoing, anHourAgo())).toMatchObject({ kind: 'found' });
      for (let n = 0; n < 1_600; n += 1) {
        slack.workspace.post({ channel: general, user: member, text: `${n}` });
      }
      expect(await sender.find(outgoing, anHourAgo())).toEqual({
        kind: 'unreadable',
        reason: 'too_many_messages',
      });
    }));

  it('goes on behind an empty page, as Slack sends one where all of it is hidden', () => {
    let pages = 0;
    return withSender(
      async ({ sender, general }) => {
        await sender.send(itemTo(inChannel(general)), words, always);
        const found = await sender.find(itemTo(inChannel(general)), anHourAgo());
        expect(found).toMatchObject({ kind: 'found' });
        expect(pages).toBe(2);
      },
      async (url, init) => {
        const isHistory = (url as string).endsWith('conversations.history');
        if (!isHistory || pages++ > 0) return fetch(url, init);
        const cursor = Buffer.from('next:0').toString('base64');
        const empty = { ok: true, messages: [], has_more: true };
        return Response.json({ ...empty, response_metadata: { next_cursor: cursor } });
      },
    );
  });

  it('says when nobody lets it look, and when only not now', () =>
    withSender(async ({ slack, sender, general }) => {
      const outgoing = itemTo(inChannel(general), 'R1');
      const history = 'conversations.history';
      slack.faults.next(history, { kind: 'rateLimited', retryAfterS: 3 });
      slack.faults.next(history, { kind: 'drop', when: 'before' });
      slack.faults.next(history, { kind: 'error', error: 'token_revoked' });
      expect(await sender.find(outgoing, anHourAgo())).toMatchObject({
        kind: 'retry',
        afterMs: 3_000,
      });
      expect((await sender.find(outgoing, anHourAgo())).kind).toBe('retry');
      expect((await sender.find(outgoing, anHourAgo())).kind).toBe('tokenGone');
      slack.removeBot(general);
      expect(await sender.find(outgoing, anHourAgo())).toEqual({
        kind: 'unreadable',
        reason: 'not_in_channel',
      });
    }));
});

describe('looking after a stopped digest', () => {
  it('knows what is mended', () =>
    withSender(async ({ slack, client, general, secret }) => {
      slack.archive(general);
      slack.removeBot(secret);
      expect(await isChannelMended(client, 'refuse', general, 'archived')).toBe(false);
      expect(await isChannelMended(client, 'refuse', secret, 'notFound')).toBe(false);
      slack.unarchive(general);
      slack.inviteBot(secret);
      expect(await isChannelMended(client, 'refuse', general, 'archived')).toBe(true);
      expect(await isChannelMended(client, 'refuse', secret, 'notFound')).toBe(true);
    }));

  it('knows whether the token works, or that it cannot tell', () =>
    withSender(async ({ slack, sender }) => {
      expect(await sender.checkToken()).toMatchObject({ works: true });
      slack.faults.next('auth.test', { kind: 'drop', when: 'before' });
      expect(await sender.checkToken()).toBeUndefined();
      slack.revokeBotToken();
      expect(await sender.checkToken()).toEqual({ works: false, reason: 'token_revoked' });
    }));
});
