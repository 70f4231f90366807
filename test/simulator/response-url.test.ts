import { describe, expect, it } from '@jest/globals';
import { actions, button, divider } from './blocks.ts';
import { withLocalSlack, type Scene } from './with-local-slack.ts';

const minuteMs = 60_000;

/** The response URL of a command that Ada types. */
function urlOf({ slack, ada, general }: Scene): string {
  const use = { user: ada, channel: general, command: '/guide', text: '' };
  return String(slack.buildCommand(use).body['response_url']);
}

async function reply(url: string, body: object | string) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const response = await fetch(url, { method: 'POST', body: text });
  return { status: response.status, text: await response.text() };
}

describe('a response URL', () => {
  it('works five times', async () => {
    await withLocalSlack({}, async (scene) => {
      const url = urlOf(scene);
      for (let use = 0; use < 5; use += 1) {
        expect(await reply(url, { text: 'x' })).toEqual({ status: 200, text: 'ok' });
      }
      const sixth = await reply(url, { text: 'x' });
      expect(sixth.status).toBe(404);
      expect(JSON.parse(sixth.text)).toEqual({ ok: false, error: 'used_url' });
      expect(scene.slack.messagesSeenBy(scene.ada, scene.general)).toHaveLength(5);
    });
  });

  it('works for half an hour', async () => {
    let at = Date.parse('2026-11-30T09:00:00Z');
    await withLocalSlack({ now: () => new Date(at) }, async (scene) => {
      const url = urlOf(scene);
      at += 30 * minuteMs;
      expect(await reply(url, { text: 'x' })).toMatchObject({ status: 200 });
      at += 1;
      const late = await reply(url, { text: 'x' });
      expect(late.status).toBe(404);
      expect(JSON.parse(late.text)).toEqual({ ok: false, error: 'expired_url' });
    });
  });

  it('shows which command is answered, however late', async () => {
    await withLocalSlack({}, async ({ slack, ada, general }) => {
      const use = { user: ada, channel: general, command: '/guide', text: '' };
      const [first, second] = [slack.buildCommand(use).body, slack.buildCommand(use).body];
      await reply(String(second['response_url']), { text: 'two' });
      await reply(String(first['response_url']), { text: 'one' });
      expect(slack.messagesSeenBy(ada, general)).toMatchObject([
        { text: 'two', answers: second['trigger_id'] },
        { text: 'one', answers: first['trigger_id'] },
      ]);
    });
  });

  it('replies to one person, or to all when asked, in a thread when asked', async () => {
    await withLocalSlack({}, async (scene) => {
      const { slack, ada, ben, general } = scene;
      const url = urlOf(scene);
      await reply(url, { text: 'one', blocks: [divider] });
      await reply(url, {
        text: 'all',
        response_type: 'in_channel',
        thread_ts: '1234567890.123456',
      });
      expect(slack.messagesSeenBy(ada, general).map(({ text }) => text)).toEqual(['one', 'all']);
      expect(slack.messagesSeenBy(ben, general)).toMatchObject([
        { text: 'all', threadTs: '1234567890.123456' },
      ]);
    });
  });

  it('truncates text at 40,000 characters', async () => {
    await withLocalSlack({}, async (scene) => {
      await reply(urlOf(scene), { text: 'x'.repeat(40_001) });
      const [message] = scene.slack.messagesSeenBy(scene.ada, scene.general);
      expect(message?.text).toHaveLength(40_000);
    });
  });

  it('needs neither a scope nor membership', async () => {
    await withLocalSlack({}, async (scene) => {
      const { slack, general } = scene;
      const url = urlOf(scene);
      slack.installation.scopes.clear();
      slack.removeBot(general);
      expect(await reply(url, { text: 'x' })).toMatchObject({ status: 200 });
    });
  });

  it.each([
    [{}, 'no_text'],
    [{ blocks: [{ type: 'sparkle' }] }, 'invalid_blocks'],
    ['not json', 'invalid_payload'],
    [{ text: 'x', replace_original: 'yes' }, 'invalid_payload'],
  ])('refuses %j, and the use counts', async (body, error) => {
    await withLocalSlack({}, async (scene) => {
      const url = urlOf(scene);
      for (let use = 0; use < 5; use += 1) {
        const refused = await reply(url, body);
        expect(refused.status).toBe(400);
        expect(JSON.parse(refused.text)).toMatchObject({ ok: false, error });
      }
      expect(JSON.parse((await reply(url, { text: 'x' })).text)).toMatchObject({
        error: 'used_url',
      });
    });
  });

  it('has no original to replace for a command', async () => {
    await withLocalSlack({}, async (scene) => {
      const url = urlOf(scene);
      await reply(url, { text: 'one' });
      await reply(url, { text: 'two', replace_original: true });
      const seen = scene.slack.messagesSeenBy(scene.ada, scene.general);
      expect(seen.map(({ text }) => text)).toEqual(['one', 'two']);
    });
  });

  it('is new with each interaction, and replaces or deletes what was acted on', async () => {
    await withLocalSlack({}, async (scene) => {
      const { slack, ada, general } = scene;
      await reply(urlOf(scene), { text: 'one', blocks: [actions(button({ action_id: 'more' }))] });
      const press = async () => {
        const [message] = slack.messagesSeenBy(ada, general);
        if (message === undefined) throw new Error('no message');
        const { sent } = await slack.asUser(ada).click(message, 'more');
        return String(sent.body['response_url']);
      };
      const first = await press();
      const second = await press();
      expect(first).not.toBe(second);
      await reply(first, { text: 'two', replace_original: true, response_type: 'in_channel' });
      const replaced = slack.messagesSeenBy(ada, general);
      // Replacing cannot make public what one person saw.
      expect(replaced).toMatchObject([{ text: 'two', ephemeralTo: ada, edits: [{ text: 'one' }] }]);
      await reply(second, { delete_original: true });
      expect(slack.messagesSeenBy(ada, general)).toEqual([]);
    });
  });

  it('that was never issued is refused as an expired one', async () => {
    await withLocalSlack({}, async ({ slack }) => {
      const url = new URL('/commands/T0/0/0', slack.apiUrl).href;
      expect(await reply(url, { text: 'x' })).toMatchObject({ status: 404 });
    });
  });
});
