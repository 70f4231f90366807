import type { Kept } from '../../src/kept/open-kept.ts';

/** What a disk would keep; as another version it begins with nothing. */
export function keepInMemory(values = new Map<string, Uint8Array>()): Kept {
  return {
    keys: () => [...values.keys()],
    get: (key) => values.get(key),
    put: (entries) => {
      for (const [key, value] of entries) values.set(key, value);
    },
    drop: (keys) => {
      for (const key of keys) values.delete(key);
    },
    close: () => undefined,
  };
}
