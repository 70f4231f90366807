/** A long job that can be left after each step: it yields where it may be interrupted. */
export type Steps<T> = Generator<undefined, T>;

/** Called after each step of long work; now and then it lets everything else go first. */
export type Breath = () => Promise<void> | undefined;

/** Lets everything else go first after every step. */
export const letGo: Breath = () => new Promise((resolve) => setImmediate(resolve));

/** Does the whole job at once. */
export function runAtOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** Does the job between other work. */
export async function runBetween<T>(steps: Steps<T>, breath: Breath): Promise<T> {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    const rest = breath();
    // Even a promise that is kept already takes longer than most steps.
    if (rest !== undefined) await rest;
  }
}
