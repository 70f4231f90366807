import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Random } from '../clock.ts';
import type { Ids } from '../ids.ts';
import type { Delivery, Outgoing, Retry } from './outgoing.ts';

const maxConnections = 10;
const closeHandshakeMs = 200;

export type DisconnectReason =
  'warning' | 'refresh_requested' | 'link_disabled' | 'too_many_websockets';

export interface SocketHubDeps {
  readonly ids: Ids;
  readonly random: Random;
  readonly appId: () => string;
  readonly deadlineMs: number;
  readonly pingIntervalMs: number;
}

interface Connection {
  readonly socket: WebSocket;
  readonly raw: Duplex;
  readonly pings: NodeJS.Timeout;
  /** Open, and dead: it sends nothing and hears nothing. */
  isSilent: boolean;
  /** Told to go: nothing more is sent over it. */
  isLeaving: boolean;
}

interface Awaited {
  readonly connection: Connection;
  readonly settle: (result: Partial<Delivery>) => void;
}

/** The open Socket Mode connections. A payload goes to any one of them. */
export class SocketHub {
  readonly #server = new WebSocketServer({ noServer: true, autoPong: false });
  readonly #connections = new Set<Connection>();
  readonly #tickets = new Set<string>();
  readonly #awaited = new Map<string, Awaited>();
  readonly #deps: SocketHubDeps;
  readonly #waiting = new Set<{ count: number; resolve: () => void }>();
  #refuses = false;
  #isBornSilent = false;
  #origin = '';

  constructor(deps: SocketHubDeps) {
    this.#deps = deps;
  }

  /** Where the server listens, such as `http://127.0.0.1:4000`. */
  setOrigin(origin: string): void {
    this.#origin = origin.replace(/^http/, 'ws');
  }

  /** How many connections are open and alive. */
  get count(): number {
    return this.#alive().length;
  }

  /** A URL that opens one connection, once. */
  issueUrl(): string {
    const ticket = this.#deps.ids.uuid();
    this.#tickets.add(ticket);
    return `${this.#origin}/link/?ticket=${ticket}&app_id=${this.#deps.appId()}`;
  }

