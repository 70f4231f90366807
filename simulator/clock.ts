/** Where the simulator takes the time from. */
export type Clock = () => Date;

/** Chance: a number from 0 up to, not including, 1. */
export type Random = () => number;

/** A small seeded generator (mulberry32), so that ids are the same in every run. */
export function createRandom(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
