import type { Clock } from '../clock.ts';
import type { Ids } from '../ids.ts';
import { SlackError } from '../web-api/slack-error.ts';

const lifetimeMs = 3000;

/** Trigger ids: proof that a person has just done something; good once, for three seconds. */
export class Triggers {
  readonly #issued = new Map<string, { user: string; at: number; isUsed: boolean }>();
  readonly #ids: Ids;
  readonly #now: Clock;

  constructor({ ids, now }: { ids: Ids; now: Clock }) {
    this.#ids = ids;
    this.#now = now;
  }

  issue(user: string): string {
    const id = `${this.#now().getTime()}.1000000000000.${this.#ids.secret(32)}`;
    this.#issued.set(id, { user, at: this.#now().getTime(), isUsed: false });
    return id;
  }

  /** Whose trigger it was. Throws Slack's refusals for one that is unknown, used or too old. */
  exchange(id: string): string {
    const trigger = this.#issued.get(id);
    if (trigger === undefined) throw new SlackError('invalid_trigger_id');
    if (trigger.isUsed) throw new SlackError('exchanged_trigger_id');
    if (this.#now().getTime() - trigger.at > lifetimeMs) throw new SlackError('expired_trigger_id');
    trigger.isUsed = true;
    return trigger.user;
  }
}
