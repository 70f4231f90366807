import { describe, expect, it } from '@jest/globals';
import { SocketModeClient } from '@slack/socket-mode';
import type { LocalSlackOptions } from '../../simulator/local-slack.ts';
import { quietLogger, withLocalSlack, type Scene } from './with-local-slack.ts';

interface SocketEvent {
  readonly ack: (answer?: object) => Promise<void>;
  readonly body: Readonly<Record<string, unknown>>;
  readonly type: string;
  readonly retry_num?: number;
  readonly retry_reason?: string;
  readonly accepts_response_payload?: boolean;
}

interface SocketScene extends Scene {
  readonly socket: SocketModeClient;
  readonly received: SocketEvent[];
  /** Acknowledges what comes; a test may turn it off. */
  readonly manners: { acknowledges: boolean };
}

/** Slack's own client, connected, acknowledging all it gets. Its patience is short. */
async function withSocket(
  options: Partial<LocalSlackOptions>,
  run: (scene: SocketScene) => Promise<void>,
): Promise<void> {
  await withLocalSlack({ pingIntervalMs: 50, ...options }, async (scene) => {
    const { installation, apiUrl } = scene.slack;
    const socket = new SocketModeClient({
      appToken: installation.appToken,
      clientPingTimeout: 150,
      serverPingTimeout: 200,
      logger: quietLogger,
      clientOptions: { slackApiUrl: apiUrl },
    });
    const received: SocketEvent[] = [];
    const manners = { acknowledges: true };
    socket.on('slack_event', (event: SocketEvent) => {
      received.push(event);
      if (manners.acknowledges) void event.ack();
    });
    await socket.start();
    try {
      await run({ ...scene, socket, received, manners });
    } finally {
      await socket.disconnect();
    }
  });
}

const once = (socket: SocketModeClient, event: string): Promise<void> =>
  new Promise((resolve) => {
    socket.once(event, () => {
      resolve();
    });
  });

/** Held here, because nothing else holds a socket on which nothing may ever arrive. */
const openSockets = new Set<WebSocket>();

/** The type of the first message, or `refused`. */
const firstWordOf = (url: string): Promise<string> =>
  new Promise((resolve) => {
    const socket = new WebSocket(url);
    openSockets.add(socket);
    socket.onmessage = ({ data }) => {
      resolve((JSON.parse(String(data)) as { type: string }).type);
    };
    socket.onerror = () => {
      resolve('refused');
    };
  });

