import { describe, expect, it } from '@jest/globals';
import { manifest } from './manifest.ts';
import { withReceiver } from './with-local-slack.ts';

const subscribed = (...events: string[]) => ({
  ...manifest,
  settings: { ...manifest.settings, event_subscriptions: { bot_events: events } },
});

describe('events', () => {
  it('come signed, with an id, a time and the authorization', async () => {
    const now = () => new Date('2026-11-30T09:00:00Z');
    await withReceiver({ now }, async ({ slack, app, ada, general }) => {
      await slack.asUser(ada).sendMessage(general, 'hello');
      const { installation, workspace } = slack;
      expect(app.received).toHaveLength(1);
      expect(app.received[0]).toMatchObject({
        isSigned: true,
        body: {
          type: 'event_callback',
          api_app_id: installation.appId,
          team_id: workspace.team.id,
          event_id: expect.stringMatching(/^Ev[A-Z0-9]{10}$/),
          event_time: 1_796_029_200,
          authorizations: [{ user_id: installation.botUserId, is_bot: true }],
          event: {
            type: 'message',
            channel_type: 'channel',
            user: ada,
            text: 'hello',
            channel: general,
          },
        },
      });
    });
  });

  it('come only for what the manifest subscribes to', async () => {
    await withReceiver(
      { manifest: subscribed('app_mention') },
      async ({ slack, app, ada, general }) => {
        await slack.asUser(ada).sendMessage(general, 'hello');
        await slack.asUser(ada).mention(general, 'hello');
        expect(app.events()).toMatchObject([
          {
            type: 'app_mention',
            text: `<@${slack.installation.botUserId}> hello`,
            channel: general,
          },
        ]);
      },
    );
  });

  it('come only with the scope', async () => {
    await withReceiver({}, async ({ slack, app, ada, general }) => {
      slack.installation.scopes.delete('channels:history');
      await slack.asUser(ada).sendMessage(general, 'hello');
      expect(app.received).toEqual([]);
    });
  });

  it('come only from channels with the bot', async () => {
    await withReceiver({}, async ({ slack, app, ada }) => {
      const elsewhere = slack.workspace.addChannel({ name: 'elsewhere', members: [ada] }).id;
      await slack.asUser(ada).mention(elsewhere, 'hello');
      expect(app.received).toEqual([]);
    });
  });

  it('tell a direct message from the other kinds, and give it no mention', async () => {
    await withReceiver({}, async ({ slack, app, ada, ben }) => {
      const { botUserId } = slack.installation;
      await slack.asUser(ada).directMessage('@guide hello');
      const group = slack.workspace.openDirectMessage([ada, ben, botUserId]).id;
      await slack.asUser(ada).sendMessage(group, 'hello');
      const secret = { name: 's', kind: 'private', members: [ada, botUserId] } as const;
      await slack.asUser(ada).sendMessage(slack.workspace.addChannel(secret).id, 'hello');
      const types = app.events().map(({ type, channel_type: kind }) => [type, kind]);
      expect(types).toEqual([
        ['message', 'im'],
        ['message', 'mpim'],
        ['message', 'group'],
      ]);
    });
  });

  it("carry the bot's own messages, as Slack does, and never ephemeral ones", async () => {
    await withReceiver({}, async ({ slack, app, client, ada, general }) => {
      const { botId, botUserId, appId } = slack.installation;
      const text = `<@${botUserId}>`;
      await client.chat.postEphemeral({ channel: general, user: ada, text });
      slack.workspace.post({ channel: general, user: 'USLACKBOT', text, ephemeralTo: ada });
      await client.chat.postMessage({ channel: general, text });
      await slack.events.idle();
      expect(app.events()).toMatchObject([
        { type: 'message', bot_id: botId, app_id: appId, user: botUserId },
      ]);
    });
  });

  it('tell of edits and deletions with a subtype', async () => {
    await withReceiver({}, async ({ slack, app, ada, general }) => {
      const person = slack.asUser(ada);
      const { message } = await person.sendMessage(general, 'one');
      const edited = await person.editMessage(message, 'two');
      await person.deleteMessage(edited.message);
      expect(app.events().slice(1)).toMatchObject([
        {
          subtype: 'message_changed',
          message: { text: 'two', edited: { user: ada } },
          previous_message: { text: 'one' },
        },
        { subtype: 'message_deleted', deleted_ts: message.ts },
      ]);
    });
  });

  it('tell of a mention again when it is edited, but not when a link in it is unfurled', async () => {
    await withReceiver({}, async ({ slack, app, client, ada, general }) => {
      const person = slack.asUser(ada);
      const url = 'https://guide.example/a';
      const { message } = await person.sendMessage(general, url);
      await person.editMessage(message, `@guide ${url}`);
      await client.chat.unfurl({ channel: general, ts: message.ts, unfurls: { [url]: {} } });
      await slack.events.idle();
      const mentions = app.events().filter(({ type }) => type === 'app_mention');
      expect(mentions).toMatchObject([{ ts: message.ts, edited: { user: ada } }]);
    });
  });

  it('carry the thread', async () => {
    await withReceiver({}, async ({ slack, app, ada, ben, general }) => {
      const { message } = await slack.asUser(ada).sendMessage(general, 'root');
      await slack.asUser(ben).sendMessage(general, 'reply', { thread: message.ts });
      expect(app.events().at(-1)).toMatchObject({ thread_ts: message.ts, parent_user_id: ada });
    });
  });

  it('tell of what happens to channels, private ones in words of their own', async () => {
    await withReceiver({}, async ({ slack, app, ada, ben, general }) => {
      const { botUserId } = slack.installation;
      const secret = slack.workspace.addChannel({ name: 's', kind: 'private', members: [ada] }).id;
      slack.archive(secret, ada);
      slack.inviteBot(secret, ada);
      slack.archive(secret, ada);
      slack.archive(general, ada);
      slack.unarchive(general, ben);
      slack.rename(general, 'lobby');
      const { id } = slack.workspace.changeChannelId(general);
      slack.workspace.deleteChannel(id, ada);
      await slack.events.idle();
      expect(app.events()).toMatchObject([
        { type: 'member_joined_channel', channel: secret, user: botUserId, inviter: ada },
        { type: 'group_archive', channel: secret, user: ada },
        { type: 'channel_archive', channel: general, user: ada },
        { type: 'channel_unarchive', channel: general, user: ben },
        { type: 'channel_rename', channel: { id: general, name: 'lobby' } },
        { type: 'channel_id_changed', old_channel_id: general, new_channel_id: id },
        { type: 'channel_deleted', channel: id },
      ]);
    });
  });

  it('tell of people who come only where the bot is, and of its own going', async () => {
    const manifest = subscribed('member_joined_channel', 'channel_left');
    await withReceiver({ manifest }, async ({ slack, app, ada, ben, general }) => {
      const elsewhere = slack.workspace.addChannel({ name: 'x', members: [ada] }).id;
      const eve = slack.workspace.addUser({ name: 'eve' }).id;
      slack.workspace.join(elsewhere, ben);
      slack.workspace.join(general, eve);
      slack.removeBot(general, ada);
      await slack.events.idle();
      expect(app.events()).toMatchObject([
        { type: 'member_joined_channel', channel: general, user: eve },
        { type: 'channel_left', channel: general, actor_id: ada },
      ]);
    });
  });

  it('tell of an opened Home tab with what was published before', async () => {
    await withReceiver({}, async ({ slack, app, client, ada }) => {
      await slack.asUser(ada).openHome();
      await client.views.publish({ user_id: ada, view: { type: 'home', blocks: [] } });
      await slack.asUser(ada).openHome();
      const [first, second] = app.events();
      expect(first).toMatchObject({ type: 'app_home_opened', user: ada, tab: 'home' });
      expect(first).not.toHaveProperty('view');
      expect(second).toMatchObject({ view: { type: 'home' } });
    });
  });

  it('tell of links of the domains in the manifest', async () => {
    await withReceiver({}, async ({ slack, app, ada, general }) => {
      await slack
        .asUser(ada)
        .sendMessage(general, 'https://x.example https://guide.example/a?b=1&c=2');
      expect(app.events().at(-1)).toMatchObject({
        type: 'link_shared',
        links: [{ domain: 'guide.example', url: 'https://guide.example/a?b=1&c=2' }],
      });
    });
  });

  it('tell of the end of the installation', async () => {
    await withReceiver({}, async ({ slack, app }) => {
      slack.uninstall();
      await slack.events.idle();
      expect(app.events().map(({ type }) => type)).toEqual(['app_uninstalled', 'tokens_revoked']);
    });
  });

  it('mark channels that are shared', async () => {
    await withReceiver({}, async ({ slack, app, ada }) => {
      const members = [ada, slack.installation.botUserId];
      const shared = slack.workspace.addChannel({ name: 'x', members, isExtShared: true }).id;
      await slack.asUser(ada).sendMessage(shared, 'hello');
      expect(app.received[0]?.body).toMatchObject({ is_ext_shared_channel: true });
    });
  });
});

