import { describe, expect, it } from '@jest/globals';
import type bolt from '@slack/bolt';
import type { LocalSlack } from '../../simulator/local-slack.ts';
import { createHttpApp, createSocketApp, startHttpApp } from './bolt-app.ts';
import { withLocalSlack, type Scene } from './with-local-slack.ts';

async function startSocketApp(app: bolt.App): Promise<void> {
  await app.start();
}

const ways = [
  { way: 'Socket Mode', create: createSocketApp, start: startSocketApp },
  { way: 'signed HTTP', create: createHttpApp, start: startHttpApp },
];

describe.each(ways)('a Bolt app over $way', ({ create, start }) => {
  async function withApp(
    register: (app: bolt.App) => void,
    run: (scene: Scene) => Promise<void>,
    options: Partial<Parameters<typeof withLocalSlack>[0]> = {},
  ): Promise<void> {
    await withLocalSlack(options, async (scene) => {
      const app = create(scene.slack);
      register(app);
      await start(app, scene.slack satisfies LocalSlack);
      try {
        await run(scene);
      } finally {
        await app.stop();
      }
    });
  }

  it('answers a command for the asker alone', async () => {
    await withApp(
      (app) => {
        app.command('/guide', async ({ ack, command, respond }) => {
          await ack();
          await respond({ text: `You asked: ${command.text}` });
        });
      },
      async ({ slack, ada, ben, general }) => {
        const result = await slack.asUser(ada).command('/guide', 'retries', { channel: general });
        expect(result).toMatchObject({ ok: true, error: undefined });
        const reply = await slack.waitFor(() => slack.messagesSeenBy(ada, general).at(-1));
        expect(reply).toMatchObject({ text: 'You asked: retries', ephemeralTo: ada });
        expect(slack.messagesSeenBy(ben, general)).toEqual([]);
      },
    );
  });

  it('hears a mention and answers in its thread', async () => {
    await withApp(
      (app) => {
        app.event('app_mention', async ({ event, client }) => {
          await client.chat.postMessage({
            channel: event.channel,
            thread_ts: event.ts,
            text: 'Here',
          });
        });
      },
      async ({ slack, ada, ben, general }) => {
        const { message } = await slack.asUser(ada).mention(general, 'retries?');
        const answer = await slack.waitFor(() =>
          slack
            .messagesSeenBy(ben, general, { thread: message.ts })
            .find(({ text }) => text === 'Here'),
        );
        expect(answer.threadTs).toBe(message.ts);
      },
    );
  });

  it('lets a button replace the message it stands in', async () => {
    await withApp(
      (app) => {
        app.command('/guide', async ({ ack }) => {
          await ack({
            text: 'One',
            blocks: [
              {
                type: 'actions',
                elements: [
                  { type: 'button', action_id: 'more', text: { type: 'plain_text', text: 'More' } },
                ],
              },
            ],
          });
        });
        app.action('more', async ({ ack, respond }) => {
          await ack();
          await respond({ text: 'Two', replace_original: true });
        });
      },
      async ({ slack, ada, general }) => {
        await slack.asUser(ada).command('/guide', '', { channel: general });
        const [reply] = slack.messagesSeenBy(ada, general);
        if (reply === undefined) throw new Error('no reply');
        await slack.asUser(ada).click(reply, 'more');
        const replaced = await slack.waitFor(() =>
          slack.messagesSeenBy(ada, general).find(({ text }) => text === 'Two'),
        );
        expect(replaced).toMatchObject({ ts: reply.ts, ephemeralTo: ada, blocks: undefined });
      },
    );
  });

  it('opens a modal, refuses a wrong entry, then closes it', async () => {
    await withApp(
      (app) => {
        app.command('/guide', async ({ ack, client, command }) => {
          await ack();
          await client.views.open({
            trigger_id: command.trigger_id,
            view: {
              type: 'modal',
              callback_id: 'form',
              title: { type: 'plain_text', text: 'Form' },
              submit: { type: 'plain_text', text: 'Go' },
              blocks: [
                {
                  type: 'input',
                  block_id: 'zone',
                  label: { type: 'plain_text', text: 'Zone' },
                  element: { type: 'plain_text_input', action_id: 'zone' },
                },
              ],
            },
          });
        });
        app.view('form', async ({ ack, view }) => {
          const zone = view.state.values['zone']?.['zone']?.value;
          if (zone === 'CET') await ack();
          else await ack({ response_action: 'errors', errors: { zone: 'No such zone' } });
        });
      },
      async ({ slack, ada, general }) => {
        const person = slack.asUser(ada);
        await person.command('/guide', '', { channel: general });
        const view = await slack.waitFor(() => slack.modalsOf(ada).at(-1));
        expect((await person.submitView(view)).errors).toHaveProperty('zone');
        const refused = await person.submitView(view, { zone: 'Mars' });
        expect(refused.errors).toEqual({ zone: 'No such zone' });
        expect(slack.modalsOf(ada)).toHaveLength(1);
        expect((await person.submitView(view, { zone: 'CET' })).errors).toEqual({});
        expect(slack.modalsOf(ada)).toEqual([]);
      },
    );
  });

  it('shows operation_timeout to a person who waits in vain', async () => {
    await withApp(
      (app) => {
        app.command('/guide', async ({ ack }) => {
          await new Promise((resolve) => setTimeout(resolve, 600));
          await ack();
        });
      },
      async ({ slack, ada, general }) => {
        const result = await slack.asUser(ada).command('/guide', 'x', { channel: general });
        expect(result).toMatchObject({ ok: false, error: 'operation_timeout' });
        expect(slack.messagesSeenBy(ada, general).at(-1)?.text).toContain('operation_timeout');
      },
      { ackDeadlineMs: 300 },
    );
  });
});
