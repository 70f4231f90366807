import { setTimeout } from 'node:timers/promises';

export type Clock = () => Date;

export const systemClock: Clock = () => new Date();

/** Time that only ever passes, whatever becomes of the wall clock. */
export interface Timers {
  /** Milliseconds since any fixed moment. */
  readonly elapsed: () => number;
  /** Ends early, without an error, when the signal is aborted. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
}

export const systemTimers: Timers = {
  elapsed: () => performance.now(),
  sleep: (ms, signal) => setTimeout(ms, undefined, { signal }).catch(() => undefined),
};

/** Whether it ended before the time was up. */
export async function endsWithin(
  work: Promise<unknown>,
  ms: number,
  sleep: Timers['sleep'],
): Promise<boolean> {
  const ended = new AbortController();
  const late = sleep(ms, ended.signal).then(() => false);
  const inTime = work.then(() => true);
  return Promise.race([inTime, late]).finally(() => {
    ended.abort();
  });
}
