/** Timers of a world of its own, in which time passes only when it is told to. */
export interface VirtualTime {
  /** Milliseconds since the beginning. */
  readonly elapsed: () => number;
  /** Calls back when `ms` have passed; the returned function takes that back. */
  readonly after: (ms: number, act: () => void) => () => void;
  /** Real work in progress (a query on its way): time stands still until it ends. */
  readonly work: <T>(act: () => Promise<T>) => Promise<T>;
  /** Lets time pass, timer by timer. */
  readonly pass: (ms: number) => Promise<void>;
  /** Time passes, and nobody is woken before the end of it: a stalled machine. */
  readonly stall: (ms: number) => void;
}

export function createVirtualTime(): VirtualTime {
  const timers = new Map<number, { readonly at: number; readonly act: () => void }>();
  let time = 0;
  let lastId = 0;
  let working = 0;
  let rest = Promise.withResolvers<undefined>();

  /** Until nothing happens any more without time passing. */
  const settle = async (): Promise<void> => {
    for (let calm = 0; calm < 3; calm += 1) {
      await new Promise(setImmediate);
      if (working > 0) {
        await rest.promise;
        calm = -1;
      }
    }
  };

  const next = (until: number): number | undefined => {
    let found: number | undefined;
    let earliest = until;
    for (const [id, { at }] of timers) {
      if (at < earliest || (at === earliest && found === undefined)) [found, earliest] = [id, at];
    }
    return found;
  };

  return {
    elapsed: () => time,
    after: (ms, act) => {
      lastId += 1;
      const id = lastId;
      timers.set(id, { at: time + Math.floor(ms), act });
      return () => timers.delete(id);
    },
    work: async (act) => {
      if (working === 0) rest = Promise.withResolvers();
      working += 1;
      try {
        return await act();
      } finally {
        working -= 1;
        if (working === 0) rest.resolve(undefined);
      }
    },
    pass: async (ms) => {
      const end = time + Math.floor(ms);
      await settle();
      for (let id = next(end); id !== undefined; id = next(end)) {
        const timer = timers.get(id);
        timers.delete(id);
        time = Math.max(time, timer?.at ?? 0);
        timer?.act();
        await settle();
      }
      time = Math.max(time, end);
    },
    stall: (ms) => {
      time += Math.floor(ms);
    },
  };
}
