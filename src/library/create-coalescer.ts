import { oneAtATime } from '../sources/one-at-a-time.ts';

export interface CoalescerOptions {
  /** Never called again before its last call has ended. */
  readonly run: () => Promise<void>;
  /** How long it must be quiet before a run. */
  readonly settleMs: number;
  /** When requests never cease, the first of them still waits no longer than this. */
  readonly maxWaitMs: number;
}

export interface Coalescer {
  readonly request: () => void;
  /** Drops what was requested; resolves when nothing runs any more. */
  readonly close: () => Promise<void>;
}

/** Turns many requests into few runs, one after the other. */
export function createCoalescer({ run, settleMs, maxWaitMs }: CoalescerOptions): Coalescer {
  const runs = oneAtATime(run);
  let settleTimer: NodeJS.Timeout | undefined;
  let deadlineTimer: NodeJS.Timeout | undefined;
  let isClosed = false;

  function start(): void {
    clearTimers();
    void runs.now();
  }

  function clearTimers(): void {
    clearTimeout(settleTimer);
    clearTimeout(deadlineTimer);
    deadlineTimer = undefined;
  }

  return {
    request() {
      if (isClosed) return;
      clearTimeout(settleTimer);
      settleTimer = setTimeout(start, settleMs);
      deadlineTimer ??= setTimeout(start, maxWaitMs);
    },
    async close() {
      isClosed = true;
      clearTimers();
      await runs.idle();
    },
  };
}
