import { setImmediate } from 'node:timers/promises';

/** Called often within long work; now and then it lets everything else go first. */
export type Breath = () => Promise<void> | undefined;

/** @param maxHeldMs how long the work may go on without letting go */
export function createBreath(maxHeldMs: number): Breath {
  let since = performance.now();
  return () => {
    if (performance.now() - since < maxHeldMs) return undefined;
    return setImmediate().then(() => {
      since = performance.now();
    });
  };
}
