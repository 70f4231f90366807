import { describe, expect, it } from '@jest/globals';
import { createHttpSender } from '../../simulator/delivery/send-over-http.ts';
import { actions, button, divider, option, options, plain, section, select } from './blocks.ts';
import { createHttpApp, startHttpApp } from './bolt-app.ts';
import { manifest } from './manifest.ts';
import { withLocalSlack, withReceiver, type Scene } from './with-local-slack.ts';

describe('a command', () => {
  it('carries what Slack sends', async () => {
    await withReceiver({}, async ({ slack, app, ada, general }) => {
      await slack.asUser(ada).command('/guide', 'retries', { channel: general });
      const { installation, workspace } = slack;
      expect(app.received).toMatchObject([
        {
          isSigned: true,
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          body: {
            command: '/guide',
            text: 'retries',
            user_id: ada,
            user_name: 'ada',
            channel_id: general,
            channel_name: 'general',
            team_id: workspace.team.id,
            api_app_id: installation.appId,
            is_enterprise_install: 'false',
            response_url: expect.stringContaining('/commands/'),
            trigger_id: expect.any(String),
          },
        },
      ]);
    });
  });

  it('is escaped when the manifest says so, and raw when not', async () => {
    await withReceiver({}, async ({ slack, app, ada, ben, general }) => {
      const secret = { name: 'secret', kind: 'private', members: [ada] } as const;
      const hidden = slack.workspace.addChannel(secret).id;
      const text =
        'ask @ben in #general or #secret about https://x.example?a&b, a<b & @nobody @here';
      await slack.asUser(ada).command('/guide', text, { channel: general });
      await slack.asUser(ada).command('/raw', text, { channel: general });
      expect(app.received.map(({ body }) => body['text'])).toEqual([
        `ask <@${ben}|ben> in <#${general}|general> or <#${hidden}|> about ` +
          '<https://x.example?a&amp;b>, a&lt;b &amp; @nobody @here',
        text,
      ]);
    });
  });

  it.each([
    ['plain words', 'Hello', { text: 'Hello', ephemeral: true }],
    ['JSON', { text: 'Hello' }, { text: 'Hello', ephemeral: true }],
    [
      'JSON for all',
      { text: 'Hello', response_type: 'in_channel' },
      { text: 'Hello', ephemeral: false },
    ],
  ])('shows %s of the acknowledgement', async (_, body, expected) => {
    await withReceiver({}, async ({ slack, app, ada, ben, general }) => {
      app.replyNext({ body });
      await slack.asUser(ada).command('/guide', '', { channel: general });
      expect(slack.messagesSeenBy(ada, general)).toMatchObject([{ text: expected.text }]);
      expect(slack.messagesSeenBy(ben, general)).toHaveLength(expected.ephemeral ? 0 : 1);
    });
  });

  it.each([
    ['a failure', { status: 500 }, 'dispatch_failed'],
    ['wrong blocks', { body: { blocks: [{ type: 'sparkle' }] } }, 'invalid_blocks'],
    ['silence', { afterMs: 1000 }, 'operation_timeout'],
  ])('shows an error after %s, to the asker alone', async (_, reply, error) => {
    await withReceiver({ ackDeadlineMs: 500 }, async ({ slack, app, ada, ben, general }) => {
      app.replyNext(reply);
      const result = await slack.asUser(ada).command('/guide', '', { channel: general });
      expect(result).toMatchObject({ ok: false, error });
      expect(slack.messagesSeenBy(ada, general)).toMatchObject([
        { user: 'USLACKBOT', text: `/guide failed with the error "${error}"` },
      ]);
      expect(slack.messagesSeenBy(ben, general)).toEqual([]);
    });
  });

  it('is not there for a foreign name or for people of another organisation', async () => {
    await withReceiver({}, async ({ slack, app, ada, general }) => {
      const eve = slack.workspace.addUser({ name: 'eve', kind: 'stranger' }).id;
      slack.workspace.join(general, eve);
      const unknown = await slack.asUser(ada).command('/other', '', { channel: general });
      const foreign = await slack.asUser(eve).command('/guide', '', { channel: general });
      expect([unknown.error, foreign.error]).toEqual([
        'not_a_valid_command',
        'not_a_valid_command',
      ]);
      expect(app.received).toEqual([]);
    });
  });

  it('names direct messages and private channels as Slack does', async () => {
    await withReceiver({}, async ({ slack, app, ada }) => {
      const { botUserId } = slack.installation;
      const secret = slack.workspace.addChannel({ name: 's', kind: 'private', members: [ada] }).id;
      const direct = slack.workspace.openDirectMessage([ada, botUserId]).id;
      for (const channel of [secret, direct])
        await slack.asUser(ada).command('/guide', '', { channel });
      const names = app.received.map(({ body }) => body['channel_name']);
      expect(names).toEqual(['privategroup', 'directmessage']);
    });
  });
});

