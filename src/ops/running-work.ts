/** Counts what is under way, so that a shutdown can wait for it. */
export interface RunningWork {
  /** Runs the work and counts it until it settles. */
  track<T>(work: () => Promise<T>): Promise<T>;
  /** Resolves with true when nothing is left, or with false when the time is up. */
  drain(timeoutMs: number): Promise<boolean>;
}

export function createRunningWork(): RunningWork {
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

    async drain(timeoutMs) {
      let timer: NodeJS.Timeout | undefined;
      const timeUp = new Promise<false>((resolve) => {
        timer = setTimeout(resolve, timeoutMs, false);
      });
      const done = (async () => {
        while (running.size > 0) await Promise.allSettled(running);
        return true as const;
      })();
      const drained = await Promise.race([done, timeUp]);
      clearTimeout(timer);
      return drained;
    },
  };
}
