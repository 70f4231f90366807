import { describe, expect, it } from '@jest/globals';
import { call, withLocalSlack } from './with-local-slack.ts';

describe('people', () => {
  it.each([
    ['member', { is_admin: false, is_owner: false, is_restricted: false }],
    ['admin', { is_admin: true, is_owner: false }],
    ['owner', { is_admin: true, is_owner: true }],
    ['guest', { is_restricted: true, is_ultra_restricted: false }],
    ['singleChannelGuest', { is_restricted: true, is_ultra_restricted: true }],
    ['bot', { is_bot: true }],
    ['stranger', { is_stranger: true }],
  ] as const)('shows a %s as what they are', async (kind, flags) => {
    await withLocalSlack({}, async ({ slack, client }) => {
      const user = slack.workspace.addUser({ name: 'x', kind, timeZone: 'Asia/Tokyo' });
      const shown = await client.users.info({ user: user.id });
      expect(shown.user).toMatchObject({ ...flags, tz: 'Asia/Tokyo', team_id: user.teamId });
      expect(user.teamId === slack.workspace.team.id).toBe(kind !== 'stranger');
    });
  });

  it('shows e-mail addresses with their own scope only', async () => {
    await withLocalSlack({}, async ({ slack, client }) => {
      const user = slack.workspace.addUser({ name: 'x', email: 'x@x.example' }).id;
      const email = async () => (await client.users.info({ user })).user?.profile?.email;
      expect(await email()).toBeUndefined();
      slack.installation.scopes.add('users:read.email');
      expect(await email()).toBe('x@x.example');
    });
  });

  it('lists them, and refuses who is not there', async () => {
    await withLocalSlack({}, async ({ slack, client, ada }) => {
      const { members } = await client.users.list({ limit: 100 });
      expect(members?.map(({ id }) => id)).toContain(ada);
      expect(await call(slack, 'users.info', { user: 'U000' })).toMatchObject({
        error: 'user_not_found',
      });
    });
  });

  it('has user groups', async () => {
    await withLocalSlack({}, async ({ slack, client, ada, ben }) => {
      const group = slack.workspace.addUserGroup({ handle: 'ops', users: [ada, ben] });
      const { users } = await client.usergroups.users.list({ usergroup: group.id });
      expect(users).toEqual([ada, ben]);
      const { usergroups } = await client.usergroups.list({});
      expect(usergroups?.[0]).toMatchObject({ id: group.id, handle: 'ops' });
      expect(usergroups?.[0]).not.toHaveProperty('users');
      expect(await call(slack, 'usergroups.users.list', { usergroup: 'S0' })).toMatchObject({
        error: 'no_such_subteam',
      });
    });
  });
});

describe('the app and its workspace', () => {
  it('say who they are', async () => {
    await withLocalSlack({ teamName: 'Acme Inc' }, async ({ slack, client }) => {
      const { botId, botUserId, appId } = slack.installation;
      expect(await client.auth.test()).toMatchObject({
        user_id: botUserId,
        bot_id: botId,
        user: 'guide',
      });
      expect((await client.bots.info({ bot: botId })).bot).toMatchObject({
        app_id: appId,
        user_id: botUserId,
      });
      expect((await client.team.info()).team).toMatchObject({
        name: 'Acme Inc',
        domain: 'acme-inc',
      });
      expect(await call(slack, 'bots.info', { bot: 'B0' })).toMatchObject({
        error: 'bot_not_found',
      });
      expect(await call(slack, 'team.info', { team: 'T0' })).toMatchObject({
        error: 'team_not_found',
      });
      expect(await call(slack, 'api.test', { error: 'my_error' })).toMatchObject({
        error: 'my_error',
      });
    });
  });

  it('has the same ids and tokens in every run, and others for other chance', async () => {
    const ids: string[] = [];
    for (const random of [undefined, undefined, () => 0.5]) {
      await withLocalSlack(random === undefined ? {} : { random }, ({ slack, general }) => {
        ids.push(`${general} ${slack.installation.botToken}`);
        return Promise.resolve();
      });
    }
    expect(ids[0]).toBe(ids[1]);
    expect(ids[2]).not.toBe(ids[0]);
  });

  it('stamps messages by its own clock, never twice the same', async () => {
    const now = () => new Date('2026-11-30T09:00:00Z');
    await withLocalSlack({ now }, async ({ client, general }) => {
      const first = await client.chat.postMessage({ channel: general, text: 'x' });
      const second = await client.chat.postMessage({ channel: general, text: 'x' });
      expect([first.ts, second.ts]).toEqual(['1796029200.000000', '1796029200.000001']);
    });
  });
});
