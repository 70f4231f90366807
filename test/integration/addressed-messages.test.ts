import { describe, expect, it } from '@jest/globals';
import type { Message } from '../../simulator/workspace/model.ts';
import { buttonLabels, visibleText } from '../helpers/visible-text.ts';
import { withGuidepost, type Bench, type Transport } from '../helpers/with-guidepost.ts';

const now = () => new Date('2026-11-22T12:00:00Z');

/** What the bot has said in a conversation, threads included. */
function botMessages({ slack }: Bench, user: string, channel: string): readonly Message[] {
  const open = slack.messagesSeenBy(user, channel);
  const threads = open.flatMap(({ ts }) => slack.messagesSeenBy(user, channel, { thread: ts }));
  const all = new Map([...open, ...threads].map((message) => [message.ts, message]));
  return [...all.values()].filter(({ botId }) => botId !== undefined);
}

async function nextAnswer(bench: Bench, user: string, channel: string, count = 1) {
  const messages = await bench.slack.waitFor(() => {
    const said = botMessages(bench, user, channel);
    return said.length >= count ? said : undefined;
  });
  return lastOf(messages);
}

function lastOf<T>(list: readonly T[]): T {
  const last = list.at(-1);
  if (last === undefined) throw new Error('the list is empty');
  return last;
}

