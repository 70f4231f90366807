import { describe, expect, it } from '@jest/globals';
import { divider, mrkdwn, section, times, words } from './blocks.ts';
import { call, withLocalSlack, type Scene } from './with-local-slack.ts';

/** Runs one call of `chat.postMessage` in the general channel and gives back what Slack says. */
async function post(
  args: Readonly<Record<string, unknown>>,
  prepare: (scene: Scene) => Readonly<Record<string, unknown>> | undefined = () => undefined,
): Promise<Record<string, unknown>> {
  let answer: Record<string, unknown> = {};
  await withLocalSlack({}, async (scene) => {
    const more = prepare(scene);
    answer = await call(scene.slack, 'chat.postMessage', {
      channel: scene.general,
      ...args,
      ...more,
    });
  });
  return answer;
}

describe('chat.postMessage', () => {
  it.each([
    ['nothing to say', {}, 'no_text'],
    ['only white space', { text: ' \n' }, 'no_text'],
    ['no blocks and no text', { blocks: [] }, 'no_text'],
    ['blocks that are no list', { blocks: '{"type":"divider"}' }, 'invalid_blocks_format'],
    ['blocks that are no JSON', { blocks: '[{' }, 'invalid_blocks_format'],
    [
      'too much in all blocks',
      { blocks: times(5, () => section({ text: mrkdwn(3000) })) },
      'msg_blocks_too_long',
    ],
    [
      'too many attachments',
      { attachments: times(101, () => ({ text: 'x' })) },
      'too_many_attachments',
    ],
    [
      'wrong blocks in an attachment',
      { attachments: [{ blocks: [{ type: 'x' }] }] },
      'invalid_attachments',
    ],
    ['metadata that is no JSON', { text: 'x', metadata: '{' }, 'invalid_metadata_format'],
    [
      'metadata without a type',
      { text: 'x', metadata: { event_payload: {} } },
      'invalid_metadata_schema',
    ],
    [
      'metadata too large',
      { text: 'x', metadata: { event_type: 'x', event_payload: { x: words(16_000) } } },
      'metadata_too_large',
    ],
    ['markdown beside text', { text: 'x', markdown_text: 'x' }, 'markdown_text_conflict'],
    [
      'a thread that is not there',
      { text: 'x', thread_ts: '1234567890.123456' },
      'thread_not_found',
    ],
    ['a channel that is not there', { text: 'x', channel: 'C000' }, 'channel_not_found'],
    ['a channel by its name', { text: 'x', channel: '#general' }, 'channel_not_found'],
  ])('refuses %s', async (_, args, error) => {
    expect(await post(args)).toMatchObject({ ok: false, error });
  });

  it('lists what is wrong with blocks twice, as Slack does', async () => {
    const refusal = await post({ text: 'x', blocks: [{ type: 'sparkle' }] });
    const problem = 'unsupported type: sparkle [json-pointer:/blocks/0/type]';
    expect(refusal).toEqual({
      ok: false,
      error: 'invalid_blocks',
      errors: [problem],
      response_metadata: { messages: [`[ERROR] ${problem}`] },
    });
  });

  it('truncates text at 40,000 characters, with a warning', async () => {
    const answer = await post({ text: words(40_001) });
    expect(answer).toMatchObject({ ok: true, warning: 'message_truncated' });
    expect((answer['message'] as { text: string }).text).toHaveLength(40_000);
  });

  it('posts to a public channel only as a member or with chat:write.public', async () => {
    const elsewhere = ({ slack, ada }: Scene) => ({
      channel: slack.workspace.addChannel({ name: 'elsewhere', members: [ada] }).id,
    });
    expect(await post({ text: 'x' }, elsewhere)).toMatchObject({ error: 'not_in_channel' });
    const allowed = (scene: Scene) => {
      scene.slack.installation.scopes.add('chat:write.public');
      return elsewhere(scene);
    };
    expect(await post({ text: 'x' }, allowed)).toMatchObject({ ok: true });
  });

  it('does not know of a private channel without the bot', async () => {
    const secret = ({ slack, ada }: Scene) => ({
      channel: slack.workspace.addChannel({ name: 's', kind: 'private', members: [ada] }).id,
    });
    expect(await post({ text: 'x' }, secret)).toMatchObject({ error: 'channel_not_found' });
  });

  it('refuses an archived channel, and takes it again when it is back', async () => {
    await withLocalSlack({}, async ({ slack, general }) => {
      const say = () => call(slack, 'chat.postMessage', { channel: general, text: 'x' });
      slack.archive(general);
      expect(await say()).toMatchObject({ error: 'is_archived' });
      slack.unarchive(general);
      expect(await say()).toMatchObject({ ok: true });
      slack.removeBot(general);
      expect(await say()).toMatchObject({ error: 'not_in_channel' });
    });
  });

  it.each([
    ['admins', undefined, 'restricted_action'],
    ['threadsOnly', undefined, 'restricted_action_thread_only_channel'],
    ['noThreads', '1234567890.123456', 'restricted_action_non_threadable_channel'],
  ] as const)('keeps the posting rule %s', async (postingRule, thread, error) => {
    const restrict = ({ slack, general }: Scene) => {
      slack.workspace.changeChannel(general, { postingRule });
      return thread === undefined ? undefined : { thread_ts: thread };
    };
    expect(await post({ text: 'x' }, restrict)).toMatchObject({ error });
  });

  it("writes to a person by their id, and to nobody where the app's messages are off", async () => {
    await withLocalSlack({}, async ({ slack, ada }) => {
      const answer = await call(slack, 'chat.postMessage', { channel: ada, text: 'x' });
      expect(answer['channel']).toMatch(/^D/);
      expect(slack.messagesSeenBy(ada, String(answer['channel']))).toHaveLength(1);
      const bot = slack.workspace.addUser({ name: 'other', kind: 'bot' }).id;
      expect(await call(slack, 'chat.postMessage', { channel: bot, text: 'x' })).toMatchObject({
        error: 'cannot_dm_bot',
      });
    });
    const manifest = {
      display_information: { name: 'x' },
      oauth_config: { scopes: { bot: ['chat:write'] } },
    };
    await withLocalSlack({ manifest }, async ({ slack, ada }) => {
      expect(await call(slack, 'chat.postMessage', { channel: ada, text: 'x' })).toMatchObject({
        error: 'messages_tab_disabled',
      });
    });
  });

  it('puts a reply to a reply into the thread, and shows a broadcast one in the channel', async () => {
    await withLocalSlack({}, async ({ client, general }) => {
      const root = (await client.chat.postMessage({ channel: general, text: 'root' })).ts ?? '';
      const reply = await client.chat.postMessage({
        channel: general,
        text: 'reply',
        thread_ts: root,
      });
      await client.chat.postMessage({
        channel: general,
        text: 'loud',
        thread_ts: reply.ts ?? '',
        reply_broadcast: true,
      });
      const { messages } = await client.conversations.history({ channel: general });
      expect(messages?.map(({ text }) => text)).toEqual(['loud', 'root']);
      const thread = await client.conversations.replies({ channel: general, ts: root });
      expect(thread.messages?.map(({ text }) => text)).toEqual(['root', 'reply', 'loud']);
      expect(messages?.[1]).toMatchObject({ reply_count: 2, thread_ts: root });
    });
  });

  it('gives every block and element an id, as Slack stores them', async () => {
    await withLocalSlack({}, async ({ slack, client, ada, general }) => {
      const button = { type: 'button', text: { type: 'plain_text', text: 'x' } } as const;
      const blocks = [divider, { type: 'actions', elements: [button] }];
      await client.chat.postMessage({ channel: general, text: 'x', blocks });
      const [message] = slack.messagesSeenBy(ada, general);
      expect(message?.blocks?.[0]).toMatchObject({ block_id: expect.any(String) });
      expect(message?.blocks?.[1]).toMatchObject({ elements: [{ action_id: expect.any(String) }] });
    });
  });
});

