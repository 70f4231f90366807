import { letGo, type Breath } from '../content/in-steps.ts';

/** @param maxHeldMs how long work may go on without letting go */
export function createBreath(maxHeldMs: number): Breath {
  let since = performance.now();
  return () => {
    if (performance.now() - since < maxHeldMs) return undefined;
    return letGo()?.then(() => {
      since = performance.now();
    });
  };
}
