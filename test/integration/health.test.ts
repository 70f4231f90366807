import { describe, expect, it } from '@jest/globals';
import { withGuidepost, type Bench } from '../helpers/with-guidepost.ts';

async function ready({ bot }: Bench): Promise<{ status: number; slack: unknown }> {
  const response = await fetch(`http://127.0.0.1:${bot.port}/readyz`);
  const body = (await response.json()) as Record<string, unknown>;
  return { status: response.status, slack: body['slack'] };
}

async function waitForReady(bench: Bench, status: number, timeoutMs = 60_000): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while ((await ready(bench)).status !== status) {
    if (performance.now() > deadline) throw new Error(`/readyz never became ${status}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

describe('health', () => {
  it.each(['http', 'socket'] as const)('is told over %s', async (transport) => {
    await withGuidepost({ transport }, async (bench) => {
      await waitForReady(bench, 200);
      expect(await ready(bench)).toEqual({ status: 200, slack: 'ok' });
      const alive = await fetch(`http://127.0.0.1:${bench.bot.port}/healthz`);
      expect(alive.status).toBe(200);
      expect(await alive.json()).toEqual({ status: 'alive' });
      const post = await fetch(`http://127.0.0.1:${bench.bot.port}/readyz`, { method: 'POST' });
      expect(post.status).toBe(405);
    });
  });
});

describe('the socket', () => {
  it('comes back after its connections are cut, and is not ready meanwhile', async () => {
    await withGuidepost({ transport: 'socket' }, async (bench) => {
      const { slack } = bench;
      slack.sockets.refuse(true);
      slack.sockets.drop();
      await waitForReady(bench, 503);
      slack.sockets.refuse(false);
      await waitForReady(bench, 200);
      expect(await ready(bench)).toEqual({ status: 200, slack: 'ok' });
    });
  });

  it('that is silent though open is found out and replaced', async () => {
    await withGuidepost({ transport: 'socket' }, async (bench) => {
      const { slack } = bench;
      slack.sockets.refuse(true);
      slack.sockets.goSilent();
      await waitForReady(bench, 503);
      slack.sockets.refuse(false);
      await waitForReady(bench, 200);
      expect(await ready(bench)).toEqual({ status: 200, slack: 'ok' });
    });
  });

  it('loses no command while Slack refreshes its connections one after the other', async () => {
    await withGuidepost({ transport: 'socket' }, async (bench) => {
      const { slack, people, channels } = bench;
      const outcomes: unknown[] = [];
      await slack.sockets.waitForConnections(2);
      for (let i = 0; i < 20; i += 1) {
        if (i % 5 === 2) slack.sockets.disconnect('refresh_requested', 1);
        const { error } = await slack
          .asUser(people.member)
          .command('/guide', 'retries', { channel: channels.general });
        outcomes.push(error);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      expect(outcomes).toEqual(outcomes.map(() => undefined));
    });
  });
});

it('is not ready from the moment that the app is uninstalled, and says so', async () => {
  await withGuidepost({ transport: 'http' }, async ({ slack, bot, waitForLog }) => {
    slack.uninstall();
    const line = await waitForLog({ reason: 'app_uninstalled', level: 50 });
    expect(line['msg']).toMatch(/^Slack refuses our token/);
    const response = await fetch(`http://127.0.0.1:${bot.port}/readyz`);
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({
      digests: expect.stringMatching(/^Slack refuses the token: (app_uninstalled|tokens_revoked)$/),
    });
  });
});
