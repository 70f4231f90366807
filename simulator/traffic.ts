import type { Clock } from './clock.ts';

/** One request in either direction and what came of it. */
export interface Exchange {
  readonly number: number;
  readonly at: Date;
  readonly from: 'bot' | 'slack';
  readonly kind: 'webApi' | 'responseUrl' | 'command' | 'event' | 'interaction' | 'socket';
  /** The method, command, event type or interaction type. */
  readonly name: string;
  readonly request: unknown;
  /** What was answered; undefined when nothing was. */
  readonly response: unknown;
  /** The HTTP status; undefined over a socket or without an answer. */
  readonly status: number | undefined;
  readonly ms: number;
}

/** Keeps the last exchanges, oldest first. */
export class Traffic {
  readonly #exchanges: Exchange[] = [];
  readonly #listeners = new Set<(exchange: Exchange) => void>();
  readonly #now: Clock;
  readonly #limit: number;
  #count = 0;

  constructor({ now, limit = 10_000 }: { now: Clock; limit?: number }) {
    this.#now = now;
    this.#limit = limit;
  }

  record(exchange: Omit<Exchange, 'number' | 'at'>): void {
    this.#count += 1;
    const recorded = { ...exchange, number: this.#count, at: this.#now() };
    this.#exchanges.push(recorded);
    if (this.#exchanges.length > this.#limit) this.#exchanges.shift();
    for (const listener of [...this.#listeners]) listener(recorded);
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
