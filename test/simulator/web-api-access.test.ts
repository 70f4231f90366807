import { describe, expect, it } from '@jest/globals';
import { createLocalSlack } from '../../simulator/create-local-slack.ts';
import type { LocalSlack } from '../../simulator/local-slack.ts';
import { manifest } from './manifest.ts';
import { call, createClient, withLocalSlack } from './with-local-slack.ts';

interface RawRequest {
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

async function post(slack: LocalSlack, method: string, { body = '', headers = {} }: RawRequest) {
  const response = await fetch(slack.apiUrl + method, { method: 'POST', headers, body });
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as object,
  };
}
const form = { 'content-type': 'application/x-www-form-urlencoded' };
const json = { 'content-type': 'application/json' };

describe('who may call a method', () => {
  it('refuses no token, a foreign one, the wrong kind and a revoked one', async () => {
    await withLocalSlack({}, async ({ slack }) => {
      const { botToken, appToken, revoked } = slack.installation;
      const authTest = async (token: string) =>
        (await post(slack, 'auth.test', { headers: { ...form, authorization: `Bearer ${token}` } }))
          .body;
      expect((await post(slack, 'auth.test', { headers: form })).body).toMatchObject({
        error: 'not_authed',
      });
      expect(await authTest('xoxb-made-up')).toMatchObject({ error: 'invalid_auth' });
      expect(await authTest(appToken)).toMatchObject({ error: 'not_allowed_token_type' });
      expect(await authTest(botToken)).toMatchObject({ ok: true });
      slack.revokeBotToken();
      expect(await authTest(botToken)).toMatchObject({ error: 'token_revoked' });
      revoked.clear();
      expect(await authTest(botToken)).toMatchObject({ ok: true });
    });
  });

  it('wants the app token for sockets, and Socket Mode in the manifest', async () => {
    await withLocalSlack({}, async ({ slack }) => {
      expect(await call(slack, 'apps.connections.open')).toMatchObject({
        error: 'not_allowed_token_type',
      });
      const client = createClient(slack, slack.installation.appToken);
      expect((await client.apps.connections.open()).url).toMatch(
        /^ws:\/\/127\.0\.0\.1:\d+\/link\//,
      );
    });
    const withoutSockets = { display_information: { name: 'x' } };
    await withLocalSlack({ manifest: withoutSockets }, async ({ slack }) => {
      const client = createClient(slack, slack.installation.appToken);
      await expect(client.apps.connections.open()).rejects.toThrow('socket_mode_not_enabled');
    });
  });

  it('says which scope is missing and which there are', async () => {
    await withLocalSlack({}, async ({ slack, general, ada }) => {
      slack.installation.scopes.delete('chat:write');
      const refusal = await call(slack, 'chat.postMessage', { channel: general, text: 'x' });
      expect(refusal).toMatchObject({ ok: false, error: 'missing_scope', needed: 'chat:write' });
      expect(refusal['provided']).toContain('users:read');
      slack.installation.scopes.delete('users:read');
      expect(await call(slack, 'users.info', { user: ada })).toMatchObject({
        needed: 'users:read',
      });
    });
  });

  it('wants the scope of the kind of channel', async () => {
    await withLocalSlack({}, async ({ slack, general, ada }) => {
      const { botUserId, scopes } = slack.installation;
      const secret = slack.workspace.addChannel({
        name: 's',
        kind: 'private',
        members: [ada, botUserId],
      });
      scopes.delete('groups:read');
      scopes.delete('groups:history');
      expect(await call(slack, 'conversations.info', { channel: general })).toMatchObject({
        ok: true,
      });
      for (const method of ['conversations.info', 'conversations.members']) {
        expect(await call(slack, method, { channel: secret.id })).toMatchObject({
          needed: 'groups:read',
        });
      }
      expect(await call(slack, 'conversations.history', { channel: secret.id })).toMatchObject({
        needed: 'groups:history',
      });
      expect(await call(slack, 'conversations.list', { types: 'private_channel' })).toMatchObject({
        needed: 'groups:read',
      });
    });
  });

  it('gives the scopes in headers', async () => {
    await withLocalSlack({}, async ({ slack, general }) => {
      const { headers } = await post(slack, 'conversations.info', {
        headers: { ...form, authorization: `Bearer ${slack.installation.botToken}` },
        body: `channel=${general}`,
      });
      expect(headers.get('x-oauth-scopes')).toContain('chat:write');
      expect(headers.get('x-accepted-oauth-scopes')).toContain('channels:read');
    });
  });
});

