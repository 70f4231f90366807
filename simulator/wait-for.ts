/** Looks now and after every change, until there is something or the time is up. */
export function waitFor<T>(
  find: () => T | undefined,
  subscribe: (listener: () => void) => () => void,
  timeoutMs: number,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const finish = (): void => {
      clearTimeout(timer);
      stop();
    };
    const look = (): void => {
      const found = find();
      if (found === undefined) return;
      finish();
      resolve(found);
    };
    const timer = setTimeout(() => {
      finish();
      reject(new Error(`Nothing of the kind within ${timeoutMs} ms`));
    }, timeoutMs);
    const stop = subscribe(look);
    look();
  });
}
