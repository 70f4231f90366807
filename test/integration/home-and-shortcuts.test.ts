import { describe, expect, it } from '@jest/globals';
import type { View } from '../../simulator/workspace/views.ts';
import { buttonLabels, visibleText } from '../helpers/visible-text.ts';
import { withGuidepost, type Bench, type Transport } from '../helpers/with-guidepost.ts';

const now = () => new Date('2026-11-22T12:00:00Z');

function textOf({ blocks }: View): string {
  return visibleText({ text: '', blocks });
}

async function openHome({ slack }: Bench, user: string): Promise<View> {
  await slack.asUser(user).openHome();
  return await slack.waitFor(() => slack.homeOf(user));
}

function modalWith({ slack }: Bench, user: string, pattern: RegExp): Promise<View> {
  return slack.waitFor(() => slack.modalsOf(user).find((view) => pattern.test(textOf(view))));
}

describe.each<Transport>(['http', 'socket'])('the Home tab over %s', (transport) => {
  it('asks, suggests articles by their names, and leads to topics', async () => {
    await withGuidepost({ transport, now }, async (bench) => {
      const { slack, people } = bench;
      const home = await openHome(bench, people.member);
      expect(buttonLabels(home)).toContain('queues (3)');
      expect(textOf(home)).toContain('Latest in the guide\n- Retrying without making it worse');

      await slack.asUser(people.member).selectOption(home, 'home_ask', 'roll back a release');
      const answer = await modalWith(
        bench,
        people.member,
        /Deploying on a calm day › Rolling back/,
      );
      expect(buttonLabels(answer)).toEqual(['Read here', 'Helpful', 'Not helpful']);

      const { options } = await slack.asUser(people.member).suggest(home, 'find_article', 'webh');
      expect(options.map(({ text }) => (text as { text: string }).text)).toEqual([
        'Receiving webhooks',
      ]);
      await slack.asUser(people.member).selectOption(home, 'find_article', options[0] as never);
      await modalWith(bench, people.member, /^Receiving webhooks/);
    });
  });

  it('shows the digests of one’s channels, and pauses one', async () => {
    await withGuidepost({ transport, now }, async (bench) => {
      const { slack, people, channels } = bench;
      const { admin } = people;
      const channel = channels.general;
      await slack.asUser(admin).command('/guide', 'digest subscribe on monday', { channel });
      await bench.waitForLog({ request: '/guide' });
      const home = await openHome(bench, admin);
      expect(textOf(home)).toMatch(/#general: every Monday 09:00/);
      await slack.asUser(admin).selectOption(home, `home_digest_${channel}`, `pause|${channel}`);
      await modalWith(bench, admin, /^You paused the weekly digest of/);
      await slack.waitFor(() => {
        const view = slack.homeOf(admin);
        return view && textOf(view).includes('(paused)') ? view : undefined;
      });
    });
  });

  it('offers a guest and a member who may not change a digest nothing that would be refused', async () => {
    await withGuidepost({ transport, now }, async (bench) => {
      const { slack, people } = bench;
      const { admin, member, guest } = people;
      const { id: channel } = slack.workspace.addChannel({
        name: 'theirs',
        creator: admin,
        members: [admin, member, guest],
      });
      await slack.asUser(admin).command('/guide', 'digest subscribe on monday', { channel });
      await bench.waitForLog({ request: '/guide' });
      const offered = async (user: string): Promise<readonly string[]> => {
        const { blocks } = await openHome(bench, user);
        return blocks.flatMap((block) => {
          const { accessory } = block as { accessory?: { options?: { text: { text: string } }[] } };
          return (accessory?.options ?? []).map(({ text }) => text.text);
        });
      };
      expect(await offered(admin)).toEqual(['Preview', 'Pause', 'Change', 'End']);
      expect(await offered(member)).toEqual(['Preview', 'Get one of your own']);
      expect(await offered(guest)).toEqual(['Preview']);
    });
  });

  it('shows nothing to guests where they are not answered', async () => {
    await withGuidepost({ transport, now, env: { GUESTS: 'refuse' } }, async (bench) => {
      const home = await openHome(bench, bench.people.guest);
      expect(textOf(home)).toMatch(/^Guests can’t/);
    });
  });
});

describe('sharing in a thread', () => {
  const text = 'Does anybody know how we roll back a release?';

  async function shareIn(bench: Bench, channel: string): Promise<string> {
    const { slack, people } = bench;
    const { message } = await slack.asUser(people.admin).sendMessage(channel, text);
    await slack.asUser(people.member).shortcut('find_article_about', message);
    const found = await modalWith(bench, people.member, /Rolling back/);
    await slack.asUser(people.member).click(found, 'answer_share');
    return message.ts;
  }

  it('says what to do where the bot can’t post', async () => {
    await withGuidepost({ transport: 'http', now }, async (bench) => {
      const { slack, people, channels } = bench;
      await shareIn(bench, channels.secret);
      // Nobody tells the bot who is there.
      const dialog = await modalWith(bench, people.member, /I can’t tell whether/);
      await slack.asUser(people.member).submitView(dialog);
      const told = await modalWith(bench, people.member, /Invite me there with \/invite/);
      expect(textOf(told)).toContain('so I haven’t shared anything');
    });
  });

  it('keeps to the rule about other organisations, and asks above the answer', async () => {
    await withGuidepost({ transport: 'http', now }, async (bench) => {
      await shareIn(bench, bench.channels.shared);
      await modalWith(bench, bench.people.member, /^[^]*This channel is shared with another/);
    });
    const env = { EXTERNAL_CHANNELS: 'ask' };
    await withGuidepost({ transport: 'http', now, env }, async (bench) => {
      const { slack, people, channels } = bench;
      const thread = await shareIn(bench, channels.shared);
      const dialog = await modalWith(bench, people.member, /People from Northwind/);
      await slack.asUser(people.member).submitView(dialog);
      await slack.waitFor(
        () => slack.messagesSeenBy(people.stranger, channels.shared, { thread })[1],
      );
      await modalWith(bench, people.member, /You shared this in the thread/);
    });
  });
});

describe.each<Transport>(['http', 'socket'])('a shortcut over %s', (transport) => {
  it('asks from anywhere, one question after the other', async () => {
    await withGuidepost({ transport, now }, async (bench) => {
      const { slack, people } = bench;
      await slack.asUser(people.member).shortcut('ask_guide');
      const form = await slack.waitFor(() => slack.modalsOf(people.member)[0]);
      await slack.asUser(people.member).submitView(form, { ask_question: 'roll back a release' });
      const first = await modalWith(bench, people.member, /Rolling back/);
      await slack.asUser(people.member).submitView(first, { ask_question: 'webhooks' });
      const second = await modalWith(bench, people.member, /Receiving webhooks/);
      expect(second.id).toBe(form.id);
      await slack.asUser(people.member).click(second, 'answer_read');
      await slack.waitFor(() => slack.modalsOf(people.member)[1]);
    });
  });

  it('says in its modal that something broke, and nothing about a digest', async () => {
    await withGuidepost({ transport, now }, async (bench) => {
      const { slack, people } = bench;
      await slack.asUser(people.member).shortcut('ask_guide');
      const form = await slack.waitFor(() => slack.modalsOf(people.member)[0]);
      await slack.asUser(people.member).submitView(form, { ask_question: 'webhooks' });
      const answer = await modalWith(bench, people.member, /Receiving webhooks/);
      slack.faults.next('views.update', { kind: 'error', error: 'internal_error' });
      await slack.asUser(people.member).click(answer, 'answer_helpful');
      const told = await modalWith(bench, people.member, /Something broke on our side/);
      expect(textOf(told)).toMatch(/on our side; nothing was posted\. Reference/);
    });
  });

  it('finds an article about somebody’s message, for the asker alone', async () => {
    await withGuidepost({ transport, now }, async (bench) => {
      const { slack, people, channels } = bench;
      const text = 'Does anybody know how we roll back a release?';
      const { message } = await slack.asUser(people.admin).sendMessage(channels.general, text);
      await slack.asUser(people.member).shortcut('find_article_about', message);
      await modalWith(bench, people.member, /Rolling back/);
      expect(slack.modalsOf(people.admin)).toEqual([]);
      expect(slack.messagesSeenBy(people.admin, channels.general)).toHaveLength(1);
    });
  });

  it('shares what it found in the thread of that message, once', async () => {
    await withGuidepost({ transport, now }, async (bench) => {
      const { slack, people, channels } = bench;
      const text = 'Does anybody know how we roll back a release?';
      const { message } = await slack.asUser(people.admin).sendMessage(channels.general, text);
      await slack.asUser(people.member).shortcut('find_article_about', message);
      const found = await modalWith(bench, people.member, /Rolling back/);
      expect(buttonLabels(found)).toEqual([
        'Read here',
        'Share in the thread',
        'Helpful',
        'Not helpful',
      ]);
      await slack.asUser(people.member).click(found, 'answer_share');
      await slack.asUser(people.member).click(found, 'answer_share');
      const marked = await modalWith(bench, people.member, /You shared this in the thread/);
      const thread = { thread: message.ts };
      const [, ...shared] = slack.messagesSeenBy(people.admin, channels.general, thread);
      expect(shared.map(visibleText)).toEqual([
        expect.stringMatching(
          /^<@\w+> shared from the guide:\nDeploying on a calm day › Rolling back/,
        ),
      ]);
      // The next question in the same modal is looked up for the same thread.
      await slack.asUser(people.member).submitView(marked, { ask_question: 'webhooks' });
      const next = await modalWith(bench, people.member, /Receiving webhooks/);
      expect(buttonLabels(next)).toContain('Share in the thread');
    });
  });
});
