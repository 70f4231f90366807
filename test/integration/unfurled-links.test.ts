import { describe, expect, it } from '@jest/globals';
import { visibleText } from '../helpers/visible-text.ts';
import { withGuidepost, type Bench, type Transport } from '../helpers/with-guidepost.ts';

const now = () => new Date('2026-11-22T12:00:00Z');
const unfurl = ['guide.example.com'];
const on = { UNFURL_LINKS: 'on' };
const rollingBack = 'https://guide.example.com/articles/deploys#rolling-back';

/** What everybody sees below a message, by its address, once the bot has made up its mind. */
async function previewsBelow(
  { slack, waitForLog, log }: Bench,
  user: string,
  channel: string,
  text: string,
): Promise<Record<string, string>> {
  const before = log().length;
  const { message } = await slack.asUser(user).sendMessage(channel, text);
  await waitForLog({ request: 'link_shared' }, before);
  const seen = slack.messagesSeenBy(user, channel).find(({ ts }) => ts === message.ts);
  const shown = Object.entries(seen?.unfurls ?? {}) as [
    string,
    Parameters<typeof visibleText>[0],
  ][];
  return Object.fromEntries(shown.map(([url, preview]) => [url, visibleText(preview)]));
}

describe.each<Transport>(['http', 'socket'])('a link to an article over %s', (transport) => {
  it('is shown with what it leads to, whose it is and how old', async () => {
    await withGuidepost({ transport, now, unfurl, env: on }, async (bench) => {
      const { people, channels } = bench;
      const shown = await previewsBelow(
        bench,
        people.member,
        channels.general,
        `${rollingBack} and https://guide.example.com/articles/retries/?from=chat, not https://guide.example.com/articles/gone`,
      );
      expect(shown).toEqual({
        [rollingBack]:
          `Deploying on a calm day › Rolling back (${rollingBack})\n` +
          'How a change reaches production, and how it comes back.\n' +
          'Platform team · deploy, ci · updated 3 weeks ago',
        'https://guide.example.com/articles/retries/?from=chat': expect.stringContaining(
          'Exponential backoff, jitter and budgets.',
        ),
      });
    });
  });
});

describe('a link to an article', () => {
  const transport = 'http';

  it('stays a link where people of other organisations read along, or nobody can tell', async () => {
    await withGuidepost({ transport, now, unfurl, env: on }, async (bench) => {
      const { people, channels, log } = bench;
      for (const channel of [channels.shared, channels.secret]) {
        expect(await previewsBelow(bench, people.member, channel, rollingBack)).toEqual({});
      }
      expect(log().filter(({ request }) => request === 'link_shared')).toMatchObject([
        { outcome: 'refused: external' },
        { outcome: 'refused: external' },
      ]);
    });
  });

  it('is shown to other organisations where that is allowed', async () => {
    const env = { ...on, EXTERNAL_CHANNELS: 'allow' };
    await withGuidepost({ transport, now, unfurl, env }, async (bench) => {
      const { people, channels } = bench;
      const shown = await previewsBelow(bench, people.member, channels.shared, rollingBack);
      expect(Object.keys(shown)).toEqual([rollingBack]);
    });
  });

  it.each([
    ['a guest', 'guest'],
    ['a person of another organisation', 'stranger'],
  ] as const)('stays a link when %s posts it', async (_, who) => {
    await withGuidepost({ transport, now, unfurl, env: on }, async (bench) => {
      const { people, channels } = bench;
      const channel = who === 'guest' ? channels.general : channels.shared;
      expect(await previewsBelow(bench, people[who], channel, rollingBack)).toEqual({});
    });
  });

  it('stays a link while the message is being written, and unless it is switched on', async () => {
    await withGuidepost(
      { transport, now, unfurl, env: on },
      async ({ slack, people, waitForLog }) => {
        await slack.asUser(people.member).writeLink(rollingBack);
        expect(await waitForLog({ request: 'link_shared' })).toMatchObject({ outcome: 'ignored' });
        expect(slack.traffic.list('chat.unfurl')).toEqual([]);
      },
    );
    await withGuidepost({ transport, now, unfurl }, async (bench) => {
      const { people, channels } = bench;
      expect(await previewsBelow(bench, people.member, channels.general, rollingBack)).toEqual({});
    });
  });

  it('comes to nothing quietly when the message is gone, and later when Slack fails', async () => {
    await withGuidepost({ transport, now, unfurl, env: on }, async (bench) => {
      const { slack, people, channels, waitForLog } = bench;
      slack.faults.next('chat.unfurl', { kind: 'error', error: 'cannot_find_message' });
      expect(await previewsBelow(bench, people.member, channels.general, rollingBack)).toEqual({});
      await waitForLog({ outcome: 'not unfurled: refused' });
      slack.faults.next('chat.unfurl', { kind: 'error', error: 'service_unavailable' });
      await bench.slack.asUser(people.member).sendMessage(channels.general, rollingBack);
      await waitForLog({ outcome: 'unfurled' });
    });
  });
});
