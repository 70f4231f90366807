import type { Clock } from '../clock.ts';
import type { ApiMethod, Arguments, Tier } from './method.ts';

/**
 * `strict` is what Slack promises to bear, `tolerant` a hundred times that, so that a test meets a limit
 * only when it asks to.
 */
export type RateLimiting = 'off' | 'tolerant' | 'strict';

const tolerance = 100;
const perMinute: Readonly<Record<1 | 2 | 3 | 4, number>> = { 1: 1, 2: 20, 3: 50, 4: 100 };
// Slack says "several hundred" for all posting of an app in a workspace.
const workspacePostsPerMinute = 300;
// "A small amount of burst behaviour is tolerated"; an app may have ten sockets, so ten opened at once (?).
const minBurst = 10;
// "Short bursts" above one a second in a channel are let through; how many is not said (?).
const channelBurst = 3;

interface Bucket {
  tokens: number;
  at: number;
}

/** Counts requests by the local Slack's own clock. */
export class RateLimits {
  readonly #buckets = new Map<string, Bucket>();
  readonly #now: Clock;
  limiting: RateLimiting;

  constructor({ now, limiting }: { now: Clock; limiting: RateLimiting }) {
    this.#now = now;
    this.limiting = limiting;
  }

  /** Seconds to wait, or 0 when the request is within the limits and now counted. */
  check(method: ApiMethod, args: Arguments): number {
    if (this.limiting === 'off') return 0;
    if (method.tier !== 'post') return this.#take(method.name, limitOf(method.tier));
    const channel = { perSecond: 1, burst: channelBurst };
    const workspace = { perSecond: workspacePostsPerMinute / 60, burst: workspacePostsPerMinute };
    return (
      this.#take(`${method.name} ${String(args['channel'])}`, channel) ||
      this.#take(method.name, workspace)
    );
  }

  #take(key: string, limit: Limit | undefined): number {
    if (limit === undefined) return 0;
    const factor = this.limiting === 'strict' ? 1 : tolerance;
    const perSecond = limit.perSecond * factor;
    const burst = limit.burst * factor;
    const now = this.#now().getTime() / 1000;
    const bucket = this.#buckets.get(key) ?? { tokens: burst, at: now };
    const tokens = Math.min(burst, bucket.tokens + Math.max(0, now - bucket.at) * perSecond);
    if (tokens < 1) return Math.max(1, Math.ceil((1 - tokens) / perSecond));
    this.#buckets.set(key, { tokens: tokens - 1, at: now });
    return 0;
  }
}

interface Limit {
  readonly perSecond: number;
  readonly burst: number;
}

function limitOf(tier: Exclude<Tier, 'post'>): Limit | undefined {
  if (tier === 'none') return undefined;
  const burst = Math.max(minBurst, perMinute[tier]);
  return { perSecond: perMinute[tier] / 60, burst };
}
