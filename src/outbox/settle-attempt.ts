import type { Item, Settlement } from './item.ts';
import type { FindOutcome, SendOutcome } from './sender.ts';

/** What is this late is not said any more, unless its kind says otherwise. */
export const maxLateMs = 24 * 60 * 60 * 1000;
const baseDelayMs = 5_000;
const maxDelayMs = 30 * 60 * 1000;
/** How long a message of unknown outcome may take to show up where we look for it. */
const settlingMs = 30_000;

/** `now` in epoch milliseconds; `random` from [0, 1), for the jitter. */
export interface Moment {
  readonly now: number;
  readonly random: number;
}

/** What becomes of an item whose last attempt nobody knows the end of, once we have looked. */
export function settleSearch(
  item: Item,
  outcome: Exclude<FindOutcome, { kind: 'notFound' }>,
  moment: Moment,
): Settlement {
  switch (outcome.kind) {
    case 'found':
      return { kind: 'sent', messageTs: outcome.messageTs };
    case 'unreadable':
      return { kind: 'uncertain', reason: outcome.reason };
    case 'tokenGone': {
      const delayMs = retryDelay(item.attempts, moment.random);
      return later(moment.now + delayMs, true, outcome.reason);
    }
    case 'retry': {
      const availableAt = moment.now + retryDelay(item.attempts, moment.random, outcome.afterMs);
      return availableAt - item.dueAt < 2 * maxLateMs
        ? later(availableAt, true, outcome.reason)
        : { kind: 'uncertain', reason: outcome.reason };
    }
  }
}

/** What becomes of an item after an attempt. `attempts` counts this one too. */
export function settleAttempt(
  item: Item,
  attempts: number,
  outcome: SendOutcome,
  moment: Moment,
  lateAfterMs = maxLateMs,
): Settlement {
  switch (outcome.kind) {
    case 'sent':
      return { kind: 'sent', messageTs: outcome.messageTs };
    case 'closed':
    case 'refused':
      return { kind: 'failed', reason: outcome.reason };
    case 'tokenGone': {
      // Slack may refuse this one alone and take the token for everything else.
      const delayMs = retryDelay(attempts, moment.random);
      return later(moment.now + delayMs, false, outcome.reason);
    }
    case 'retry': {
      const availableAt = moment.now + retryDelay(attempts, moment.random, outcome.afterMs);
      return availableAt - item.dueAt < lateAfterMs
        ? later(availableAt, false, outcome.reason)
        : { kind: 'failed', reason: outcome.reason };
    }
    case 'unknown': {
      const delayMs = Math.max(settlingMs, retryDelay(attempts, moment.random));
      return later(moment.now + delayMs, true, outcome.reason);
    }
  }
}

/** Not begun within a day of its hour: nothing was tried, or nothing came of it. */
export function settleLate(item: Item): Settlement {
  return {
    kind: item.attempts === 0 ? 'missed' : 'failed',
    reason: item.lastReason ?? 'late',
  };
}

export function isLate({ dueAt }: Item, now: number, lateAfterMs = maxLateMs): boolean {
  return now - dueAt >= lateAfterMs;
}

function later(availableAt: number, unconfirmed: boolean, reason: string): Settlement {
  return { kind: 'later', availableAt, unconfirmed, reason };
}

/**
 * With full jitter, so that many that failed together do not come back together. Exponential, unless
 * Slack itself says how long: then to wait longer each time would keep people waiting for nothing.
 */
function retryDelay(attempts: number, random: number, afterMs?: number): number {
  const doublings = afterMs === undefined ? Math.max(0, attempts - 1) : 0;
  const ceiling = Math.min(maxDelayMs, baseDelayMs * 2 ** doublings);
  return (afterMs ?? 0) + Math.floor(random * ceiling);
}
