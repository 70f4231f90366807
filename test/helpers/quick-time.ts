import type { Timers } from '../../src/ops/clock.ts';
import { systemTimers } from '../../src/ops/clock.ts';

/** A clock and timers that run so many times as fast as the machine's, from a moment on. */
export function createQuickTime(
  from: string,
  times: number,
): { readonly now: () => Date; readonly timers: Timers } {
  const elapsed = () => systemTimers.elapsed() * times;
  const beginning = Date.parse(from) - elapsed();
  return {
    now: () => new Date(beginning + elapsed()),
    timers: { elapsed, sleep: (ms, signal) => systemTimers.sleep(ms / times, signal) },
  };
}