describe('where it listens', () => {
  it('is this machine alone', async () => {
    await withLocalSlack({}, async ({ slack }) => {
      const elsewhere = slack.apiUrl.replace('127.0.0.1', '127.0.0.2');
      await expect(fetch(elsewhere)).rejects.toThrow('fetch failed');
      expect((await fetch(`${slack.apiUrl}api.test`)).status).toBe(200);
      expect((await fetch(slack.apiUrl.replace('/api/', '/elsewhere'))).status).toBe(404);
    });
  });

  it('is known only once it listens', () => {
    expect(() => createLocalSlack({ manifest }).apiUrl).toThrow('not listening');
  });
});

describe('how a method is called', () => {
  it('takes a form with its token inside, and JSON with a bearer only', async () => {
    await withLocalSlack({}, async ({ slack, general }) => {
      const { botToken } = slack.installation;
      const fields = new URLSearchParams({
        token: botToken,
        channel: general,
        text: 'x',
        unfurl_links: 'false',
      });
      const byForm = await post(slack, 'chat.postMessage', {
        headers: form,
        body: fields.toString(),
      });
      expect(byForm.body).toMatchObject({ ok: true });
      const body = JSON.stringify({ token: botToken, channel: general, text: 'x' });
      const byJson = await post(slack, 'chat.postMessage', { headers: json, body });
      expect(byJson.body).toMatchObject({ error: 'not_authed' });
    });
  });

  it('answers 200 to a refusal, and says so of an unknown method', async () => {
    await withLocalSlack({}, async ({ slack }) => {
      const { status, body } = await post(slack, 'chat.shout', { headers: form });
      expect(status).toBe(200);
      expect(body).toEqual({ ok: false, error: 'unknown_method', req_method: 'chat.shout' });
    });
  });

  it.each([
    ['{', json, 'invalid_json'],
    ['[]', json, 'json_not_object'],
    ['<x/>', { 'content-type': 'text/xml' }, 'invalid_post_type'],
  ])('refuses the body %s', async (body, headers, error) => {
    await withLocalSlack({}, async ({ slack }) => {
      expect((await post(slack, 'auth.test', { headers, body })).body).toMatchObject({ error });
    });
  });

  it('names arguments that are missing or of the wrong type', async () => {
    await withLocalSlack({}, async ({ slack, general }) => {
      expect(await call(slack, 'chat.postMessage', { text: 'x' })).toMatchObject({
        error: 'invalid_arguments',
        response_metadata: {
          messages: ['[ERROR] missing required field: channel [json-pointer:]'],
        },
      });
      const wrong = { channel: general, text: 'x', thread_ts: 1234567890.123456 };
      expect(await call(slack, 'chat.postMessage', wrong)).toMatchObject({
        response_metadata: {
          messages: ['[ERROR] must provide a string [json-pointer:/thread_ts]'],
        },
      });
    });
  });

  it('records each exchange, without the token', async () => {
    await withLocalSlack({}, async ({ slack, client }) => {
      await client.auth.test();
      const [exchange] = slack.traffic.list('auth.test');
      expect(exchange).toMatchObject({
        from: 'bot',
        kind: 'webApi',
        status: 200,
        response: { ok: true },
      });
      expect(JSON.stringify(slack.traffic.list())).not.toContain(slack.installation.botToken);
    });
  });
});
