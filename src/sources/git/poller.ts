import { oneAtATime } from '../one-at-a-time.ts';

export interface PollerDeps {
  /** Never called again before its last call has ended. */
  readonly run: () => Promise<'changed' | 'same' | 'failed'>;
  readonly everyMs: number;
  /** Ends early, without an error, when the signal is aborted. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly random: () => number;
}

export interface Poller {
  /** Runs now and then from here on; the first time soon, or at once when that is urgent. */
  readonly start: (onChange: () => void, options: { readonly isUrgent: boolean }) => void;
  /** Runs once more, however many ask meanwhile; resolves with whether that went well. */
  readonly now: () => Promise<boolean>;
  /** Resolves when nothing runs any more. */
  readonly stop: () => Promise<void>;
}

const maxWaitMs = 60 * 60_000;
const firstWaitMs = 2_000;

/** Looks from time to time: never all sources at once, and ever less often while it fails. */
export function createPoller({ run, everyMs, sleep, random }: PollerDeps): Poller {
  const stopped = new AbortController();
  const isStopped = (): boolean => stopped.signal.aborted;
  let failures = 0;
  const runs = oneAtATime(runOnce);
  let loop: Promise<void> = Promise.resolve();
  let notify = (): void => undefined;

  async function runOnce(): Promise<boolean> {
    if (isStopped()) return false;
    const outcome = await run();
    failures = outcome === 'failed' ? failures + 1 : 0;
    if (outcome === 'changed' && !isStopped()) notify();
    return outcome !== 'failed';
  }

  async function repeat(isUrgent: boolean): Promise<void> {
    if (!isUrgent) await sleep(firstWaitMs * random(), stopped.signal);
    while (!isStopped()) {
      await runs.now();
      if (!isStopped()) await sleep(waitMs(everyMs, failures, random()), stopped.signal);
    }
  }

  return {
    start(onChange, { isUrgent }) {
      notify = onChange;
      loop = repeat(isUrgent);
    },
    now: runs.now,
    async stop() {
      stopped.abort();
      await loop;
      await runs.idle();
    },
  };
}

/** Twice as long after each failure in a row; up to a tenth more or less, by chance. */
export function waitMs(everyMs: number, failures: number, chance: number): number {
  const wait = Math.min(everyMs * 2 ** failures, Math.max(everyMs, maxWaitMs));
  return wait * (0.9 + 0.2 * chance);
}