describe('Socket Mode with the real client', () => {
  it('says hello and delivers envelopes', async () => {
    await withSocket({}, async ({ slack, received, ada, general }) => {
      expect(slack.sockets.count).toBe(1);
      expect(slack.traffic.list('hello')).toMatchObject([
        { request: { num_connections: 1, connection_info: { app_id: slack.installation.appId } } },
      ]);
      const { deliveries } = await slack.asUser(ada).sendMessage(general, 'hello');
      expect(deliveries).toMatchObject([{ ok: true }]);
      await slack.asUser(ada).command('/guide', 'x', { channel: general });
      expect(received).toMatchObject([
        { type: 'events_api', retry_num: 0, retry_reason: '', accepts_response_payload: false },
        { type: 'slash_commands', accepts_response_payload: true, body: { command: '/guide' } },
      ]);
    });
  });

  it('opens a connection once a ticket, and refuses a foreign one', async () => {
    await withLocalSlack({}, async ({ slack }) => {
      const url = slack.sockets.issueUrl();
      expect(await firstWordOf(url)).toBe('hello');
      expect(await firstWordOf(url)).toBe('refused');
      expect(await firstWordOf(url.replace(/ticket=[^&]*/, 'ticket=x'))).toBe('refused');
    });
  });

  it('delivers an event again that is not acknowledged', async () => {
    const patience = { ackDeadlineMs: 50, retryDelaysMs: [0, 0, 0] };
    await withSocket(patience, async ({ slack, received, manners, ada, general }) => {
      manners.acknowledges = false;
      await slack.asUser(ada).sendMessage(general, 'hello');
      await slack.events.idle();
      expect(
        received.map(({ retry_num: number, retry_reason: reason }) => [number, reason]),
      ).toEqual([
        [0, ''],
        [1, 'timeout'],
        [2, 'timeout'],
        [3, 'timeout'],
      ]);
    });
  });

  it('fails a command while nobody is connected', async () => {
    await withSocket({}, async ({ slack, socket, ada, general }) => {
      await socket.disconnect();
      await slack.waitFor(() => (slack.sockets.count === 0 ? true : undefined));
      const result = await slack.asUser(ada).command('/guide', 'x', { channel: general });
      expect(result).toMatchObject({ ok: false, error: 'dispatch_failed' });
      expect(slack.messagesSeenBy(ada, general).at(-1)?.text).toContain('dispatch_failed');
    });
  });

  it.each(['warning', 'refresh_requested'] as const)(
    'has the client come back after %s',
    async (reason) => {
      await withSocket({}, async ({ slack, socket, received, ada, general }) => {
        const again = once(socket, 'connected');
        slack.sockets.disconnect(reason);
        await again;
        await slack.waitFor(() => (slack.sockets.count === 1 ? true : undefined));
        const { deliveries } = await slack.asUser(ada).sendMessage(general, 'hello');
        expect(deliveries).toMatchObject([{ ok: true }]);
        expect(received).toHaveLength(1);
      });
    },
  );

  it('has the client come back after a cut', async () => {
    await withSocket({}, async ({ slack, socket }) => {
      const again = once(socket, 'connected');
      slack.sockets.drop();
      await again;
      await slack.waitFor(() => (slack.sockets.count === 1 ? true : undefined));
      expect(slack.traffic.list('apps.connections.open')).toHaveLength(2);
    });
  });

  it('has a connection that died in silence given up by the client', async () => {
    await withSocket({ ackDeadlineMs: 50 }, async ({ slack, socket, received, ada, general }) => {
      const again = once(socket, 'connected');
      slack.sockets.goSilent();
      const result = await slack.asUser(ada).command('/guide', 'x', { channel: general });
      expect(result.error).toBe('operation_timeout');
      expect(received).toEqual([]);
      expect(socket.websocket?.isActive()).toBe(true);
      // The client force-closes only after thirty seconds, so the dead peer goes away sooner here.
      setTimeout(() => {
        slack.sockets.drop();
      }, 400);
      await again;
    });
  });

  it('refuses new connections until told otherwise, and can bear them dead', async () => {
    await withLocalSlack({}, async ({ slack }) => {
      slack.sockets.refuse();
      expect(await firstWordOf(slack.sockets.issueUrl())).toBe('refused');
      slack.sockets.refuse(false);
      expect(await firstWordOf(slack.sockets.issueUrl())).toBe('hello');
      slack.sockets.bearSilent();
      const dead = new WebSocket(slack.sockets.issueUrl());
      openSockets.add(dead);
      const words: unknown[] = [];
      dead.onmessage = ({ data }) => words.push(data);
      await new Promise((resolve) => {
        dead.addEventListener('open', resolve);
      });
      slack.sockets.bearSilent(false);
      // What was opened later has been greeted by then.
      expect(await firstWordOf(slack.sockets.issueUrl())).toBe('hello');
      expect(words).toEqual([]);
      expect(slack.sockets.count).toBe(3);
    });
  });

  it('lets a payload go to any one of several connections, ten at most', async () => {
    await withLocalSlack({}, async ({ slack, ada, general }) => {
      const counts = Array.from({ length: 11 }, () => 0);
      const goodbyes: unknown[] = [];
      const open = (index: number) =>
        new Promise<void>((resolve) => {
          const socket = new WebSocket(slack.sockets.issueUrl());
          socket.onmessage = ({ data }) => {
            const message = JSON.parse(String(data)) as Record<string, unknown>;
            if (message['type'] === 'disconnect') goodbyes.push(message['reason']);
            if (typeof message['envelope_id'] === 'string') {
              counts[index] = (counts[index] ?? 0) + 1;
              socket.send(JSON.stringify({ envelope_id: message['envelope_id'] }));
            }
            resolve();
          };
        });
      for (const [index] of counts.entries()) await open(index);
      expect(goodbyes).toEqual(['too_many_websockets']);
      for (let sent = 0; sent < 60; sent += 1) {
        await slack.asUser(ada).command('/guide', 'x', { channel: general });
      }
      expect(counts.reduce((sum, count) => sum + count)).toBe(60);
      expect(counts.filter((count) => count > 0).length).toBeGreaterThan(5);
      expect(counts[10]).toBe(0);
    });
  });
});
