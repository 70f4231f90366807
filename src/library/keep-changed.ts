import { runBetween, type Breath, type Steps } from '../content/in-steps.ts';
import type { Kept } from '../kept/open-kept.ts';

/** Values that are on disk as well as in memory. */
export interface OnDisk<T> {
  /** Notes that this is what is on disk. */
  readonly note: (key: string, value: T) => void;
  /**
   * From now on these are kept; what is the same object as before costs nothing. One after the other.
   *
   * @param pack undefined for what isn't worth keeping
   */
  readonly save: (
    values: ReadonlyMap<string, T>,
    pack: (value: T) => Uint8Array | undefined,
  ) => Promise<void>;
}

const atOnce = 100;

export function keepChanged<T>(kept: Kept, breath: Breath): OnDisk<T> {
  /** Undefined where nobody knows what it is. */
  let saved = new Map<string, T | undefined>(kept.keys().map((key) => [key, undefined]));
  let saving: Promise<void> = Promise.resolve();

  function* write(...[values, pack]: Parameters<OnDisk<T>['save']>): Steps<void> {
    kept.drop([...saved.keys()].filter((key) => !values.has(key)));
    let batch: [string, Uint8Array][] = [];
    for (const [key, value] of values) {
      yield;
      const packed = saved.get(key) === value ? undefined : pack(value);
      if (packed !== undefined) batch.push([key, packed]);
      if (batch.length < atOnce) continue;
      kept.put(batch);
      batch = [];
    }
    kept.put(batch);
    saved = new Map(values);
  }

  return {
    note: (key, value) => void saved.set(key, value),
    save: (...given) => (saving = saving.then(() => runBetween(write(...given), breath))),
  };
}