describe('signed HTTP, checked by the real Bolt', () => {
  it('is refused with a wrong secret or an old time, and taken when right', async () => {
    await withLocalSlack({}, async ({ slack, ada, general }) => {
      const app = createHttpApp(slack);
      app.command('/guide', async ({ ack }) => {
        await ack('hello');
      });
      const url = await startHttpApp(app, slack);
      const right = {
        url,
        signingSecret: slack.installation.signingSecret,
        wallClock: () => new Date(),
        deadlineMs: 1000,
      };
      const use = { user: ada, channel: general, command: '/guide', text: '' };
      const send = (change: Partial<typeof right>) =>
        createHttpSender({ ...right, ...change })(slack.buildCommand(use));
      const longAgo = () => new Date(Date.now() - 6 * 60_000);
      expect(await send({})).toMatchObject({ ok: true, status: 200, body: 'hello' });
      expect(await send({ signingSecret: 'wrong' })).toMatchObject({ ok: false, status: 401 });
      expect(await send({ wallClock: longAgo })).toMatchObject({ ok: false, status: 401 });
      await app.stop();
    });
  });
});

describe('what people type', () => {
  it('becomes references, and nothing else does', async () => {
    await withLocalSlack({}, async ({ slack, ada, ben, general }) => {
      const group = slack.workspace.addUserGroup({ handle: 'ops', users: [ben] }).id;
      const typed = async (text: string) =>
        (await slack.asUser(ada).sendMessage(general, text)).message.text;
      expect(await typed('@ben, see #general')).toBe(`<@${ben}>, see <#${general}|general>`);
      expect(await typed('@here @ops')).toBe(`<!here> <!subteam^${group}|@ops>`);
      expect(await typed('<!here> <@U1> &amp;')).toBe('&lt;!here&gt; &lt;@U1&gt; &amp;amp;');
      expect(await typed('(https://x.example/a).')).toBe('(<https://x.example/a>).');
      expect(await typed('@nobody #nowhere a@b')).toBe('@nobody #nowhere a@b');
    });
  });

  it('cannot be typed where there is no composer', async () => {
    await withLocalSlack({}, async ({ slack, ada, general }) => {
      const eve = slack.workspace.addUser({ name: 'eve', kind: 'guest' }).id;
      await expect(slack.asUser(eve).sendMessage(general, 'x')).rejects.toThrow('not in #general');
      await expect(slack.asUser(eve).command('/guide', 'x', { channel: general })).rejects.toThrow(
        'nowhere to type',
      );
      slack.archive(general);
      await expect(slack.asUser(ada).sendMessage(general, 'x')).rejects.toThrow('archived');
    });
    const features = { ...manifest.features, app_home: { messages_tab_enabled: false } };
    await withLocalSlack({ manifest: { ...manifest, features } }, async ({ slack, ada }) => {
      await expect(slack.asUser(ada).directMessage('x')).rejects.toThrow('nobody write');
    });
  });

  it("cannot change other people's messages", async () => {
    await withLocalSlack({}, async ({ slack, ada, ben, general }) => {
      const { message } = await slack.asUser(ada).sendMessage(general, 'x');
      await expect(slack.asUser(ben).editMessage(message, 'y')).rejects.toThrow('no message');
      await expect(slack.asUser(ben).deleteMessage(message)).rejects.toThrow('no message');
    });
  });
});

