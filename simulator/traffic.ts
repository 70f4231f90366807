import type { Clock } from './clock.ts';
import type { Delivery } from './delivery/outgoing.ts';

/** One request in either direction and what came of it. */
export interface Exchange {
  readonly number: number;
  readonly at: Date;
  readonly from: 'bot' | 'slack';
  readonly kind: 'webApi' | 'responseUrl' | 'command' | 'event' | 'interaction' | 'socket';
  /** The method, command, event type or interaction type; for a socket what happened to it. */
  readonly name: string;
  /** Without tokens. */
  readonly request: unknown;
  /** What was answered; undefined when nothing was. */
  readonly response: unknown;
  /** The HTTP status; undefined over a socket or without an answer. */
  readonly status: number | undefined;
  readonly ms: number;
}

// Enough for a fan-out over thousands of channels.
const maxExchanges = 50_000;

/** Keeps the last exchanges, oldest first. */
export class Traffic {
  readonly #exchanges: Exchange[] = [];
  readonly #listeners = new Set<(exchange: Exchange) => void>();
  readonly #now: Clock;
  #count = 0;

  constructor({ now }: { now: Clock }) {
    this.#now = now;
  }

  record(exchange: Omit<Exchange, 'number' | 'at'>): void {
    this.#count += 1;
    const recorded = { ...exchange, number: this.#count, at: this.#now() };
    this.#exchanges.push(recorded);
    if (this.#exchanges.length > maxExchanges) this.#exchanges.shift();
    for (const listener of [...this.#listeners]) listener(recorded);
  }

  recordDelivery({ sent, body, status, ms }: Delivery): void {
    const { kind, name, body: request } = sent;
    this.record({ from: 'slack', kind, name, request, response: body, status, ms });
  }

  recordSocket(name: string, request: object): void {
    const nothing = { response: undefined, status: undefined, ms: 0 };
    this.record({ from: 'slack', kind: 'socket', name, request, ...nothing });
  }

  /** All of them, or those of one method, command, event or interaction. */
  list(name?: string): readonly Exchange[] {
    return this.#exchanges.filter((exchange) => name === undefined || exchange.name === name);
  }

  subscribe(listener: (exchange: Exchange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