describe.each<Transport>(['http', 'socket'])('a mention over %s', (transport) => {
  it('is answered in its thread, without buttons, and not in the channel', async () => {
    await withGuidepost({ transport, now }, async (bench) => {
      const { slack, people, channels } = bench;
      const { message } = await slack
        .asUser(people.member)
        .mention(channels.general, 'roll back a release');
      const answer = await nextAnswer(bench, people.admin, channels.general);
      expect(answer.threadTs).toBe(message.ts);
      expect(answer.isBroadcast).toBe(false);
      expect(visibleText(answer)).toContain('1. Deploying on a calm day › Rolling back');
      expect(buttonLabels(answer)).toEqual([]);
    });
  });

  it('inside a thread is answered in that thread', async () => {
    await withGuidepost({ transport, now }, async (bench) => {
      const { slack, people, channels } = bench;
      const { message } = await slack.asUser(people.admin).sendMessage(channels.general, 'Hm.');
      const options = { thread: message.ts };
      await slack.asUser(people.member).mention(channels.general, 'webhooks', options);
      expect((await nextAnswer(bench, people.admin, channels.general)).threadTs).toBe(message.ts);
    });
  });

  it('without a question gets an example', async () => {
    await withGuidepost({ transport, now }, async (bench) => {
      const { slack, people, channels } = bench;
      await slack.asUser(people.member).mention(channels.general, '');
      const answer = await nextAnswer(bench, people.member, channels.general);
      expect(visibleText(answer)).toContain('/guide How do I ship a release?');
    });
  });

  it('for topics names a command that works as it stands', async () => {
    await withGuidepost({ transport, now }, async (bench) => {
      const { slack, people, channels } = bench;
      await slack.asUser(people.member).mention(channels.general, 'topics');
      const answer = await nextAnswer(bench, people.member, channels.general);
      expect(visibleText(answer)).toMatch(/One topic: \/guide #queues$/);
    });
  });

  it('about digests says which command it takes', async () => {
    await withGuidepost({ transport, now }, async (bench) => {
      const { slack, people, channels } = bench;
      await slack.asUser(people.member).mention(channels.general, 'digest subscribe');
      const answer = await nextAnswer(bench, people.member, channels.general);
      expect(visibleText(answer)).toMatch(/^A digest is set up with a command.*: \/guide digest$/);
      await slack.asUser(people.member).mention(channels.general, 'digest of webhooks');
      const other = await nextAnswer(bench, people.member, channels.general, 2);
      expect(visibleText(other)).toContain('Receiving webhooks');
    });
  });

  it('delivered again is answered once', async () => {
    await withGuidepost({ transport, now }, async (bench) => {
      const { slack, people, channels } = bench;
      const { deliveries } = await slack
        .asUser(people.member)
        .mention(channels.general, 'webhooks');
      const { sent } = lastOf(deliveries);
      const again = await slack.deliver(sent, { attempt: 1, reason: 'http_timeout' });
      expect(again.ok).toBe(true);
      expect(botMessages(bench, people.member, channels.general)).toHaveLength(1);
    });
  });

  it('that Slack sends twice at the same moment is answered once', async () => {
    await withGuidepost({ transport, now }, async (bench) => {
      const { slack, people, channels } = bench;
      slack.events.duplicateNext();
      const { deliveries } = await slack
        .asUser(people.member)
        .mention(channels.general, 'webhooks');
      expect(deliveries.map(({ ok }) => ok)).toEqual([true, true]);
      expect(botMessages(bench, people.member, channels.general)).toHaveLength(1);
    });
  });

  it('is answered once though Slack loses the reply to our post', async () => {
    await withGuidepost({ transport, now }, async (bench) => {
      const { slack, people, channels } = bench;
      slack.faults.next('chat.postMessage', { kind: 'drop', when: 'after' });
      await slack.asUser(people.member).mention(channels.general, 'webhooks');
      await slack.waitFor(() => slack.traffic.list('conversations.replies')[0]);
      // The bot acknowledges an event when it has done all that it will do about it.
      await slack.events.idle();
      expect(botMessages(bench, people.member, channels.general)).toHaveLength(1);
    });
  });

  it('is answered though Slack fails before it posts', async () => {
    await withGuidepost({ transport, now }, async (bench) => {
      const { slack, people, channels } = bench;
      slack.faults.next('chat.postMessage', { kind: 'http', status: 500 });
      await slack.asUser(people.member).mention(channels.general, 'webhooks');
      await nextAnswer(bench, people.member, channels.general);
      await slack.events.idle();
      expect(botMessages(bench, people.member, channels.general)).toHaveLength(1);
    });
  });

  it('that cannot be answered is left for Slack to deliver again', async () => {
    await withGuidepost({ transport, now, slack: { ackDeadlineMs: 1_000 } }, async (bench) => {
      const { slack, people, channels } = bench;
      const refuse = { kind: 'error', error: 'is_archived' } as const;
      slack.faults.next('chat.postMessage', refuse, { times: 2 });
      const { deliveries } = await slack
        .asUser(people.member)
        .mention(channels.general, 'webhooks');
      expect(deliveries[0]?.ok).toBe(false);
      const answer = await nextAnswer(bench, people.member, channels.general);
      expect(visibleText(answer)).toContain('Receiving webhooks');
    });
  });

  it('by somebody from another organisation is not answered with articles', async () => {
    await withGuidepost({ transport, now }, async (bench) => {
      const { slack, people, channels } = bench;
      await slack.asUser(people.stranger).mention(channels.shared, 'webhooks');
      const refusal = await nextAnswer(bench, people.stranger, channels.shared);
      expect(visibleText(refusal)).toBe('I answer only the people of the workspace I belong to.');
      await slack.asUser(people.member).mention(channels.shared, 'webhooks');
      const answer = await nextAnswer(bench, people.member, channels.shared, 2);
      expect(visibleText(answer)).toContain('Receiving webhooks');
    });
  });

  it('by somebody whom Slack says nothing about is answered neither with articles nor wrongly', async () => {
    await withGuidepost({ transport, now }, async (bench) => {
      const { slack, people, channels } = bench;
      slack.faults.next('users.info', { kind: 'http', status: 500 });
      await slack.asUser(people.member).mention(channels.shared, 'webhooks');
      const answer = await nextAnswer(bench, people.member, channels.shared);
      expect(visibleText(answer)).toMatch(/^Slack did not tell me whether you belong/);
      expect(visibleText(answer)).not.toContain('Receiving webhooks');
    });
  });

  it('that an edit adds or changes is left alone', async () => {
    await withGuidepost({ transport, now }, async (bench) => {
      const { slack, people, channels } = bench;
      const actor = slack.asUser(people.member);
      const { message } = await actor.sendMessage(channels.general, 'how do I roll back?');
      const added = await actor.editMessage(message, '@guidepost how do I roll back?');
      const changed = await actor.editMessage(added.message, '@guidepost roll back how?');
      const mention = { ok: true, sent: { name: 'app_mention' } };
      expect([...added.deliveries, ...changed.deliveries]).toMatchObject([mention, mention]);
      expect(botMessages(bench, people.member, channels.general)).toEqual([]);
    });
  });
});

describe.each<Transport>(['http', 'socket'])('a direct message over %s', (transport) => {
  it('is a question, answered where it was asked', async () => {
    await withGuidepost({ transport, now }, async (bench) => {
      const { slack, people } = bench;
      const { message } = await slack.asUser(people.member).directMessage('roll back a release');
      const answer = await nextAnswer(bench, people.member, message.channel);
      expect(answer.threadTs).toBeUndefined();
      expect(visibleText(answer)).toContain('1. Deploying on a calm day › Rolling back');
      expect(buttonLabels(answer)).not.toContain('Share in channel');
    });
  });

  it('can be paged', async () => {
    await withGuidepost({ transport, now }, async (bench) => {
      const { slack, people } = bench;
      const { message } = await slack.asUser(people.member).directMessage('retries');
      const answer = await nextAnswer(bench, people.member, message.channel);
      await slack.asUser(people.member).click(answer, 'answer_more');
      await slack.waitFor(() =>
        botMessages(bench, people.member, message.channel).find((reply) =>
          visibleText(reply).includes('Showing 4 to'),
        ),
      );
      expect(botMessages(bench, people.member, message.channel)).toHaveLength(1);
    });
  });

  it.each(['help', 'topics', 'latest'])('understands "%s"', async (word) => {
    await withGuidepost({ transport, now }, async (bench) => {
      const { slack, people } = bench;
      const { message } = await slack.asUser(people.member).directMessage(word);
      const answer = await nextAnswer(bench, people.member, message.channel);
      expect(visibleText(answer)).toMatch(/^(Ask in your own words|Topics in the guide|Latest in)/);
    });
  });

  it('that is edited, deleted or written by the bot itself is left alone', async () => {
    await withGuidepost({ transport, now }, async (bench) => {
      const { slack, people } = bench;
      const actor = slack.asUser(people.member);
      const { message } = await actor.directMessage('webhooks');
      await nextAnswer(bench, people.member, message.channel);
      const edit = await actor.editMessage(message, 'retries');
      const deletion = await actor.deleteMessage(edit.message);
      const told = [...edit.deliveries, ...deletion];
      expect(told.map(({ ok, sent }) => [ok, sent.name])).toEqual([
        [true, 'message'],
        [true, 'message'],
      ]);
      expect(botMessages(bench, people.member, message.channel)).toHaveLength(1);
    });
  });
});
