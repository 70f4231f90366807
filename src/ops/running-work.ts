import { setImmediate } from 'node:timers/promises';
import { endsWithin, type Timers } from './clock.ts';

/** Counts what is under way, so that a shutdown can wait for it. */
export interface RunningWork {
  /** Runs the work and counts it until it settles. */
  track<T>(work: () => Promise<T>): Promise<T>;
  /** Resolves with true when nothing is left, or with false when the time is up. */
  drain(timeoutMs: number): Promise<boolean>;
}

export function createRunningWork(sleep: Timers['sleep']): RunningWork {
  const running = new Set<Promise<unknown>>();

  return {
    async track(work) {
      const started = work();
      running.add(started);
      try {
        return await started;
      } finally {
        running.delete(started);
      }
    },

    drain(timeoutMs) {
      const settle = async (): Promise<void> => {
        while (running.size > 0) await Promise.allSettled(running);
      };
      return endsWithin(settle(), timeoutMs, sleep);
    },
  };
}

/**
 * Lets work begin one piece for each turn of the event loop, in the order of coming. Otherwise what
 * comes at once is done at once, and whatever else is new waits for all of it: Node accepts only one
 * connection a turn.
 */
export function createTurns(): () => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  return () => (last = last.then(() => setImmediate()));
}
