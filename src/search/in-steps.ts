/** A long job that can be left after each step: it yields where it may be interrupted. */
export type Steps<T> = Generator<undefined, T>;

/** Does the whole job at once. */
export function runAtOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** Does the job between other work: lets what waits go first after every few steps. */
export async function runBetween<T>(steps: Steps<T>, stepsAtOnce: number): Promise<T> {
  for (;;) {
    for (let i = 0; i < stepsAtOnce; i++) {
      const step = steps.next();
      if (step.done === true) return step.value;
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
}