describe('what people see', () => {
  it('is what they may read', async () => {
    await withLocalSlack({}, async ({ slack, client, ada, ben, general }) => {
      const { botUserId } = slack.installation;
      const guest = slack.workspace.addUser({ name: 'gil', kind: 'guest' }).id;
      const reader = slack.workspace.addUser({ name: 'rae' }).id;
      const secret = { name: 's', kind: 'private', members: [ada, botUserId] } as const;
      const hidden = slack.workspace.addChannel(secret).id;
      for (const channel of [general, hidden])
        await client.chat.postMessage({ channel, text: 'x' });
      const sees = (user: string, channel: string) =>
        slack.messagesSeenBy(user, channel).length > 0;
      expect([ada, ben, reader, guest].map((user) => sees(user, general))).toEqual([
        true,
        true,
        true,
        false,
      ]);
      expect([ada, ben, reader].map((user) => sees(user, hidden))).toEqual([true, false, false]);
    });
  });
});

describe('pressing and choosing', () => {
  const blocks = [
    actions(button({ action_id: 'go', value: 'v' })),
    {
      type: 'actions',
      block_id: 'choose',
      elements: [
        select({ action_id: 'one', options: options(3) }),
        {
          type: 'checkboxes',
          action_id: 'many',
          options: options(3),
          initial_options: [option('o1')],
        },
        { type: 'users_select', action_id: 'who' },
        { type: 'datepicker', action_id: 'when', initial_date: '2026-11-30' },
        { type: 'overflow', action_id: 'more', options: options(2) },
        { type: 'external_select', action_id: 'search' },
      ],
    },
  ];
  const post = async ({ slack, client, ada, general }: Scene) => {
    await client.chat.postMessage({ channel: general, text: 'x', blocks: blocks });
    const message = slack.messagesSeenBy(ada, general).at(-1);
    if (message === undefined) throw new Error('no message');
    await slack.events.idle();
    return message;
  };

  it('tell the app what, where and by whom', async () => {
    await withReceiver({}, async (scene) => {
      const { slack, app, ada, general } = scene;
      const message = await post(scene);
      const { ok } = await slack.asUser(ada).click(message, 'go');
      expect(ok).toBe(true);
      expect(app.received.at(-1)?.body).toMatchObject({
        type: 'block_actions',
        user: { id: ada, name: 'ada' },
        channel: { id: general, name: 'general' },
        container: { type: 'message', message_ts: message.ts, is_ephemeral: false },
        message: { ts: message.ts, bot_id: slack.installation.botId },
        actions: [{ type: 'button', action_id: 'go', value: 'v', text: plain() }],
        state: {
          values: {
            choose: {
              one: { selected_option: null },
              many: { selected_options: [option('o1')] },
              when: { selected_date: '2026-11-30' },
            },
          },
        },
        response_url: expect.stringContaining('/actions/'),
      });
    });
  });

  it('of an ephemeral message carry no message', async () => {
    await withReceiver({}, async (scene) => {
      const { slack, app, client, ada, ben, general } = scene;
      const ephemeral = { channel: general, user: ada, text: 'x', blocks: blocks as never };
      await client.chat.postEphemeral(ephemeral);
      const [message] = slack.messagesSeenBy(ada, general);
      if (message === undefined) throw new Error('no message');
      await slack.asUser(ada).click(message, 'go');
      const body = app.received.at(-1)?.body;
      expect(body).toMatchObject({ container: { is_ephemeral: true } });
      expect(body).not.toHaveProperty('message');
      await expect(slack.asUser(ben).click(message, 'go')).rejects.toThrow(
        'not there for this person',
      );
    });
  });

  it.each([
    ['one', 'o2', { selected_option: option('o2') }],
    ['many', ['o0', 'o2'], { selected_options: [option('o0'), option('o2')] }],
    ['who', 'U1', { selected_user: 'U1' }],
    ['when', '2026-12-01', { selected_date: '2026-12-01' }],
    ['more', 'o1', { selected_option: option('o1') }],
  ])('in %s carry the choice', async (actionId, choice, expected) => {
    await withReceiver({}, async (scene) => {
      const { slack, app, ada } = scene;
      const message = await post(scene);
      await slack.asUser(ada).selectOption(message, actionId, choice);
      expect(app.received.at(-1)?.body).toMatchObject({
        actions: [{ action_id: actionId, block_id: 'choose', ...expected }],
      });
    });
  });

  it('are remembered for the next time, each person their own', async () => {
    await withReceiver({}, async (scene) => {
      const { slack, app, ada, ben } = scene;
      const message = await post(scene);
      await slack.asUser(ada).selectOption(message, 'one', 'o2');
      for (const [user, selected] of [
        [ada, option('o2')],
        [ben, null],
      ] as const) {
        await slack.asUser(user).click(message, 'go');
        expect(app.received.at(-1)?.body).toMatchObject({
          state: { values: { choose: { one: { selected_option: selected } } } },
        });
      }
    });
  });

  it('ask the app for options as somebody types', async () => {
    await withReceiver({}, async (scene) => {
      const { slack, app, ada } = scene;
      const message = await post(scene);
      const many = Array.from({ length: 120 }, (_, index) => option(`s${index}`));
      app.replyNext({ body: { options: many } });
      const { options: offered } = await slack.asUser(ada).suggest(message, 'search', 'ret');
      expect(offered).toHaveLength(100);
      expect(app.received.at(-1)?.body).toMatchObject({
        type: 'block_suggestion',
        action_id: 'search',
        value: 'ret',
      });
    });
  });

  it('need an element that is there, an option that is offered, and interactivity', async () => {
    await withReceiver({}, async (scene) => {
      const person = scene.slack.asUser(scene.ada);
      const message = await post(scene);
      await expect(person.click(message, 'nothing')).rejects.toThrow('there are: go, one');
      await expect(person.selectOption(message, 'one', 'o9')).rejects.toThrow('No option o9');
    });
    const settings = { ...manifest.settings, interactivity: { is_enabled: false } };
    await withReceiver({ manifest: { ...manifest, settings } }, async (scene) => {
      const message = await post(scene);
      const result = await scene.slack.asUser(scene.ada).click(message, 'go');
      expect(result).toMatchObject({ ok: false, error: 'interactivity_disabled' });
      expect(scene.app.received.filter(({ body }) => body['type'] === 'block_actions')).toEqual([]);
    });
  });

  it('work in a Home tab', async () => {
    await withReceiver({}, async ({ slack, app, client, ada }) => {
      const view = { type: 'home', blocks: [divider, section(), ...blocks] } as never;
      await client.views.publish({ user_id: ada, view });
      const home = slack.homeOf(ada);
      if (home === undefined) throw new Error('no home');
      await slack.asUser(ada).click(home, 'go');
      expect(app.received.at(-1)?.body).toMatchObject({
        container: { type: 'view', view_id: home.id },
        view: { id: home.id, type: 'home' },
      });
      expect(app.received.at(-1)?.body).not.toHaveProperty('response_url');
    });
  });

  it('use shortcuts, on a message and from anywhere', async () => {
    await withReceiver({}, async (scene) => {
      const { slack, app, ada, general } = scene;
      const message = await post(scene);
      await slack.asUser(ada).shortcut('find', message);
      expect(app.received.at(-1)?.body).toMatchObject({
        type: 'message_action',
        callback_id: 'find',
        channel: { id: general },
        message: { ts: message.ts },
        response_url: expect.any(String),
      });
      await slack.asUser(ada).shortcut('ask');
      expect(app.received.at(-1)?.body).toMatchObject({ type: 'shortcut', callback_id: 'ask' });
      expect(app.received.at(-1)?.body).not.toHaveProperty('channel');
      expect(() => slack.asUser(ada).shortcut('find')).toThrow('no global shortcut');
    });
  });
});