describe('chat.postEphemeral', () => {
  it('is seen by its addressee alone, and is in no history', async () => {
    await withLocalSlack({}, async ({ slack, client, ada, ben, general }) => {
      await client.chat.postEphemeral({ channel: general, user: ada, text: 'psst' });
      expect(slack.messagesSeenBy(ada, general)).toHaveLength(1);
      expect(slack.messagesSeenBy(ben, general)).toEqual([]);
      expect((await client.conversations.history({ channel: general })).messages).toEqual([]);
    });
  });

  it('refuses a person who is not there, a channel without the bot, and too long a text', async () => {
    await withLocalSlack({}, async ({ slack, ada, general }) => {
      const whisper = (args: object) =>
        call(slack, 'chat.postEphemeral', { channel: general, user: ada, text: 'x', ...args });
      const stranger = slack.workspace.addUser({ name: 'eve', kind: 'stranger' }).id;
      expect(await whisper({ user: stranger })).toMatchObject({ error: 'user_not_in_channel' });
      expect(await whisper({ text: words(40_001) })).toMatchObject({ error: 'msg_too_long' });
      slack.installation.scopes.add('chat:write.public');
      slack.removeBot(general);
      expect(await whisper({})).toMatchObject({ error: 'not_in_channel' });
    });
  });
});

