import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { describe, expect, it } from '@jest/globals';
import { Hono } from 'hono';
import { pino } from 'pino';
import { signRequest } from '../../../../simulator/delivery/sign-request.ts';
import { createHttpReceiver } from '../../../../src/slack/receive/http-receiver.ts';

interface Door {
  readonly receiver: ReturnType<typeof createHttpReceiver>;
  readonly port: number;
  /** Resolves with the status when there is an answer. */
  readonly knock: () => Promise<number>;
  /** Resolves when a request waits for the start. */
  readonly waits: Promise<undefined>;
  /** Resolves when a connection has ended, for the server too. */
  readonly closed: () => Promise<unknown>;
  /** Two seconds are over. */
  readonly passTime: () => void;
}

async function withDoor(test: (door: Door) => Promise<void>): Promise<void> {
  const waits = Promise.withResolvers<undefined>();
  const time = Promise.withResolvers<undefined>();
  const errors: string[] = [];
  const receiver = createHttpReceiver({
    signingSecret: 'secret',
    clock: () => new Date(0),
    turn: () => Promise.resolve(),
    wrap: () => ({ processEvent: ({ ack }) => ack() }),
    sleep: () => {
      waits.resolve(undefined);
      return time.promise;
    },
    log: pino({ level: 'error' }, { write: (line) => errors.push(line) }),
  });
  receiver.init({ processEvent: () => Promise.resolve() } as never);
  const app = new Hono();
  if (receiver.routes) app.route('/', receiver.routes);
  app.onError((error, c) => {
    errors.push(error.message);
    return c.body(null, 500);
  });
  const listen = getRequestListener(app.fetch);
  const server = createServer((request, response) => void listen(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const knock = async () => {
    const body = 'command=%2Fguide';
    const response = await fetch(`http://127.0.0.1:${port}/slack/events`, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        ...signRequest(body, 0, 'secret'),
      },
    });
    return response.status;
  };
  const passTime = () => {
    time.resolve(undefined);
  };
  try {
    const ended = Promise.withResolvers<undefined>();
    server.on('request', ({ socket }) => {
      socket.once('close', ended.resolve);
    });
    await test({
      receiver,
      port,
      knock,
      waits: waits.promise,
      passTime,
      closed: () => ended.promise,
    });
    expect(errors).toEqual([]);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

describe('what Slack sends over HTTP', () => {
  it('before the start waits for it, and is taken then', () =>
    withDoor(async ({ receiver, knock, waits }) => {
      const status = knock();
      await waits;
      await receiver.start();
      expect(await status).toBe(200);
      expect(await knock()).toBe(200);
    }));

  it.each([
    ['of which the length is told', 'Content-Length: 100\r\n\r\nhalf'],
    ['that comes in pieces', 'Transfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n'],
  ])('is no error of ours when a body %s breaks off', (_, half) =>
    withDoor(async ({ receiver, port, knock, closed }) => {
      await receiver.start();
      const broken = connect(port, '127.0.0.1');
      broken.write(`POST /slack/events HTTP/1.1\r\nHost: x\r\n${half}`);
      await once(broken, 'connect');
      expect(await knock()).toBe(200);
      broken.destroy();
      await closed();
      expect(await knock()).toBe(200);
    }),
  );

  it('is to be delivered again when the start takes longer than Slack waits', () =>
    withDoor(async ({ knock, waits, passTime }) => {
      const status = knock();
      await waits;
      passTime();
      expect(await status).toBe(503);
    }));
});