describe('an event that is not acknowledged', () => {
  const retryDelaysMs = [0, 10, 20];

  it('comes again three times, unchanged, with number and reason', async () => {
    await withReceiver({ retryDelaysMs }, async ({ slack, app, ada, general }) => {
      app.replyNext({ status: 500 }, { status: 500 }, { status: 503 }, { status: 500 });
      await slack.asUser(ada).sendMessage(general, 'hello');
      await slack.events.idle();
      const retries = app.received.map(({ headers }) => [
        headers['x-slack-retry-num'],
        headers['x-slack-retry-reason'],
      ]);
      expect(retries).toEqual([
        [undefined, undefined],
        ['1', 'http_error'],
        ['2', 'http_error'],
        ['3', 'http_error'],
      ]);
      expect(new Set(app.received.map(({ body }) => body['event_id'])).size).toBe(1);
      expect(app.received.every(({ isSigned }) => isSigned)).toBe(true);
    });
  });

  it('comes no more once it is acknowledged, or when the app asks for no retry', async () => {
    await withReceiver({ retryDelaysMs }, async ({ slack, app, ada, general }) => {
      app.replyNext({ status: 500 });
      await slack.asUser(ada).sendMessage(general, 'hello');
      await slack.events.idle();
      expect(app.received).toHaveLength(2);
      app.replyNext({ status: 500, headers: { 'x-slack-no-retry': '1' } });
      await slack.asUser(ada).sendMessage(general, 'hello');
      await slack.events.idle();
      expect(app.received).toHaveLength(3);
    });
  });

  it('comes again after a timeout, and says so', async () => {
    await withReceiver(
      { retryDelaysMs, ackDeadlineMs: 500 },
      async ({ slack, app, ada, general }) => {
        app.replyNext({ afterMs: 1000 });
        const { deliveries } = await slack.asUser(ada).sendMessage(general, 'hello');
        expect(deliveries).toMatchObject([{ ok: false, error: 'operation_timeout' }]);
        await slack.events.idle();
        expect(app.received[1]?.headers['x-slack-retry-reason']).toBe('http_timeout');
      },
    );
  });

  it('waits as long as Slack does unless told otherwise, and close does not wait', async () => {
    await withReceiver({}, async ({ slack, app, ada, general }) => {
      app.replyNext({ status: 500 }, { status: 500 });
      await slack.asUser(ada).sendMessage(general, 'hello');
      await slack.waitFor(() => (app.received.length === 2 ? true : undefined));
      await slack.close();
      expect(app.received).toHaveLength(2);
      await slack.listen();
    });
  });

  it('can come twice though it was acknowledged', async () => {
    await withReceiver({}, async ({ slack, app, ada, general }) => {
      slack.events.duplicateNext();
      await slack.asUser(ada).sendMessage(general, 'one');
      await slack.asUser(ada).sendMessage(general, 'two');
      expect(app.events().map(({ text }) => text)).toEqual(['one', 'one', 'two']);
      await slack.events.sendAgain(String(app.received[0]?.body['event_id']));
      expect(app.events().at(-1)).toMatchObject({ text: 'one' });
    });
  });
});
