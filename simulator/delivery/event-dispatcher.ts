import type { Clock } from '../clock.ts';
import type { Installation } from '../installation.ts';
import type { Change } from '../workspace/changes.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { eventsOf, type PossibleEvent } from './event-rules.ts';
import type { Delivery, Outgoing, Send } from './outgoing.ts';

export interface EventDispatcherDeps {
  readonly workspace: Workspace;
  readonly installation: Installation;
  readonly now: Clock;
  readonly send: Send;
  /** Before the second, third and fourth attempt. Slack's own: at once, a minute, five minutes. */
  readonly retryDelaysMs: readonly number[];
}

/** Turns changes into events, and delivers them again when the app does not acknowledge. */
export class EventDispatcher {
  readonly #deps: EventDispatcherDeps;
  readonly #stopped = new AbortController();
  readonly #pending = new Set<Promise<unknown>>();
  readonly #sent: Outgoing[] = [];
  #collected: Promise<Delivery>[] = [];
  #copies = 1;

  constructor(deps: EventDispatcherDeps) {
    this.#deps = deps;
    deps.workspace.subscribe((change) => {
      this.#dispatch(change);
    });
  }

  /** Runs an action and gives back the first attempts to deliver the events it caused. */
  async firstAttemptsOf<T>(act: () => T): Promise<{ result: T; deliveries: readonly Delivery[] }> {
    this.#collected = [];
    const result = act();
    const attempts = this.#collected;
    this.#collected = [];
    return { result, deliveries: await Promise.all(attempts) };
  }

  /** The next event is delivered twice though it was acknowledged, as happens in Slack. */
  duplicateNext(): void {
    this.#copies = 2;
  }

  /** Delivers an event that was sent before once more, unchanged. */
  async sendAgain(eventId?: string): Promise<Delivery> {
    const sent = this.#sent.findLast(
      ({ body }) => eventId === undefined || body['event_id'] === eventId,
    );
    if (sent === undefined) throw new Error(`No event ${eventId ?? ''} was sent before`);
    return this.#deps.send(sent, { attempt: 1, reason: 'http_timeout' });
  }

  /** Resolves when no delivery or retry is under way. */
  async idle(): Promise<void> {
    while (this.#pending.size > 0) await Promise.allSettled([...this.#pending]);
  }

  stop(): void {
    this.#stopped.abort();
  }

  #dispatch(change: Change): void {
    for (const possible of eventsOf(change, this.#deps)) {
      if (!this.#isWanted(possible)) continue;
      const outgoing = this.#wrap(possible);
      this.#sent.push(outgoing);
      for (let copy = 0; copy < this.#copies; copy += 1) this.#deliver(outgoing);
      this.#copies = 1;
    }
  }

  #isWanted({ subscription, scope, membersOnly }: PossibleEvent): boolean {
    const { installation } = this.#deps;
    const { bot_events: subscribed } = installation.manifest.settings.event_subscriptions;
    return (
      subscribed.includes(subscription) &&
      (scope === undefined || installation.scopes.has(scope)) &&
      (membersOnly === undefined || membersOnly.members.has(installation.botUserId))
    );
  }

  #wrap({ event }: PossibleEvent): Outgoing {
    const { workspace, installation, now } = this.#deps;
    const authorization = {
      enterprise_id: null,
      team_id: workspace.team.id,
      user_id: installation.botUserId,
      is_bot: true,
      is_enterprise_install: false,
    };
    const { channel } = event;
    const isShared =
      typeof channel === 'string' && workspace.channels.get(channel)?.isExtShared === true;
    const body = {
      token: installation.verificationToken,
      team_id: workspace.team.id,
      context_team_id: workspace.team.id,
      context_enterprise_id: null,
      api_app_id: installation.appId,
      event: { ...event, event_ts: event['event_ts'] ?? workspace.ids.ts() },
      type: 'event_callback',
      event_id: workspace.ids.next('Ev'),
      event_time: Math.floor(now().getTime() / 1000),
      authorizations: [authorization],
      is_ext_shared_channel: isShared,
      event_context: workspace.ids.secret(24),
    };
    return { kind: 'event', name: String(event['type']), body };
  }

  #deliver(outgoing: Outgoing): void {
    const first = this.#deps.send(outgoing);
    this.#collected.push(first);
    const all = this.#retry(outgoing, first).finally(() => this.#pending.delete(all));
    this.#pending.add(all);
  }

  async #retry(outgoing: Outgoing, first: Promise<Delivery>): Promise<void> {
    let delivery = await first;
    for (const [index, delayMs] of this.#deps.retryDelaysMs.entries()) {
      if (delivery.ok || delivery.noRetry) return;
      if (!(await this.#wait(delayMs))) return;
      delivery = await this.#deps.send(outgoing, {
        attempt: index + 1,
        reason: reasonOf(delivery),
      });
    }
  }

  /** False when stopped meanwhile. */
  #wait(ms: number): Promise<boolean> {
    const { signal } = this.#stopped;
    if (signal.aborted) return Promise.resolve(false);
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        signal.removeEventListener('abort', stop);
        resolve(true);
      }, ms);
      // A retry minutes away keeps no process alive: the server does, as long as it listens.
      timer.unref();
      const stop = (): void => {
        clearTimeout(timer);
        resolve(false);
      };
      signal.addEventListener('abort', stop, { once: true });
    });
  }
}

function reasonOf({ error, status }: Delivery): string {
  if (error === 'operation_timeout') return 'http_timeout';
  return status === undefined ? 'connection_failed' : 'http_error';
}