  handleUpgrade(request: IncomingMessage, raw: Duplex, head: Buffer): void {
    const url = new URL(request.url ?? '', 'ws://localhost');
    const isKnown = this.#tickets.delete(url.searchParams.get('ticket') ?? '');
    if (url.pathname !== '/link/' || !isKnown || this.#refuses) {
      raw.end(`HTTP/1.1 ${this.#refuses ? '503 Service Unavailable' : '401 Unauthorized'}\r\n\r\n`);
      return;
    }
    this.#server.handleUpgrade(request, raw, head, (socket) => {
      this.#welcome(socket, raw);
    });
  }

  /** Sends over one open connection and waits for its acknowledgement. */
  send(outgoing: Outgoing, retry?: Retry): Promise<Delivery> {
    const started = performance.now();
    const connection = this.#pick();
    return new Promise((resolve) => {
      const envelopeId = this.#deps.ids.uuid();
      const settle = (result: Partial<Delivery>): void => {
        clearTimeout(deadline);
        this.#awaited.delete(envelopeId);
        resolve({
          ok: false,
          error: undefined,
          status: undefined,
          body: undefined,
          noRetry: false,
          ms: performance.now() - started,
          sent: outgoing,
          ...result,
        });
      };
      const deadline = setTimeout(() => {
        settle({ error: 'operation_timeout' });
      }, this.#deps.deadlineMs);
      if (connection === undefined) {
        settle({ error: 'dispatch_failed' });
        return;
      }
      this.#awaited.set(envelopeId, { connection, settle });
      if (connection.isSilent) return;
      connection.socket.send(JSON.stringify(toEnvelope(envelopeId, outgoing, retry)));
    });
  }

  /**
   * Says goodbye as Slack does some seconds before it recycles a connection, or when it does: to all of
   * them, or to the first `count`.
   */
  disconnect(reason: DisconnectReason, count = Infinity): void {
    for (const connection of this.#alive().slice(0, count)) this.#dismiss(connection, reason);
  }

  /** Cuts every connection without a word. */
  drop(): void {
    for (const { raw } of this.#connections) raw.destroy();
  }

  /** Every open connection stays open and dies: no data, no pings, no pongs. */
  goSilent(): void {
    for (const connection of this.#connections) this.#silence(connection);
  }

  /** From now on connections are refused (or, with `false`, accepted again). */
  refuse(refuses = true): void {
    this.#refuses = refuses;
  }

  /** Connections to come are dead from birth: not even a hello. */
  bearSilent(isBornSilent = true): void {
    this.#isBornSilent = isBornSilent;
  }

  /** Resolves when this many connections are open. */
  waitForConnections(count = 1): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.add({ count, resolve });
      this.#tellWaiting();
    });
  }

  /** Closes every connection: with a handshake where the client keeps to it, else without. */
  async close(): Promise<void> {
    for (const { settle } of [...this.#awaited.values()]) settle({ error: 'dispatch_failed' });
    const connections = [...this.#connections];
    const closed = connections.map(({ socket }) => once(socket, 'close'));
    for (const { socket } of connections) socket.close(1001);
    const handshakes = new AbortController();
    const patience = delay(closeHandshakeMs, undefined, { signal: handshakes.signal });
    await Promise.race([Promise.all(closed), patience]);
    handshakes.abort();
    for (const { socket } of connections) socket.terminate();
    await Promise.all(closed);
    this.#server.close();
  }

  #alive(): readonly Connection[] {
    return [...this.#connections].filter(({ isLeaving }) => !isLeaving);
  }

  #pick(): Connection | undefined {
    const alive = this.#alive();
    return alive[Math.floor(this.#deps.random() * alive.length)];
  }

  #welcome(socket: WebSocket, raw: Duplex): void {
    const pings = setInterval(() => {
      if (!connection.isSilent) socket.ping('Ping from local Slack');
    }, this.#deps.pingIntervalMs);
    const connection: Connection = { socket, raw, pings, isSilent: false, isLeaving: false };
    socket.on('ping', (data) => {
      if (!connection.isSilent) socket.pong(data);
    });
    socket.on('message', (data: Buffer) => {
      if (!connection.isSilent) this.#acknowledge(data.toString('utf8'));
    });
    socket.on('close', () => {
      this.#forget(connection);
    });
    socket.on('error', () => {
      socket.terminate();
    });
    if (this.#alive().length >= maxConnections) {
      this.#dismiss(connection, 'too_many_websockets');
      return;
    }
    this.#connections.add(connection);
    if (this.#isBornSilent) {
      this.#silence(connection);
      return;
    }
    socket.send(JSON.stringify(this.#hello()));
    this.#tellWaiting();
  }

  #silence(connection: Connection): void {
    connection.isSilent = true;
    // Unread bytes leave pings and close frames of the client unanswered, as a dead peer does.
    connection.raw.pause();
  }

  #hello(): object {
    return {
      type: 'hello',
      num_connections: this.#alive().length,
      connection_info: { app_id: this.#deps.appId() },
      debug_info: { host: 'local-slack', build_number: 1, approximate_connection_time: 18_060 },
    };
  }

  #dismiss(connection: Connection, reason: DisconnectReason): void {
    const { socket } = connection;
    socket.send(
      JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'local-slack' } }),
    );
    if (reason === 'warning') return;
    connection.isLeaving = true;
    socket.close(1000);
  }

  #forget(connection: Connection): void {
    clearInterval(connection.pings);
    this.#connections.delete(connection);
    for (const awaited of [...this.#awaited.values()]) {
      if (awaited.connection === connection) awaited.settle({ error: 'dispatch_failed' });
    }
  }

  #acknowledge(text: string): void {
    const message = JSON.parse(text) as { envelope_id?: string; payload?: unknown };
    const { envelope_id: id = '', payload } = message;
    const isEmpty =
      payload === undefined || (typeof payload === 'object' && !Object.keys(payload ?? {}).length);
    this.#awaited.get(id)?.settle({ ok: true, body: isEmpty ? undefined : payload });
  }

  #tellWaiting(): void {
    for (const waiting of [...this.#waiting]) {
      if (this.count < waiting.count) continue;
      this.#waiting.delete(waiting);
      waiting.resolve();
    }
  }
}

const envelopeTypes = {
  command: 'slash_commands',
  event: 'events_api',
  interaction: 'interactive',
} as const;

function toEnvelope(envelopeId: string, outgoing: Outgoing, retry: Retry | undefined): object {
  const readsAnswer = outgoing.kind === 'interaction' ? outgoing.readsAnswer : undefined;
  return {
    envelope_id: envelopeId,
    type: envelopeTypes[outgoing.kind],
    accepts_response_payload: readsAnswer ?? outgoing.kind === 'command',
    payload: outgoing.body,
    ...(outgoing.kind === 'event'
      ? { retry_attempt: retry?.attempt ?? 0, retry_reason: retry?.reason ?? '' }
      : {}),
  };
}
