import { describe, expect, it } from '@jest/globals';
import type { Message } from '../../simulator/workspace/model.ts';
import { createQuickTime } from '../helpers/quick-time.ts';
import { buttonLabels, visibleText } from '../helpers/visible-text.ts';
import { withGuidepost, type Bench, type Transport } from '../helpers/with-guidepost.ts';
import { writeGadgets } from '../helpers/write-gadgets.ts';

const now = () => new Date('2026-11-22T12:00:00Z');
/** Half a minute, after which a lost reply is looked into, passes in a second. */
const quickly = () => createQuickTime('2026-11-22T12:00:00Z', 30);

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

/** What is said doesn't depend on how a message came. */
const transport = 'http';

describe.each<Transport>(['http', 'socket'])('a mention over %s', (transport) => {
  it('is answered in its thread, with nothing to share, and not in the channel', async () => {
    await withGuidepost({ transport, now }, async (bench) => {
      const { slack, people, channels } = bench;
      const { message } = await slack
        .asUser(people.member)
        .mention(channels.general, 'roll back a release');
      const answer = await nextAnswer(bench, people.admin, channels.general);
      expect(answer.threadTs).toBe(message.ts);
      expect(answer.isBroadcast).toBe(false);
      expect(visibleText(answer)).toContain('Deploying on a calm day › Rolling back');
      expect(buttonLabels(answer)).toEqual(['Read here', 'Helpful', 'Not helpful']);
    });
  });

  it('delivered again is answered once', async () => {
    await withGuidepost({ transport, now }, async (bench) => {
      const { slack, people, channels, waitForLog } = bench;
      const { deliveries } = await slack
        .asUser(people.member)
        .mention(channels.general, 'webhooks');
      const { sent } = lastOf(deliveries);
      await waitForLog({ msg: 'delivery', outcome: 'sent' });
      const again = await slack.deliver(sent, { attempt: 1, reason: 'http_timeout' });
      expect(again.ok).toBe(true);
      expect(botMessages(bench, people.member, channels.general)).toHaveLength(1);
    });
  });

  it('that Slack sends twice at the same moment is answered once', async () => {
    await withGuidepost({ transport, now }, async (bench) => {
      const { slack, people, channels, waitForLog } = bench;
      slack.events.duplicateNext();
      const { deliveries } = await slack
        .asUser(people.member)
        .mention(channels.general, 'webhooks');
      expect(deliveries.map(({ ok }) => ok)).toEqual([true, true]);
      await waitForLog({ msg: 'delivery', outcome: 'sent' });
      expect(botMessages(bench, people.member, channels.general)).toHaveLength(1);
    });
  });

  it('is acknowledged before it is answered, once it is written down', async () => {
    await withGuidepost({ transport, now }, async (bench) => {
      const { slack, people, channels, log } = bench;
      slack.faults.next('chat.postMessage', { kind: 'slow', ms: 500 });
      const { deliveries } = await slack
        .asUser(people.member)
        .mention(channels.general, 'webhooks');
      expect(deliveries.map(({ ok }) => ok)).toEqual([true]);
      expect(log().filter(({ msg }) => msg === 'delivery')).toEqual([]);
      await nextAnswer(bench, people.member, channels.general);
    });
  });
});