describe('chat.update and chat.delete', () => {
  it('change what the bot posted, and keep the earlier version', async () => {
    await withLocalSlack({}, async ({ slack, client, ada, general }) => {
      const { ts = '' } = await client.chat.postMessage({ channel: general, text: 'one' });
      await client.chat.update({ channel: general, ts, text: 'two' });
      const [message] = slack.messagesSeenBy(ada, general);
      expect(message).toMatchObject({ text: 'two', edits: [{ text: 'one' }] });
      await client.chat.delete({ channel: general, ts });
      expect(slack.messagesSeenBy(ada, general)).toEqual([]);
    });
  });

  it('have new text take the place of blocks, and show an edit of text alone', async () => {
    await withLocalSlack({}, async ({ slack, client, ada, general }) => {
      const { ts = '' } = await client.chat.postMessage({ channel: general, text: 'one' });
      const seen = () => slack.messagesSeenBy(ada, general)[0];
      const both = { channel: general, ts, text: 'two', blocks: [divider] };
      await client.chat.update(both);
      expect(seen()).toMatchObject({ text: 'two', blocks: [{ type: 'divider' }] });
      expect(seen()?.editedBy).toBeUndefined();
      await call(slack, 'chat.update', { channel: general, ts, attachments: [{ text: 'x' }] });
      expect(seen()?.blocks).toHaveLength(1);
      await client.chat.update({ channel: general, ts, text: 'three' });
      expect(seen()).toMatchObject({ blocks: undefined, editedBy: slack.installation.botUserId });
    });
  });

  it('refuse what is not there, not theirs, ephemeral or too long', async () => {
    await withLocalSlack({}, async ({ slack, client, ada, general }) => {
      const change = (ts: string, text = 'x') =>
        call(slack, 'chat.update', { channel: general, ts, text });
      const { message } = await slack.asUser(ada).sendMessage(general, 'mine');
      const ephemeral = await client.chat.postEphemeral({ channel: general, user: ada, text: 'x' });
      const { ts = '' } = await client.chat.postMessage({ channel: general, text: 'x' });
      expect(await change('1234567890.123456')).toMatchObject({ error: 'message_not_found' });
      expect(await change(message.ts)).toMatchObject({ error: 'cant_update_message' });
      expect(await change(ephemeral.message_ts ?? '')).toMatchObject({
        error: 'message_not_found',
      });
      expect(await change(ts, words(4001))).toMatchObject({ error: 'msg_too_long' });
      expect(await change(ts, words(4000))).toMatchObject({ ok: true });
      expect(await call(slack, 'chat.delete', { channel: general, ts: message.ts })).toMatchObject({
        error: 'cant_delete_message',
      });
    });
  });
});

