/** The machine's time, moved forward as far as somebody asked for. */
export interface DemoClock {
  readonly now: () => Date;
  readonly aheadMs: number;
  advance(ms: number): void;
}

export function createDemoClock(wallClock: () => Date): DemoClock {
  let aheadMs = 0;
  return {
    now: () => new Date(wallClock().getTime() + aheadMs),
    get aheadMs() {
      return aheadMs;
    },
    advance(ms) {
      aheadMs += ms;
    },
  };
}
