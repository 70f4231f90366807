import type { Clock } from '../clock.ts';
import type { Ids } from '../ids.ts';

const lifetimeMs = 30 * 60 * 1000;
const maxUses = 5;

/** What a response URL may reply to. */
export interface ResponseTarget {
  readonly channel: string;
  /** Who acted, and so who sees an ephemeral reply. */
  readonly user: string;
  /** The message that was acted on; undefined for a command. */
  readonly messageTs: string | undefined;
  /** The trigger of the command; left out for anything else. */
  readonly command?: string;
}

/** The URLs that let an app reply without a scope: five times, within half an hour. */
export class ResponseUrls {
  readonly #issued = new Map<string, { target: ResponseTarget; at: number; uses: number }>();
  readonly #ids: Ids;
  readonly #now: Clock;
  #origin = '';

  constructor({ ids, now }: { ids: Ids; now: Clock }) {
    this.#ids = ids;
    this.#now = now;
  }

  /** Where the server listens, such as `http://127.0.0.1:4000`. */
  setOrigin(origin: string): void {
    this.#origin = origin;
  }

  issue(kind: 'commands' | 'actions', teamId: string, target: ResponseTarget): string {
    const path = `/${kind}/${teamId}/${this.#ids.secret(12)}/${this.#ids.secret(24)}`;
    this.#issued.set(path, { target, at: this.#now().getTime(), uses: 0 });
    return this.#origin + path;
  }

  /** Counts one use; a use that is refused later counts too. */
  use(path: string): ResponseTarget | 'used_url' | 'expired_url' {
    const issued = this.#issued.get(path);
    if (issued === undefined || this.#now().getTime() - issued.at > lifetimeMs)
      return 'expired_url';
    if (issued.uses >= maxUses) return 'used_url';
    issued.uses += 1;
    return issued.target;
  }
}