describe('what cannot be answered or changed', () => {
  it('is an ephemeral message, or one in an archived channel', async () => {
    await withLocalSlack({}, async ({ slack, client, ada, general }) => {
      const ephemeral = await client.chat.postEphemeral({ channel: general, user: ada, text: 'x' });
      const reply = { channel: general, text: 'x', thread_ts: ephemeral.message_ts };
      expect(await call(slack, 'chat.postMessage', reply)).toMatchObject({
        error: 'cannot_reply_to_message',
      });
      const { ts = '' } = await client.chat.postMessage({ channel: general, text: 'x' });
      slack.archive(general);
      for (const method of ['chat.update', 'chat.delete']) {
        const change = { channel: general, ts, text: 'y' };
        expect(await call(slack, method, change)).toMatchObject({ error: 'is_archived' });
      }
    });
  });
});

describe('metadata', () => {
  it('is stored, and comes back only when asked for', async () => {
    await withLocalSlack({}, async ({ slack, client, general }) => {
      const metadata = { event_type: 'digest', event_payload: { run: '42' } };
      const posted = await client.chat.postMessage({ channel: general, text: 'x', metadata });
      expect(posted.message).not.toHaveProperty('metadata');
      const history = (args: object) =>
        call(slack, 'conversations.history', { channel: general, ...args });
      expect(await history({})).not.toHaveProperty('messages.0.metadata');
      expect(await history({ include_all_metadata: true })).toHaveProperty(
        'messages.0.metadata',
        metadata,
      );
    });
  });
});

describe('permalinks, reactions and previews', () => {
  it('give a link, and message_not_found for nothing', async () => {
    await withLocalSlack({}, async ({ slack, client, general }) => {
      const { ts = '' } = await client.chat.postMessage({ channel: general, text: 'x' });
      const { permalink } = await client.chat.getPermalink({ channel: general, message_ts: ts });
      expect(permalink).toBe(`https://local.slack.com/archives/${general}/p${ts.replace('.', '')}`);
      const missing = { channel: general, message_ts: '1234567890.123456' };
      expect(await call(slack, 'chat.getPermalink', missing)).toMatchObject({
        error: 'message_not_found',
      });
    });
  });

  it('react once', async () => {
    await withLocalSlack({}, async ({ slack, client, general }) => {
      const { ts = '' } = await client.chat.postMessage({ channel: general, text: 'x' });
      const react = (name: string) =>
        call(slack, 'reactions.add', { channel: general, timestamp: ts, name });
      expect(await react('wave')).toMatchObject({ ok: true });
      expect(await react('wave')).toMatchObject({ error: 'already_reacted' });
      expect(await react(':wave:')).toMatchObject({ error: 'invalid_name' });
    });
  });

  it("unfurl a link of the app's own domain that stands in the message", async () => {
    await withLocalSlack({}, async ({ slack, ada, general }) => {
      const { message } = await slack
        .asUser(ada)
        .sendMessage(general, 'see https://guide.example/a');
      const unfurl = (url: string, fields: object = { text: 'x' }) =>
        call(slack, 'chat.unfurl', {
          channel: general,
          ts: message.ts,
          unfurls: { [url]: fields },
        });
      expect(await unfurl('https://elsewhere.example')).toMatchObject({
        error: 'cannot_unfurl_url',
      });
      expect(await unfurl('https://guide.example/b')).toMatchObject({ error: 'cannot_unfurl_url' });
      const wrong = await unfurl('https://guide.example/a', { blocks: [{ type: 'x' }] });
      expect(wrong).toMatchObject({ error: 'invalid_blocks' });
      expect(await unfurl('https://guide.example/a')).toMatchObject({ ok: true });
      const [seen] = slack.messagesSeenBy(ada, general);
      expect(seen?.unfurls).toEqual({ 'https://guide.example/a': { text: 'x' } });
    });
  });
});
