import { expect, it } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import { createSkippingTimers } from '../helpers/skipping-timers.ts';
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
