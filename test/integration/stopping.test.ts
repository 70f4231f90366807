import { describe, expect, it } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import { createSkippingTimers } from '../helpers/skipping-timers.ts';
import { visibleText } from '../helpers/visible-text.ts';
import { withGuidepost } from '../helpers/with-guidepost.ts';

it('stops when its time is up, although Slack answers nothing any more', async () => {
  const { timers, wake } = createSkippingTimers();
  await withGuidepost({ transport: 'socket', timers }, async ({ slack, bot, log }) => {
    await slack.sockets.waitForConnections(2);
    // Both sockets are on their way back, and Slack never says where to.
    slack.faults.next('apps.connections.open', { kind: 'slow', ms: 600_000 }, { times: 2 });
    slack.sockets.drop();
    while (slack.faults.pending().length > 0) await delay(20);
    const stopped = bot.stop();
    wake();
    await stopped;
    expect(log().at(-1)).toMatchObject({ msg: 'stopped before everything was closed' });
  });
});

describe.each(['http', 'socket'] as const)(
  'while it finishes what it is saying, over %s',
  (transport) => {
    it('answers who types', async () => {
      const { timers, wake } = createSkippingTimers();
      await withGuidepost({ transport, timers }, async ({ slack, bot, people, channels }) => {
        const { member, admin } = people;
        const { general } = channels;
        slack.faults.next('chat.postMessage', { kind: 'slow', ms: 600_000 });
        const saying = slack.asUser(member).mention(general, 'webhooks');
        await slack.waitFor(() => slack.workspace.messages(general).find(({ botId }) => botId));
        const stopped = bot.stop();
        const { ok } = await slack.asUser(admin).command('/guide', 'retries', { channel: general });
        expect(ok).toBe(true);
        const isForAdmin = ({ ephemeralTo }: { ephemeralTo: string | undefined }) =>
          ephemeralTo === admin;
        const [answer] = slack.messagesSeenBy(admin, general).filter(isForAdmin);
        expect(answer && visibleText(answer)).toContain('Retrying without making it worse');
        wake();
        await stopped;
        await saying;
      });
    });
  },
);

it('waits for no farewell of a socket that has not been greeted yet', async () => {
  const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
  const before = timers();
  await withGuidepost({ transport: 'socket' }, async ({ bot }) => {
    // One socket is enough to be ready; the other may still be on its way.
    await bot.stop();
  });
  expect(timers()).toBeLessThanOrEqual(before);
});
