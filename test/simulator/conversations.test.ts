import { describe, expect, it } from '@jest/globals';
import { times } from './blocks.ts';
import { call, withLocalSlack } from './with-local-slack.ts';

describe('conversations.info', () => {
  it('tells kinds of channel apart', async () => {
    await withLocalSlack({}, async ({ slack, client, ada, ben, general }) => {
      const { botUserId } = slack.installation;
      const info = async (channel: string) =>
        (await client.conversations.info({ channel })).channel;
      const add = (fields: object) =>
        slack.workspace.addChannel({ name: 'x', members: [ada, botUserId], ...fields }).id;
      expect(await info(general)).toMatchObject({
        creator: ada,
        is_channel: true,
        is_private: false,
        is_archived: false,
        is_ext_shared: false,
        is_member: true,
      });
      expect(await info(add({ kind: 'private' }))).toMatchObject({
        is_private: true,
        is_group: true,
      });
      expect(await info(add({ isExtShared: true }))).toMatchObject({ is_ext_shared: true });
      expect(await info(add({ isArchived: true }))).toMatchObject({ is_archived: true });
      const direct = slack.workspace.openDirectMessage([ada, botUserId]).id;
      expect(await info(direct)).toMatchObject({ is_im: true, user: ada });
      const several = slack.workspace.openDirectMessage([ada, ben, botUserId]).id;
      expect(await info(several)).toMatchObject({ is_mpim: true, is_private: true });
    });
  });

  it('knows a renamed channel by its id, and not one of other people', async () => {
    await withLocalSlack({}, async ({ slack, ada, ben, general }) => {
      slack.rename(general, 'lobby');
      const answer = await call(slack, 'conversations.info', { channel: general });
      expect(answer).toMatchObject({ channel: { name: 'lobby', previous_names: ['general'] } });
      const theirs = slack.workspace.openDirectMessage([ada, ben]).id;
      expect(await call(slack, 'conversations.info', { channel: theirs })).toMatchObject({
        error: 'channel_not_found',
      });
      const { id } = slack.workspace.changeChannelId(general);
      expect(await call(slack, 'conversations.info', { channel: general })).toMatchObject({
        error: 'channel_not_found',
      });
      expect(await call(slack, 'conversations.info', { channel: id })).toMatchObject({ ok: true });
    });
  });
});