describe('a mention', () => {
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

  it('for topics gets a button for each', async () => {
    await withGuidepost({ transport, now }, async (bench) => {
      const { slack, people, channels } = bench;
      await slack.asUser(people.member).mention(channels.general, 'topics');
      const answer = await nextAnswer(bench, people.member, channels.general);
      expect(buttonLabels(answer)).toContain('queues (3)');
    });
  });

  it('about digests says which command it takes', async () => {
    await withGuidepost({ transport, now }, async (bench) => {
      const { slack, people, channels } = bench;
      await slack.asUser(people.member).mention(channels.general, 'digest subscribe');
      const answer = await nextAnswer(bench, people.member, channels.general);
      expect(visibleText(answer)).toBe(
        'Did you mean /guide digest subscribe? Type it in the channel it’s about, or in a direct message to me for a digest of your own.',
      );
      await slack.asUser(people.member).mention(channels.general, 'digest of webhooks');
      const other = await nextAnswer(bench, people.member, channels.general, 2);
      expect(visibleText(other)).toContain('Receiving webhooks');
    });
  });

  it('in the middle of a sentence leaves no gap in it', async () => {
    await withGuidepost({ transport, now }, async (bench) => {
      const { slack, people, channels } = bench;
      const said = 'I love @guidepost, truly, zebras and all';
      await slack.asUser(people.member).sendMessage(channels.general, said);
      const answer = await nextAnswer(bench, people.member, channels.general);
      expect(visibleText(answer)).toContain('matches: I love, truly, zebras and all');
    });
  });

  it('that begins with the command is what stands after it', async () => {
    await withGuidepost({ transport, now }, async (bench) => {
      const { slack, people, channels } = bench;
      await slack.asUser(people.member).mention(channels.general, '/guide webhooks');
      const answer = await nextAnswer(bench, people.member, channels.general);
      expect(visibleText(answer)).toMatch(/^Receiving webhooks/);
      await slack.asUser(people.member).mention(channels.general, '/guide help');
      const help = await nextAnswer(bench, people.member, channels.general, 2);
      expect(visibleText(help)).toMatch(/^Ask in your own words/);
      // Everybody in the thread reads this.
      expect(visibleText(help)).not.toContain('Only you see the answer.');
    });
  });

  it('is answered once though Slack loses the reply to our post', async () => {
    await withGuidepost({ transport, ...quickly() }, async (bench) => {
      const { slack, people, channels, waitForLog } = bench;
      slack.faults.next('chat.postMessage', { kind: 'drop', when: 'after' });
      await slack.asUser(people.member).mention(channels.general, 'webhooks');
      await waitForLog({ msg: 'delivery', outcome: 'sent' });
      expect(slack.traffic.list('conversations.replies')).toHaveLength(1);
      expect(botMessages(bench, people.member, channels.general)).toHaveLength(1);
    });
  });

  it('is answered though Slack fails before it posts', async () => {
    await withGuidepost({ transport, ...quickly() }, async (bench) => {
      const { slack, people, channels, waitForLog } = bench;
      slack.faults.next('chat.postMessage', { kind: 'http', status: 500 });
      await slack.asUser(people.member).mention(channels.general, 'webhooks');
      await waitForLog({ msg: 'delivery', outcome: 'sent' });
      expect(botMessages(bench, people.member, channels.general)).toHaveLength(1);
    });
  });

  it('is answered though nobody lets us look whether it was: rather twice than never', async () => {
    await withGuidepost({ transport, ...quickly() }, async (bench) => {
      const { slack, people, channels, waitForLog } = bench;
      slack.faults.next('chat.postMessage', { kind: 'http', status: 500 });
      slack.faults.next('conversations.replies', { kind: 'error', error: 'missing_scope' });
      await slack.asUser(people.member).mention(channels.general, 'webhooks');
      await waitForLog({ msg: 'delivery', outcome: 'sent' });
      expect(botMessages(bench, people.member, channels.general)).toHaveLength(1);
    });
  });

  it('waits as long as Slack asks, and is answered then, however often that is', async () => {
    await withGuidepost({ transport, ...quickly() }, async (bench) => {
      const { slack, people, channels, waitForLog } = bench;
      const busy = { kind: 'rateLimited', retryAfterS: 7 } as const;
      slack.faults.next('chat.postMessage', busy, { times: 6 });
      await slack.asUser(people.member).mention(channels.general, 'webhooks');
      const sent = await waitForLog({ msg: 'delivery', outcome: 'sent' });
      expect(sent['lateMs']).toBeGreaterThanOrEqual(6 * 7_000);
      expect(botMessages(bench, people.member, channels.general)).toHaveLength(1);
    });
  });

  it('by somebody from another organisation is not answered with articles', async () => {
    await withGuidepost({ transport, now }, async (bench) => {
      const { slack, people, channels } = bench;
      await slack.asUser(people.stranger).mention(channels.shared, 'webhooks');
      const refusal = await nextAnswer(bench, people.stranger, channels.shared);
      expect(visibleText(refusal)).toBe(
        'I only answer people from the workspace I belong to. Ask somebody there.',
      );
      await slack.asUser(people.member).mention(channels.shared, 'webhooks');
      const answer = await nextAnswer(bench, people.member, channels.shared, 2);
      expect(visibleText(answer)).toMatch(/^This channel is shared with another organisation/);
    });
  });

  it('in a shared channel is answered with articles when that is allowed', async () => {
    const env = { EXTERNAL_CHANNELS: 'allow' };
    await withGuidepost({ transport, now, env }, async (bench) => {
      const { slack, people, channels } = bench;
      await slack.asUser(people.member).mention(channels.shared, 'webhooks');
      const answer = await nextAnswer(bench, people.member, channels.shared);
      expect(visibleText(answer)).toContain('Receiving webhooks');
    });
  });

  it('by somebody whom Slack says nothing about is answered neither with articles nor wrongly', async () => {
    await withGuidepost({ transport, now }, async (bench) => {
      const { slack, people, channels } = bench;
      slack.faults.next('users.info', { kind: 'http', status: 500 });
      await slack.asUser(people.member).mention(channels.shared, 'webhooks');
      const answer = await nextAnswer(bench, people.member, channels.shared);
      expect(visibleText(answer)).toMatch(/^Slack hasn’t told me whether you belong/);
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
      // What is written next is answered first.
      await actor.mention(channels.general, 'webhooks');
      const answer = await nextAnswer(bench, people.member, channels.general);
      expect(visibleText(answer)).toContain('Receiving webhooks');
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
      expect(visibleText(answer)).toContain('Deploying on a calm day › Rolling back');
      expect(buttonLabels(answer)).not.toContain('Share');
    });
  });

  it('that says what an article is called asks for it, and what comes next follows on from it', async () => {
    const files = { 'keys.md': '---\ntitle: Exactly once\n---\n\nSend a key with each request.' };
    await withGuidepost({ transport, now, files }, async (bench) => {
      const { slack, people } = bench;
      const asking = slack.asUser(people.member);
      const { message } = await asking.directMessage('exactly once');
      const answer = await nextAnswer(bench, people.member, message.channel);
      expect(visibleText(answer)).toContain('Send a key with each request.');
      await asking.directMessage('and how does it work?');
      const next = await nextAnswer(bench, people.member, message.channel, 2);
      expect(visibleText(next)).toContain('Send a key with each request.');
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
      await actor.directMessage('roll back a release');
      const answer = await nextAnswer(bench, people.member, message.channel, 2);
      expect(visibleText(answer)).toContain('Rolling back');
    });
  });
});

