import { systemTimers, type Timers } from '../../src/ops/clock.ts';

/** Timers of the machine whose sleepers can all be woken, as whoever sets a clock would wish. */
export function createSkippingTimers(): { readonly timers: Timers; readonly wake: () => void } {
  let alarm = new AbortController();
  return {
    timers: {
      elapsed: systemTimers.elapsed,
      sleep: (ms, signal) =>
        systemTimers.sleep(
          ms,
          signal === undefined ? alarm.signal : AbortSignal.any([alarm.signal, signal]),
        ),
    },
    wake: () => {
      alarm.abort();
      alarm = new AbortController();
    },
  };
}
