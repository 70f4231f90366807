export interface Runs<T> {
  /** Runs once more, however many ask meanwhile. */
  readonly now: () => Promise<T>;
  /** Resolves when nothing runs any more. */
  readonly idle: () => Promise<unknown>;
}

/** Work that is asked for again and again, and never done twice at once. */
export function oneAtATime<T>(run: () => Promise<T>): Runs<T> {
  let running: Promise<unknown> = Promise.resolve();
  let next: Promise<T> | undefined;
  return {
    now: () =>
      (next ??= running.then(() => {
        next = undefined;
        const attempt = run();
        running = attempt;
        return attempt;
      })),
    idle: () => next ?? running,
  };
}
