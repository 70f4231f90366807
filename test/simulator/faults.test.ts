import { describe, expect, it } from '@jest/globals';
import type { Fault } from '../../simulator/faults.ts';
import { allMethods } from '../../simulator/web-api/all-methods.ts';
import { RateLimits } from '../../simulator/web-api/rate-limits.ts';
import { createClient, withLocalSlack, type Scene } from './with-local-slack.ts';

/** What the client is told of a post that goes wrong, and whether it was made. */
async function postWith(fault: Fault): Promise<{ error: string; posted: number }> {
  let outcome = { error: '', posted: 0 };
  await withLocalSlack({}, async (scene) => {
    scene.slack.faults.next('chat.postMessage', fault);
    const error = await say(scene);
    outcome = { error, posted: scene.slack.messagesSeenBy(scene.ada, scene.general).length };
    expect(await say(scene)).toBe('');
  });
  return outcome;
}

async function say({ client, general }: Scene): Promise<string> {
  try {
    await client.chat.postMessage({ channel: general, text: 'x' });
    return '';
  } catch (error) {
    return String(error);
  }
}

describe('faults on demand', () => {
  it.each<[Fault, RegExp, number]>([
    [{ kind: 'http', status: 500 }, /500/, 0],
    [{ kind: 'http', status: 503, afterEffect: true }, /503/, 1],
    [{ kind: 'error', error: 'internal_error' }, /internal_error/, 0],
    [{ kind: 'error', error: 'internal_error', afterEffect: true }, /internal_error/, 1],
    [{ kind: 'drop', when: 'before' }, /fetch failed/, 0],
    [{ kind: 'drop', when: 'after' }, /fetch failed/, 1],
    [{ kind: 'rateLimited', retryAfterS: 7 }, /rate-limit.*7/, 0],
  ])('%j happens once, then all is well', async (fault, error, posted) => {
    const outcome = await postWith(fault);
    expect(outcome.error).toMatch(error);
    expect(outcome.posted).toBe(posted);
  });

  it('answer late what was done at once', async () => {
    await withLocalSlack({}, async (scene) => {
      const { slack, ada, general } = scene;
      slack.faults.next('chat.postMessage', { kind: 'slow', ms: 200 });
      let isAnswered = false;
      const answer = say(scene).finally(() => (isAnswered = true));
      await slack.waitFor(() => slack.messagesSeenBy(ada, general).at(0));
      expect(isAnswered).toBe(false);
      expect(await answer).toBe('');
    });
  });

  it('befall as many requests as asked, and only those that match', async () => {
    await withLocalSlack({}, async (scene) => {
      const { slack, client, ada, general } = scene;
      const fault = { kind: 'error', error: 'fatal_error' } as const;
      slack.faults.next('chat.postMessage', fault, {
        times: 2,
        when: ({ channel }) => channel === general,
      });
      await client.chat.postMessage({ channel: ada, text: 'x' });
      expect(await say(scene)).toMatch('fatal_error');
      expect(await say(scene)).toMatch('fatal_error');
      expect(await say(scene)).toBe('');
      expect(slack.faults.pending()).toEqual([]);
      slack.faults.next('chat.postMessage', fault);
      expect(slack.faults.pending()).toEqual(['chat.postMessage']);
      slack.faults.clear();
      expect(await say(scene)).toBe('');
    });
  });

  it('befall response URLs and the opening of sockets too', async () => {
    await withLocalSlack({}, async ({ slack, ada, general }) => {
      slack.faults.next('response_url', { kind: 'http', status: 500, afterEffect: true });
      const use = { user: ada, channel: general, command: '/guide', text: '' };
      const url = String(slack.buildCommand(use).body['response_url']);
      const response = await fetch(url, { method: 'POST', body: '{"text":"x"}' });
      expect(response.status).toBe(500);
      expect(slack.messagesSeenBy(ada, general)).toHaveLength(1);
      slack.faults.next('apps.connections.open', { kind: 'error', error: 'internal_error' });
      const client = createClient(slack, slack.installation.appToken);
      await expect(client.apps.connections.open()).rejects.toThrow('internal_error');
    });
  });
});

describe('rate limits', () => {
  const atNine = Date.parse('2026-11-30T09:00:00Z');

  it('let a channel have one message a second and a short burst', async () => {
    let at = atNine;
    const options = { rateLimiting: 'strict', now: () => new Date(at) } as const;
    await withLocalSlack(options, async (scene) => {
      for (let count = 0; count < 3; count += 1) expect(await say(scene)).toBe('');
      expect(await say(scene)).toMatch('rate');
      expect(scene.slack.traffic.list('chat.postMessage').at(-1)).toMatchObject({
        status: 429,
        response: { ok: false, error: 'ratelimited' },
      });
      at += 999;
      expect(await say(scene)).toMatch('rate');
      at += 1;
      expect(await say(scene)).toBe('');
      expect(await say(scene)).toMatch('rate');
      await scene.client.chat.postMessage({ channel: scene.ada, text: 'another channel' });
    });
  });

  it.each([
    ['apps.connections.open', 10],
    ['conversations.list', 20],
    ['users.list', 20],
    ['conversations.info', 50],
    ['conversations.history', 50],
    ['chat.update', 50],
    ['chat.unfurl', 50],
    ['users.info', 100],
    ['chat.postEphemeral', 100],
    ['views.open', 100],
  ])('let %s be called %d times a minute', (name, limit) => {
    const limits = new RateLimits({ now: () => new Date(atNine), limiting: 'strict' });
    const method = allMethods.get(name);
    if (method === undefined) throw new Error('no such method');
    const waits = Array.from({ length: limit + 1 }, () => limits.check(method, {}));
    expect(waits.findIndex((seconds) => seconds > 0)).toBe(limit);
  });

  it('say how long to wait, and count each method for itself', async () => {
    let at = atNine;
    const options = { rateLimiting: 'strict', now: () => new Date(at) } as const;
    await withLocalSlack(options, async ({ slack, client }) => {
      for (let count = 0; count < 20; count += 1) await client.conversations.list();
      const list = () =>
        fetch(`${slack.apiUrl}conversations.list`, {
          headers: { authorization: `Bearer ${slack.installation.botToken}` },
        });
      const refused = await list();
      expect(refused.status).toBe(429);
      expect(refused.headers.get('retry-after')).toBe('3');
      at += 3000;
      expect((await list()).status).toBe(200);
      await client.users.info({ user: slack.installation.botUserId });
    });
  });

  it('bound all posts of a workspace', async () => {
    const options = { rateLimiting: 'strict', now: () => new Date(atNine) } as const;
    await withLocalSlack(options, async ({ slack, client, ada }) => {
      const members = [ada, slack.installation.botUserId];
      const outcomes = [];
      for (let index = 0; index < 301; index += 1) {
        const channel = slack.workspace.addChannel({ name: `c${index}`, members }).id;
        outcomes.push(await client.chat.postMessage({ channel, text: 'x' }).catch(String));
      }
      expect(outcomes.filter((outcome) => typeof outcome === 'string')).toHaveLength(1);
    });
  });

  it('are not met by an ordinary test, and can be switched off', async () => {
    await withLocalSlack({ now: () => new Date(atNine) }, async (scene) => {
      for (let count = 0; count < 50; count += 1) expect(await say(scene)).toBe('');
      scene.slack.rateLimits.limiting = 'off';
      for (let count = 0; count < 300; count += 1) expect(await say(scene)).toBe('');
    });
  });
});
