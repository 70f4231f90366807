import type { Logger } from 'pino';

/** Does what is to be done now, and says after how many milliseconds there may be more. */
export type Job = (signal: AbortSignal) => Promise<number>;

export interface ScheduleDeps {
  readonly jobs: readonly Job[];
  readonly alarm: Alarm;
  readonly log: Logger;
}

export interface Schedule {
  /** What is in the way of a job, in words for the operator. */
  readonly problem: () => string | undefined;
  /** Starts no job any more and waits for those that run. */
  readonly stop: () => Promise<void>;
}

const afterFailureMs = 5_000;

/** Runs each job again and again, on its own: one that is stuck or fails holds up no other. */
export function startSchedule({ jobs, alarm, log }: ScheduleDeps): Schedule {
  const stopping = new AbortController();
  const { signal } = stopping;
  const failing = new Set<Job>();

  const repeat = async (job: Job): Promise<void> => {
    while (!signal.aborted) {
      const rung = alarm.next();
      let sleepMs = afterFailureMs;
      try {
        sleepMs = await job(signal);
        failing.delete(job);
      } catch (error) {
        log.error({ err: error }, 'something is in the way of a job');
        failing.add(job);
      }
      await alarm.sleep(sleepMs, AbortSignal.any([signal, rung]));
    }
  };

  const running = jobs.map(repeat);
  return {
    problem: () => (failing.size > 0 ? 'something is in the way; the log says what' : undefined),
    stop: async () => {
      stopping.abort();
      await Promise.all(running);
    },
  };
}

/** A job that is done again after so long, and not for whatever wakes the others. */
export function every(
  ms: number,
  elapsed: () => number,
  act: (signal: AbortSignal) => Promise<void>,
): Job {
  let dueAt = elapsed();
  return async (signal) => {
    if (elapsed() >= dueAt) {
      dueAt = elapsed() + ms;
      await act(signal);
    }
    return Math.max(0, dueAt - elapsed());
  };
}

/** Wakes every job, whoever rings it. */
export interface Alarm {
  readonly ring: () => void;
  /** Aborted at the next ring. */
  readonly next: () => AbortSignal;
  /** Ends early, without an error, when the signal is aborted. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

export function createAlarm(sleep: Alarm['sleep']): Alarm {
  let next = new AbortController();
  return {
    ring: () => {
      next.abort();
      next = new AbortController();
    },
    next: () => next.signal,
    sleep,
  };
}
