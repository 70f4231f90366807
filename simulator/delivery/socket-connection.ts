import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';

export interface SocketConnectionDeps {
  readonly socket: WebSocket;
  /** The stream below the WebSocket. */
  readonly raw: Duplex;
  readonly pingIntervalMs: number;
  readonly onMessage: (text: string) => void;
  readonly onClose: () => void;
}

/** One open connection of an app. */
export class SocketConnection {
  readonly #socket: WebSocket;
  readonly #raw: Duplex;
  readonly #closed: Promise<void>;
  /** Dead, without a sign of it. */
  isSilent = false;
  /** Told to go: nothing more is sent over it. */
  isLeaving = false;

  constructor({ socket, raw, pingIntervalMs, onMessage, onClose }: SocketConnectionDeps) {
    this.#socket = socket;
    this.#raw = raw;
    const pings = setInterval(() => {
      if (!this.isSilent) socket.ping('Ping from local Slack');
    }, pingIntervalMs);
    this.#closed = new Promise((resolve) => {
      socket.on('close', () => {
        clearInterval(pings);
        onClose();
        resolve();
      });
    });
    socket.on('ping', (data) => {
      socket.pong(data);
    });
    socket.on('message', (data: Buffer) => {
      onMessage(data.toString('utf8'));
    });
    socket.on('error', () => {
      socket.terminate();
    });
  }

  send(message: object): void {
    if (!this.isSilent) this.#socket.send(JSON.stringify(message));
  }

  /** Stays open and dies: it sends nothing, and unread bytes leave pings and goodbyes unanswered. */
  silence(): void {
    this.isSilent = true;
    this.#raw.pause();
  }

  /** Ends it without a word. */
  drop(): void {
    this.isLeaving = true;
    this.#raw.destroy();
  }

  /** Ends it with a handshake when the client keeps to it within `patienceMs`, else without. */
  async close(patienceMs: number): Promise<void> {
    const cutting = setTimeout(() => {
      this.#socket.terminate();
    }, patienceMs);
    this.#socket.close(1000);
    await this.#closed;
    clearTimeout(cutting);
  }
}
