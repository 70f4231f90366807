import type { Delivery, Settlement } from './delivery.ts';
import type { FindOutcome, SendOutcome } from './digest-sender.ts';
import { maxLateMs } from './plan-runs.ts';

const baseDelayMs = 5_000;
const maxDelayMs = 30 * 60 * 1000;
/** How long a message of unknown outcome may take to show up where we look for it. */
const settlingMs = 30_000;

/** `now` in epoch milliseconds; `random` from [0, 1), for the jitter. */
export interface Moment {
  readonly now: number;
  readonly random: number;
}

/** What becomes of a delivery whose last attempt nobody knows the end of, once we have looked. */
export function settleSearch(
  delivery: Delivery,
  outcome: Exclude<FindOutcome, { kind: 'notFound' }>,
  moment: Moment,
): Settlement {
  switch (outcome.kind) {
    case 'found':
      return { kind: 'sent', messageTs: outcome.messageTs };
    case 'unreadable':
      return { kind: 'uncertain', reason: outcome.reason };
    case 'tokenGone': {
      const delayMs = retryDelay(delivery.attempts, moment.random);
      return later(moment.now + delayMs, true, outcome.reason);
    }
    case 'retry': {
      const availableAt =
        moment.now + retryDelay(delivery.attempts, moment.random, outcome.afterMs);
      return availableAt - delivery.dueAt < 2 * maxLateMs
        ? later(availableAt, true, outcome.reason)
        : { kind: 'uncertain', reason: outcome.reason };
    }
  }
}

/** What becomes of a delivery after an attempt. `attempts` counts this one too. */
export function settleAttempt(
  delivery: Delivery,
  attempts: number,
  outcome: SendOutcome,
  moment: Moment,
): Settlement {
  switch (outcome.kind) {
    case 'sent':
      return { kind: 'sent', messageTs: outcome.messageTs };
    case 'stopped':
    case 'refused':
      return { kind: 'failed', reason: outcome.reason };
    case 'tokenGone': {
      // Slack may refuse this one alone and take the token for everything else.
      const delayMs = retryDelay(attempts, moment.random);
      return later(moment.now + delayMs, false, outcome.reason);
    }
    case 'retry': {
      const availableAt = moment.now + retryDelay(attempts, moment.random, outcome.afterMs);
      return availableAt - delivery.dueAt < maxLateMs
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
export function settleLate(delivery: Delivery): Settlement {
  return {
    kind: delivery.attempts === 0 ? 'missed' : 'failed',
    reason: delivery.lastReason ?? 'late',
  };
}

export function isLate({ dueAt }: Delivery, now: number): boolean {
  return now - dueAt >= maxLateMs;
}

function later(availableAt: number, unconfirmed: boolean, reason: string): Settlement {
  return { kind: 'later', availableAt, unconfirmed, reason };
}

/** Exponential with full jitter, so that many that failed together do not come back together. */
function retryDelay(attempts: number, random: number, afterMs = 0): number {
  const ceiling = Math.min(maxDelayMs, baseDelayMs * 2 ** Math.max(0, attempts - 1));
  return afterMs + Math.floor(random * ceiling);
}
