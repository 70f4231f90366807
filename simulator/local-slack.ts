import type { Actor } from './acting/actor.ts';
import type { CommandUse } from './acting/run-command.ts';
import type { Clock, Random } from './clock.ts';
import type { EventDispatcher } from './delivery/event-dispatcher.ts';
import type { Outgoing, Send } from './delivery/outgoing.ts';
import type { SocketHub } from './delivery/socket-hub.ts';
import type { Faults } from './faults.ts';
import type { Government } from './govern.ts';
import type { Installation } from './installation.ts';
import type { Traffic } from './traffic.ts';
import type { RateLimiting, RateLimits } from './web-api/rate-limits.ts';
import type { Message } from './workspace/model.ts';
import type { View, Views } from './workspace/views.ts';
import type { Workspace } from './workspace/workspace.ts';

export interface LocalSlackOptions {
  /** The app's manifest, as parsed from its YAML or JSON. */
  readonly manifest: unknown;
  readonly teamName?: string;
  /** Slack's clock: message timestamps, expiry, rate limits. The machine's when left out. */
  readonly now?: Clock;
  /** The clock that signatures carry, which a receiver compares with its own. The machine's. */
  readonly wallClock?: Clock;
  /** Decides ids and which socket gets a payload. A fixed sequence when left out. */
  readonly random?: Random;
  /** How long the app may take to acknowledge; Slack's three seconds. */
  readonly ackDeadlineMs?: number;
  /** Waits before an event is delivered again: at once, a minute, five minutes. */
  readonly retryDelaysMs?: readonly number[];
  /** `tolerant` when left out. */
  readonly rateLimiting?: RateLimiting;
  readonly pingIntervalMs?: number;
}

/** A workspace with one app in it, and the whole of Slack around it, on this machine alone. */
export interface LocalSlack extends Government {
  /** Starts to listen on loopback; port 0 takes any free one. */
  listen(port?: number): Promise<void>;
  close(): Promise<void>;
  /** For `SLACK_API_URL`; ends with `/api/`. Only after `listen`. */
  readonly apiUrl: string;
  /** Tokens, secret, ids, and the scopes, which a test may change. */
  readonly installation: Installation;
  readonly workspace: Workspace;
  readonly views: Views;
  readonly sockets: SocketHub;
  readonly faults: Faults;
  readonly traffic: Traffic;
  readonly rateLimits: RateLimits;
  readonly events: EventDispatcher;

  /** From now on the app is reached by signed HTTP at this URL; without it, by its sockets. */
  deliverOverHttp(url: string): void;
  /** Sends the app anything at all, signed as Slack would. */
  readonly deliver: Send;
  /** The payload of a command, to be sent by other means than a person's: wrongly signed, twice, ... */
  buildCommand(use: CommandUse): Outgoing;

  /** What this person can do. */
  asUser(id: string): Actor;
  /** What this person sees, oldest first. */
  messagesSeenBy(
    userId: string,
    channelId: string,
    options?: { thread?: string },
  ): readonly Message[];
  /** Open for this person, the one on top last. */
  modalsOf(userId: string): readonly View[];
  homeOf(userId: string): View | undefined;

  /** Calls back after every change and every exchange with the app. */
  subscribe(listener: () => void): () => void;
  /** Resolves with what `find` returns as soon as that is not undefined. Rejects after `timeoutMs`. */
  waitFor<T>(find: () => T | undefined, options?: { timeoutMs?: number }): Promise<T>;
}
