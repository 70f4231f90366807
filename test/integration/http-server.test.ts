import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Server } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { pino } from 'pino';
import { createHealthRoutes } from '../../src/ops/health.ts';
import {
  openHttpServer,
  type HttpServer,
  type HttpServerDeps,
} from '../../src/ops/open-http-server.ts';

async function withServer(
  deps: Partial<HttpServerDeps>,
  test: (server: HttpServer, logged: readonly string[]) => Promise<void>,
): Promise<void> {
  const logged: string[] = [];
  const log = pino({ level: 'warn' }, { write: (line: string) => logged.push(line) });
  const server = await openHttpServer({ host: '127.0.0.1', port: 0, routes: [], log, ...deps });
  try {
    await test(server, logged);
  } finally {
    await server.close();
  }
}

/** What the server says on a connection of its own to these bytes, until it ends the connection. */
function say(bytes: string, { port }: HttpServer): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.write(bytes);
  return text(socket);
}

describe('the HTTP server', () => {
  it('hands the bytes of a request to whoever brought the route', async () => {
    const hooks = new Hono();
    hooks.post('/hooks/:source', async (c) =>
      c.json([c.req.param('source'), Buffer.from(await c.req.arrayBuffer()).toString('hex')]),
    );
    await withServer({ routes: [hooks] }, async ({ port }) => {
      const body = Buffer.from('00ff0d0a', 'hex');
      const url = `http://127.0.0.1:${port}/hooks/guide`;
      const response = await fetch(url, { method: 'POST', body });
      expect(await response.json()).toEqual(['guide', '00ff0d0a']);
      const read = await fetch(url);
      expect([read.status, read.headers.get('allow')]).toEqual([405, 'POST']);
    });
  });

  it.each([
    [
      'in pieces, as proxies send it on',
      'Transfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n',
      '200',
      '2',
    ],
    ['in pieces that never end', 'Transfer-Encoding: chunked\r\n\r\n9\r\nabcdefghi\r\n', '413', ''],
    ['that is none', '\r\n', '200', '0'],
  ])('takes a body whose length nobody says: one %s', async (_, rest, status, length) => {
    const hooks = new Hono();
    hooks.post(
      '/hooks/:source',
      bodyLimit({ maxSize: 8, onError: (c) => c.text('', 413) }),
      async (c) => c.text(String((await c.req.arrayBuffer()).byteLength)),
    );
    await withServer({ routes: [hooks] }, async (server, logged) => {
      const head = 'POST /hooks/guide HTTP/1.1\r\nHost: x\r\nConnection: close\r\n';
      const reply = await say(head + rest, server);
      expect(reply.slice('HTTP/1.1 '.length, 'HTTP/1.1 200'.length)).toBe(status);
      expect(reply.slice(reply.indexOf('\r\n\r\n'))).toContain(length);
      expect(logged).toEqual([]);
    });
  });

  it('tells its health to a client that names no host', async () => {
    await withServer({ routes: [createHealthRoutes([])] }, async (server) => {
      expect(await say('GET /healthz HTTP/1.0\r\n\r\n', server)).toMatch(/^HTTP\/1.1 200 .*alive/s);
    });
  });

  it.each(['GET http:// HTTP/1.1', 'GET /\\x HTTP/1.1', 'GET * HTTP/1.1', 'OPTIONS * HTTP/1.1'])(
    'refuses a target that is no address of its own: %s',
    async (line) => {
      await withServer({ routes: [createHealthRoutes([])] }, async (server) => {
        const reply = await say(`${line}\r\nHost: x\r\nConnection: close\r\n\r\n`, server);
        expect(reply).toMatch(/^HTTP\/1.1 4\d\d /);
      });
    },
  );

  it('says that it broke, logs why, and answers the next request', async () => {
    const broken = new Hono();
    broken.get('/broken', () => {
      throw new Error('a secret cause');
    });
    await withServer({ routes: [broken] }, async ({ port }, logged) => {
      const response = await fetch(`http://127.0.0.1:${port}/broken`);
      expect(response.status).toBe(500);
      expect(await response.text()).not.toContain('secret');
      expect(logged.join()).toContain('a secret cause');
      expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(404);
    });
  });

  it.each([
    ['a head', 'GET / HTTP/1.1\r\nHost: x\r\nX-'],
    ['a body', 'POST /hooks/guide HTTP/1.1\r\nHost: x\r\nContent-Length: 99\r\n\r\n'],
  ])('ends a connection on which %s never comes to its end', async (_, bytes) => {
    const hooks = new Hono();
    hooks.post('/hooks/:source', async (c) =>
      c.text(String((await c.req.arrayBuffer()).byteLength)),
    );
    await withServer({ routes: [hooks], requestTimeoutMs: 50 }, async (server) => {
      expect(await say(bytes, server)).toMatch(/^HTTP\/1.1 408 /);
    });
  });

  it('gives a request ten seconds to arrive, unless it is told otherwise', async () => {
    const servers: Server[] = [];
    const notice = (message: unknown) => servers.push((message as { server: Server }).server);
    subscribe('http.server.request.start', notice);
    await withServer({ routes: [] }, async ({ port }) => {
      await fetch(`http://127.0.0.1:${port}/`);
    }).finally(() => unsubscribe('http.server.request.start', notice));
    expect(servers).toMatchObject([{ requestTimeout: 10_000, headersTimeout: 10_000 }]);
  });
});
