/** What was looked up, for a while. Nobody looks up twice what is on its way already. */
export interface Memory<T> {
  readonly recall: (key: string, lookUp: () => Promise<T>) => Promise<T>;
  /** It is looked up again so soon, as when that has failed. */
  readonly forgetIn: (key: string, ms: number) => void;
}

const maxKept = 10_000;

/** @param now epoch milliseconds */
export function createMemory<T>(now: () => number, rememberMs: number): Memory<T> {
  const kept = new Map<string, { readonly found: Promise<T>; until: number }>();
  return {
    recall: (key, lookUp) => {
      const known = kept.get(key);
      if (known && known.until > now()) return known.found;
      if (kept.size >= maxKept) kept.clear();
      const found = lookUp();
      kept.set(key, { found, until: now() + rememberMs });
      return found;
    },
    forgetIn: (key, ms) => {
      const known = kept.get(key);
      if (known) known.until = now() + ms;
    },
  };
}
