/** Time that only ever passes: a wall clock that is set back must not hold anything up. */
export interface PacerClock {
  /** Milliseconds since any fixed moment. */
  readonly elapsed: () => number;
  /** Resolves early, without an error, when the signal is aborted. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

export interface Pacer {
  /** Waits for this channel's turn. False when the signal was aborted: then it has none. */
  readonly turn: (channel: string, signal: AbortSignal) => Promise<boolean>;
  /** Slack asked for silence. */
  readonly hold: (ms: number) => void;
}

const channelGapMs = 1_000;

/** So many posts a minute over the whole workspace, and one a second in any channel. */
export function createPacer(clock: PacerClock, perMinute: number): Pacer {
  const gapMs = 60_000 / perMinute;
  /** A workspace has so many channels and no more: nothing is forgotten. */
  const lastIn = new Map<string, number>();
  let free = clock.elapsed();
  let heldUntil = free;

  const takePlace = (channel: string): number => {
    const slot = Math.max(clock.elapsed(), free);
    free = slot + gapMs;
    const at = Math.max(slot, (lastIn.get(channel) ?? -channelGapMs) + channelGapMs);
    lastIn.set(channel, at);
    return at;
  };

  return {
    turn: async (channel, signal) => {
      let at = takePlace(channel);
      for (;;) {
        const waitMs = at - clock.elapsed();
        if (waitMs > 0) await clock.sleep(waitMs, signal);
        if (signal.aborted) return false;
        // Slack may have asked for silence while we waited.
        if (at >= heldUntil) return true;
        at = takePlace(channel);
      }
    },
    hold: (ms) => {
      heldUntil = Math.max(heldUntil, clock.elapsed() + ms);
      free = Math.max(free, heldUntil);
    },
  };
}
