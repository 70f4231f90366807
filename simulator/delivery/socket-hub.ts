import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Random } from '../clock.ts';
import type { Ids } from '../ids.ts';
import type { Delivery, Outgoing, Retry } from './outgoing.ts';
import { SocketConnection } from './socket-connection.ts';
import { isEmptyAnswer, toEnvelope } from './socket-envelope.ts';

const maxConnections = 10;
const closeHandshakeMs = 200;
const debugInfo = { host: 'local-slack' };

export type DisconnectReason =
  'warning' | 'refresh_requested' | 'link_disabled' | 'too_many_websockets';

export interface SocketHubDeps {
  readonly ids: Ids;
  readonly random: Random;
  readonly appId: string;
  readonly deadlineMs: number;
  readonly pingIntervalMs: number;
  /** Hears of each connection that opens, is told to go, or ends. */
  readonly tell: (what: 'hello' | 'disconnect' | 'closed', details: object) => void;
}

interface Awaited {
  readonly connection: SocketConnection;
  readonly settle: (result: Partial<Delivery>) => void;
}

/** The open Socket Mode connections. A payload goes to any one of them. */
export class SocketHub {
  readonly #server = new WebSocketServer({ noServer: true, autoPong: false });
  readonly #connections = new Set<SocketConnection>();
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

  /** How many connections are open and not told to go. */
  get count(): number {
    return this.#staying().length;
  }

  /** A URL that opens one connection, once. */
  issueUrl(): string {
    const ticket = this.#deps.ids.uuid();
    this.#tickets.add(ticket);
    return `${this.#origin}/link/?ticket=${ticket}&app_id=${this.#deps.appId}`;
  }

  handleUpgrade(request: IncomingMessage, raw: Duplex, head: Buffer): void {
    const url = new URL(request.url ?? '', 'ws://localhost');
    const isKnown = this.#tickets.delete(url.searchParams.get('ticket') ?? '');
    if (url.pathname !== '/link/' || !isKnown || this.#refuses) {
      const status = this.#refuses ? '503 Service Unavailable' : '401 Unauthorized';
      raw.end(`HTTP/1.1 ${status}\r\n\r\n`);
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
    const envelopeId = this.#deps.ids.uuid();
    return new Promise((resolve) => {
      const settle = (result: Partial<Delivery>): void => {
        clearTimeout(deadline);
        this.#awaited.delete(envelopeId);
        const unknown = { error: undefined, status: undefined, body: undefined, noRetry: false };
        const ms = performance.now() - started;
        resolve({ ok: false, ...unknown, ms, sent: outgoing, ...result });
      };
      const deadline = setTimeout(() => {
        settle({ error: 'operation_timeout' });
      }, this.#deps.deadlineMs);
      if (connection === undefined) {
        settle({ error: 'dispatch_failed' });
        return;
      }
      this.#awaited.set(envelopeId, { connection, settle });
      connection.send(toEnvelope(envelopeId, outgoing, retry));
    });
  }

  /**
   * Says goodbye as Slack does some seconds before it recycles a connection, or when it does: to all of
   * them, or to the first `count`.
   */
  disconnect(reason: DisconnectReason, count = Infinity): void {
    for (const connection of this.#staying().slice(0, count)) this.#dismiss(connection, reason);
  }

  /** Cuts every connection without a word. */
  drop(): void {
    for (const connection of this.#connections) connection.drop();
  }

  /** Every open connection stays open and dies: no data, no pings, no pongs. */
  goSilent(): void {
    for (const connection of this.#connections) connection.silence();
  }

  /** Notices which connections are dead, and lets go of them. */
  dropSilent(): void {
    for (const connection of this.#connections) if (connection.isSilent) connection.drop();
  }

  /** From now on connections are refused (or, with `false`, accepted again). */
  refuse(refuses = true): void {
    this.#refuses = refuses;
  }

  /** Connections to come are dead from birth, without a hello (or, with `false`, alive again). */
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

  async close(): Promise<void> {
    for (const { settle } of [...this.#awaited.values()]) settle({ error: 'dispatch_failed' });
    const connections = [...this.#connections];
    await Promise.all(connections.map((connection) => connection.close(closeHandshakeMs)));
    this.#server.close();
  }

  #staying(): readonly SocketConnection[] {
    return [...this.#connections].filter(({ isLeaving }) => !isLeaving);
  }

  #pick(): SocketConnection | undefined {
    const staying = this.#staying();
    return staying[Math.floor(this.#deps.random() * staying.length)];
  }

  #welcome(socket: WebSocket, raw: Duplex): void {
    const connection: SocketConnection = new SocketConnection({
      socket,
      raw,
      pingIntervalMs: this.#deps.pingIntervalMs,
      onMessage: (text) => {
        this.#acknowledge(text);
      },
      onClose: () => {
        this.#forget(connection);
      },
    });
    this.#connections.add(connection);
    if (this.count > maxConnections) {
      this.#dismiss(connection, 'too_many_websockets');
      return;
    }
    if (this.#isBornSilent) {
      connection.silence();
      return;
    }
    const hello = {
      type: 'hello',
      num_connections: this.count,
      connection_info: { app_id: this.#deps.appId },
      debug_info: { ...debugInfo, build_number: 1, approximate_connection_time: 18_060 },
    };
    connection.send(hello);
    this.#deps.tell('hello', hello);
    this.#tellWaiting();
  }

  #dismiss(connection: SocketConnection, reason: DisconnectReason): void {
    const goodbye = { type: 'disconnect', reason, debug_info: debugInfo };
    connection.send(goodbye);
    this.#deps.tell('disconnect', goodbye);
    if (reason === 'warning') return;
    connection.isLeaving = true;
    void connection.close(closeHandshakeMs);
  }

  #forget(connection: SocketConnection): void {
    this.#connections.delete(connection);
    for (const awaited of [...this.#awaited.values()]) {
      if (awaited.connection === connection) awaited.settle({ error: 'dispatch_failed' });
    }
    this.#deps.tell('closed', { open: this.count });
  }

  #acknowledge(text: string): void {
    const { envelope_id: id = '', payload } = JSON.parse(text) as {
      envelope_id?: string;
      payload?: unknown;
    };
    const body = isEmptyAnswer(payload) ? undefined : payload;
    this.#awaited.get(id)?.settle({ ok: true, body });
  }

  #tellWaiting(): void {
    for (const waiting of [...this.#waiting]) {
      if (this.count < waiting.count) continue;
      this.#waiting.delete(waiting);
      waiting.resolve();
    }
  }
}
