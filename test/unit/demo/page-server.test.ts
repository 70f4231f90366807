import { request } from 'node:http';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Demo } from '../../../demo/demo.ts';
import { openPageServer, type PageServer } from '../../../demo/page-server.ts';

const done: string[] = [];
const demo = {
  advance: (minutes: number) => done.push(`advance ${minutes}`),
  view: (as: string) => ({ me: as }),
} as unknown as Demo;
const files = new Map([['/', { type: 'text/html', body: '<!doctype html>' }]]);
let server: PageServer;

beforeAll(async () => {
  server = await openPageServer(demo, { port: 0, files });
});
afterAll(() => server.close());

function send(
  path: string,
  {
    method = 'GET',
    headers = {},
    body = '',
  }: {
    method?: string;
    headers?: Record<string, string>;
    body?: string;
  } = {},
): Promise<{ status: number | undefined; text: string }> {
  return new Promise((resolve, reject) => {
    const url = new URL(path, server.address);
    const sent = request(url, { method, headers, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => (text += part));
      response.on('end', () => {
        resolve({ status: response.statusCode, text });
      });
    });
    sent.on('error', reject).end(body);
  });
}

const json = { 'content-type': 'application/json' };
const hour = JSON.stringify({ kind: 'advance', minutes: 60 });

it('serves the page and what the person sees', async () => {
  expect(await send('/')).toEqual({ status: 200, text: '<!doctype html>' });
  expect(await send('/api/workspace?as=U1')).toEqual({ status: 200, text: '{"me":"U1"}' });
});

it('does what the page asks for', async () => {
  expect((await send('/api', { method: 'POST', headers: json, body: hour })).status).toBe(200);
  expect(done).toEqual(['advance 60']);
});

it.each([
  ['a form on another site', { 'content-type': 'text/plain' }, hour],
  ['a name that was pointed at this machine', { ...json, host: 'evil.example' }, hour],
  ['what it does not know', json, '{"kind":"shutdown"}'],
  ['what is not JSON', json, '{'],
  [
    'what is too long',
    json,
    JSON.stringify({ kind: 'advance', minutes: 1, more: 'x'.repeat(200_000) }),
  ],
])('does nothing for %s', async (_, headers, body) => {
  const before = done.length;
  const { status } = await send('/api', { method: 'POST', headers, body });
  expect([400, 403]).toContain(status);
  expect(done).toHaveLength(before);
});

it('has nothing anywhere else', async () => {
  for (const path of ['/demo.ts', '/../package.json', '/api']) {
    expect((await send(path)).status).toBe(404);
  }
});
