import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { Hono } from 'hono';
import { pino } from 'pino';
import { createHookRoutes } from '../../../src/sources/hook-routes.ts';

const secret = 'between us';
const push = Buffer.from('{"ref":"refs/heads/main","after":"abc"}');

interface Hooks {
  readonly routes: Hono;
  /** How often each source was told to look. */
  readonly looks: () => number;
  /** What the log says. */
  readonly logged: () => readonly object[];
}

function makeHooks(): Hooks {
  const lines: object[] = [];
  const log = pino(
    { base: null, timestamp: false },
    {
      write: (line: string) => {
        lines.push(JSON.parse(line) as object);
      },
    },
  );
  let looks = 0;
  const refresh = (): Promise<boolean> => {
    looks += 1;
    return Promise.resolve(true);
  };
  return {
    routes: createHookRoutes([{ id: 'handbook', secret, refresh }], log),
    looks: () => looks,
    logged: () => lines,
  };
}

function sign(body: Uint8Array, by = secret): string {
  return createHmac('sha256', by).update(body).digest('hex');
}

async function post(
  { routes }: Hooks,
  headers: Readonly<Record<string, string>>,
  { source = 'handbook', body = push }: { source?: string; body?: Buffer<ArrayBuffer> } = {},
): Promise<Response> {
  return routes.request(`/hooks/${source}`, { method: 'POST', headers, body });
}

async function statusOf(...call: Parameters<typeof post>): Promise<number> {
  return (await post(...call)).status;
}

describe('a push', () => {
  it.each([
    ['GitHub', { 'x-hub-signature-256': `sha256=${sign(push)}` }],
    ['GitLab', { 'x-gitlab-token': secret }],
    ['Bitbucket', { 'x-hub-signature': `sha256=${sign(push)}` }],
    ['Gitea', { 'x-gitea-signature': sign(push) }],
    ['a script', { 'x-signature-256': sign(push).toUpperCase() }],
  ])('of %s is answered at once and makes the source look', async (_, headers) => {
    const hooks = makeHooks();
    expect(await statusOf(hooks, headers)).toBe(202);
    expect(hooks.looks()).toBe(1);
  });

  it.each([
    ['without a signature', {}],
    ['signed with something else', { 'x-hub-signature-256': `sha256=${sign(push, 'guess')}` }],
    ['with a signature of another kind', { 'x-hub-signature-256': `sha1=${sign(push)}` }],
    ['with half a signature', { 'x-hub-signature-256': `sha256=${sign(push).slice(0, 32)}` }],
    ['with another token', { 'x-gitlab-token': 'between u' }],
    [
      'with an empty token and a right signature',
      { 'x-gitlab-token': '', 'x-signature': sign(push) },
    ],
  ])('%s is refused', async (_, headers) => {
    const hooks = makeHooks();
    expect(await statusOf(hooks, headers as Record<string, string>)).toBe(401);
    expect(hooks.looks()).toBe(0);
  });

  it('is checked over the bytes as they came', async () => {
    const hooks = makeHooks();
    const body = Buffer.from('{"ref": "refs/heads/main", "after": "abc"}');
    expect(await statusOf(hooks, { 'x-hub-signature-256': `sha256=${sign(push)}` }, { body })).toBe(
      401,
    );
    const binary = Buffer.from([0xff, 0x00, 0xfe]);
    const headers = { 'x-signature': sign(binary) };
    expect(await statusOf(hooks, headers, { body: binary })).toBe(202);
  });

  it('to a source that takes none is answered as one to no source', async () => {
    const hooks = makeHooks();
    const headers = { 'x-signature': sign(push) };
    const closed = await post(hooks, headers, { source: 'closed' });
    const unknown = await post(hooks, headers, { source: 'unknown' });
    expect([closed.status, unknown.status]).toEqual([404, 404]);
    expect(await closed.text()).toBe(await unknown.text());
    expect(hooks.looks()).toBe(0);
  });

  it('that comes again is looked up again: whoever sends it may not say what is new', async () => {
    const hooks = makeHooks();
    const headers = { 'x-hub-signature-256': `sha256=${sign(push)}` };
    expect([await statusOf(hooks, headers), await statusOf(hooks, headers)]).toEqual([202, 202]);
    expect(hooks.looks()).toBe(2);
  });

  it('that is not genuine is told in the log, once until a genuine one comes', async () => {
    const hooks = makeHooks();
    const wrong = { 'x-hub-signature-256': `sha256=${sign(push, 'wrong')}` };
    for (const headers of [wrong, {}, wrong]) await statusOf(hooks, headers);
    expect(hooks.logged()).toMatchObject([{ level: 40, source: 'handbook' }]);
    await statusOf(hooks, { 'x-gitlab-token': secret });
    for (const headers of [wrong, wrong]) await statusOf(hooks, headers);
    expect(hooks.logged()).toHaveLength(2);
  });

  it('after another is another look, and a greeting is none', async () => {
    const hooks = makeHooks();
    const next = Buffer.from('{"ref":"refs/heads/main","after":"def"}');
    await statusOf(hooks, { 'x-signature': sign(push) });
    await statusOf(hooks, { 'x-signature': sign(next) }, { body: next });
    expect(hooks.looks()).toBe(2);
    expect(await statusOf(hooks, { 'x-signature': sign(push), 'x-github-event': 'ping' })).toBe(
      200,
    );
    expect(hooks.looks()).toBe(2);
  });
});
