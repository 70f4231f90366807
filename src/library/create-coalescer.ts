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
  let settleTimer: NodeJS.Timeout | undefined;
  let deadlineTimer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let requestedMeanwhile = false;
  let isClosed = false;

  function request(): void {
    if (isClosed) return;
    if (running !== undefined) {
      requestedMeanwhile = true;
      return;
    }
    clearTimeout(settleTimer);
    settleTimer = setTimeout(start, settleMs);
    deadlineTimer ??= setTimeout(start, maxWaitMs);
  }

  function start(): void {
    clearTimers();
    running = run().finally(() => {
      running = undefined;
      if (requestedMeanwhile) {
        requestedMeanwhile = false;
        request();
      }
    });
  }

  function clearTimers(): void {
    clearTimeout(settleTimer);
    clearTimeout(deadlineTimer);
    settleTimer = deadlineTimer = undefined;
  }

  return {
    request,
    async close() {
      isClosed = true;
      clearTimers();
      await running;
    },
  };
}