describe('lists', () => {
  it('go on by cursor until the end, and refuse nonsense', async () => {
    await withLocalSlack({}, async ({ slack, client, ada }) => {
      times(25, (index) => slack.workspace.addChannel({ name: `c${index}`, members: [ada] }));
      const names: (string | undefined)[] = [];
      for await (const page of client.paginate('conversations.list', { limit: 10 })) {
        names.push(
          ...((page as { channels?: { name: string }[] }).channels ?? []).map(({ name }) => name),
        );
      }
      expect(new Set(names).size).toBe(26);
      const list = (args: Readonly<Record<string, unknown>>) =>
        call(slack, 'conversations.list', args);
      expect(await list({ cursor: 'bm9uc2Vuc2U=' })).toMatchObject({ error: 'invalid_cursor' });
      expect(await list({ limit: 0 })).toMatchObject({ error: 'invalid_limit' });
      expect(await list({ limit: 1001 })).toMatchObject({ error: 'invalid_limit' });
      expect(await list({ types: 'secret' })).toMatchObject({ error: 'invalid_types' });
    });
  });

  it('show private channels with the bot only, and archived ones unless told not to', async () => {
    await withLocalSlack({}, async ({ slack, client, ada }) => {
      const { botUserId } = slack.installation;
      const add = (name: string, fields: object) => slack.workspace.addChannel({ name, ...fields });
      add('ours', { kind: 'private', members: [ada, botUserId] });
      add('theirs', { kind: 'private', members: [ada] });
      add('old', { members: [ada], isArchived: true });
      const types = 'public_channel,private_channel';
      const list = async (args: object) =>
        (await client.conversations.list({ types, ...args })).channels?.map(({ name }) => name);
      expect(await list({})).toEqual(['general', 'ours', 'old']);
      expect(await list({ exclude_archived: true })).toEqual(['general', 'ours']);
      const joined = await client.users.conversations({ types });
      expect(joined.channels?.map(({ name }) => name)).toEqual(['general', 'ours']);
    });
  });

  it('give members and history by pages', async () => {
    await withLocalSlack({}, async ({ client, general }) => {
      for (const index of [1, 2, 3])
        await client.chat.postMessage({ channel: general, text: `${index}` });
      const first = await client.conversations.history({ channel: general, limit: 2 });
      expect(first).toMatchObject({ has_more: true, messages: [{ text: '3' }, { text: '2' }] });
      const cursor = first.response_metadata?.next_cursor ?? '';
      const second = await client.conversations.history({ channel: general, limit: 2, cursor });
      expect(second).toMatchObject({ has_more: false, messages: [{ text: '1' }] });
      const members = await client.conversations.members({ channel: general, limit: 2 });
      expect(members.members).toHaveLength(2);
      expect(members.response_metadata?.next_cursor).not.toBe('');
    });
  });

  it('give history between two moments, the ends only when asked', async () => {
    await withLocalSlack({}, async ({ client, general }) => {
      const stamps: string[] = [];
      for (const text of ['1', '2', '3']) {
        stamps.push((await client.chat.postMessage({ channel: general, text })).ts ?? '');
      }
      const [oldest = '', , latest = ''] = stamps;
      const between = { channel: general, oldest, latest };
      const texts = async (args: object) =>
        (await client.conversations.history({ ...between, ...args })).messages?.map(
          ({ text }) => text,
        );
      expect(await texts({})).toEqual(['2']);
      expect(await texts({ inclusive: true })).toEqual(['3', '2', '1']);
    });
  });

  it('give no history without membership', async () => {
    await withLocalSlack({}, async ({ slack, general }) => {
      slack.removeBot(general);
      expect(await call(slack, 'conversations.history', { channel: general })).toMatchObject({
        error: 'not_in_channel',
      });
    });
  });
});

describe('conversations.open and conversations.join', () => {
  it('open one direct message a person, and group ones', async () => {
    await withLocalSlack({}, async ({ slack, client, ada, ben }) => {
      const open = async (users: string) =>
        (await client.conversations.open({ users })).channel?.id;
      expect(await open(ada)).toMatch(/^D/);
      expect(await open(ada)).toBe(await open(ada));
      expect(await open(`${ada},${ben}`)).toMatch(/^C/);
      const refusal = (users: string) => call(slack, 'conversations.open', { users });
      expect(await refusal('')).toMatchObject({ error: 'users_list_not_supplied' });
      expect(await refusal('U000')).toMatchObject({ error: 'user_not_found' });
      expect(await refusal(slack.installation.botUserId)).toMatchObject({ error: 'cannot_dm_bot' });
    });
  });

  it('join public channels that are not archived', async () => {
    await withLocalSlack({}, async ({ slack, ada }) => {
      const add = (fields: object) =>
        slack.workspace.addChannel({ name: 'x', members: [ada], ...fields }).id;
      const join = (channel: string) => call(slack, 'conversations.join', { channel });
      const open = add({});
      expect(await join(open)).toMatchObject({ ok: true, channel: { is_member: true } });
      expect(await join(open)).toMatchObject({ warning: 'already_in_channel' });
      expect(await join(add({ isArchived: true }))).toMatchObject({ error: 'is_archived' });
      expect(await join(add({ kind: 'private' }))).toMatchObject({ error: 'channel_not_found' });
      expect(await call(slack, 'conversations.leave', { channel: open })).toMatchObject({
        ok: true,
      });
      expect(await call(slack, 'conversations.leave', { channel: open })).toMatchObject({
        error: 'not_in_channel',
      });
    });
  });
});