describe('a mention in a long thread', () => {
  it('that asks for more means the question before it, and not the first of the thread', async () => {
    await withGuidepost({ transport, now }, async (bench) => {
      const { slack, people, channels } = bench;
      const { general } = channels;
      await writeGadgets(bench, 7);
      const actor = slack.asUser(people.member);
      const { message } = await actor.mention(general, '#queues');
      const thread = { thread: message.ts };
      for (let i = 0; i < 40; i += 1) {
        await slack.asUser(people.admin).sendMessage(general, 'Hm.', thread);
      }
      await actor.mention(general, 'gadgets', thread);
      await actor.mention(general, 'more', thread);
      const more = await nextAnswer(bench, people.member, general, 3);
      expect(visibleText(more)).toMatch(/^Gadgets 6/);
    });
  });
});

describe('a direct message', () => {
  it('can be paged', async () => {
    await withGuidepost({ transport, now }, async (bench) => {
      const { slack, people } = bench;
      await writeGadgets(bench, 7);
      const { message } = await slack.asUser(people.member).directMessage('gadgets');
      const answer = await nextAnswer(bench, people.member, message.channel);
      await slack.asUser(people.member).click(answer, 'answer_more');
      await slack.waitFor(() =>
        botMessages(bench, people.member, message.channel).find((reply) =>
          buttonLabels(reply).includes('Back'),
        ),
      );
      expect(botMessages(bench, people.member, message.channel)).toHaveLength(1);
    });
  });

  it('that follows another is read with it, and a question of its own is not', async () => {
    await withGuidepost({ transport, now }, async (bench) => {
      const { slack, people } = bench;
      const actor = slack.asUser(people.member);
      const { message } = await actor.directMessage('how do I roll back a release');
      await nextAnswer(bench, people.member, message.channel, 1);
      await actor.directMessage('and how does it work?');
      const second = await nextAnswer(bench, people.member, message.channel, 2);
      expect(visibleText(second)).toContain('Rolling back');
      await actor.directMessage('webhooks');
      const third = await nextAnswer(bench, people.member, message.channel, 3);
      expect(visibleText(third)).toMatch(/^Receiving webhooks/);
      // As a name behind a question, it would be read with it, if the answer had it.
      await actor.directMessage('how do I roll back a release');
      await nextAnswer(bench, people.member, message.channel, 4);
      await actor.directMessage('xylophone?');
      const fifth = await nextAnswer(bench, people.member, message.channel, 5);
      expect(visibleText(fifth)).toContain('Nothing in the guide matches');
    });
  });

  it('that was answered by itself is what comes next follows on from', async () => {
    await withGuidepost({ transport, now }, async (bench) => {
      const { slack, people } = bench;
      const actor = slack.asUser(people.member);
      const { message } = await actor.directMessage('how do I roll back a release');
      await nextAnswer(bench, people.member, message.channel, 1);
      // Nothing is said of them about rolling back.
      await actor.directMessage('and for webhooks?');
      const second = await nextAnswer(bench, people.member, message.channel, 2);
      expect(visibleText(second)).toMatch(/^Receiving webhooks/);
      await actor.directMessage('how does it work?');
      const third = await nextAnswer(bench, people.member, message.channel, 3);
      expect(visibleText(third)).toMatch(/^Receiving webhooks/);
    });
  });

  it('that asks for more than there is hears so', async () => {
    await withGuidepost({ transport, now }, async (bench) => {
      const { slack, people } = bench;
      const actor = slack.asUser(people.member);
      const { message } = await actor.directMessage('how do I roll back a release');
      await nextAnswer(bench, people.member, message.channel, 1);
      await actor.directMessage('more');
      const more = await nextAnswer(bench, people.member, message.channel, 2);
      expect(visibleText(more)).toContain('That’s all I found.');
    });
  });

  it('can ask for another result of the answer before', async () => {
    await withGuidepost({ transport, now }, async (bench) => {
      const { slack, people } = bench;
      const actor = slack.asUser(people.member);
      const { message } = await actor.directMessage('#queues');
      await nextAnswer(bench, people.member, message.channel, 1);
      await writeGadgets(bench, 7);
      await actor.directMessage('gadgets');
      await nextAnswer(bench, people.member, message.channel, 2);
      await actor.directMessage('the second one');
      const second = await nextAnswer(bench, people.member, message.channel, 3);
      expect(visibleText(second)).toMatch(/^Gadgets 2/);
      await actor.directMessage('more');
      const more = await nextAnswer(bench, people.member, message.channel, 4);
      expect(visibleText(more)).toMatch(/^Gadgets 6/);
    });
  });

  it('that asks for more of nothing hears that there is none', async () => {
    await withGuidepost({ transport, now }, async (bench) => {
      const { slack, people } = bench;
      const actor = slack.asUser(people.member);
      const { message } = await actor.directMessage('zeppelins');
      const nothing = await nextAnswer(bench, people.member, message.channel);
      expect(visibleText(nothing)).toMatch(/^Nothing in the guide matches/);
      await actor.directMessage('more');
      const more = await nextAnswer(bench, people.member, message.channel, 2);
      expect(visibleText(more)).toBe('That’s all I found. Ask in other words to find more.');
    });
  });

  it('that says something is wrong with an article hears what to do', async () => {
    await withGuidepost({ transport, now }, async (bench) => {
      const { slack, people } = bench;
      const actor = slack.asUser(people.member);
      const { message } = await actor.directMessage('this page is out of date');
      const reply = await nextAnswer(bench, people.member, message.channel);
      expect(visibleText(reply)).toMatch(/^I only show articles, so I can’t change one\./);
    });
  });

  it('that greets gets a greeting, with questions to begin with', async () => {
    await withGuidepost({ transport, now }, async (bench) => {
      const { slack, people } = bench;
      const { message } = await slack.asUser(people.member).directMessage('hi!');
      const greeting = await nextAnswer(bench, people.member, message.channel);
      expect(visibleText(greeting)).toMatch(/^Hi\. I look things up in our guide\./);
      expect(buttonLabels(greeting)).toContain('How do I ship a release?');
      await slack.asUser(people.member).click(greeting, 'example_0');
      const answer = await nextAnswer(bench, people.member, message.channel, 2);
      expect(buttonLabels(answer)).toContain('Read here');
      const [first] = botMessages(bench, people.member, message.channel);
      expect(first && visibleText(first)).toMatch(/^Hi\. I look things up/);
    });
  });

  it('that is not written yet is greeted once, in an empty conversation', async () => {
    await withGuidepost({ transport, now }, async (bench) => {
      const { slack, people, waitForLog, log } = bench;
      const { botUserId } = slack.installation;
      const { id } = slack.workspace.openDirectMessage([botUserId, people.member]);
      await slack.asUser(people.member).openHome('messages');
      await slack.asUser(people.member).openHome('messages');
      const greeting = await nextAnswer(bench, people.member, id);
      expect(visibleText(greeting)).toMatch(/^Hi\. I look things up in our guide\./);
      expect(buttonLabels(greeting)).toHaveLength(3);
      await slack.asUser(people.member).openHome('messages');
      await waitForLog({ request: 'app_home_opened', outcome: 'known' });
      expect(botMessages(bench, people.member, id)).toHaveLength(1);

      const { message } = await slack.asUser(people.admin).directMessage('webhooks');
      await nextAnswer(bench, people.admin, message.channel);
      const before = log().length;
      await slack.asUser(people.admin).openHome('messages');
      await waitForLog({ request: 'app_home_opened', outcome: 'known' }, before);
      expect(botMessages(bench, people.admin, message.channel)).toHaveLength(1);
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
});
