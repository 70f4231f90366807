import type { Logger } from 'pino';
import type { Claim } from './delivery.ts';
import { createDeliver, type DeliverDeps, leaseMs } from './deliver.ts';
import type { ArticleFacts } from './digest-store.ts';
import { createPacer, type PacerClock } from './pacer.ts';
import { planRuns } from './plan-runs.ts';
import { restoreStopped } from './restore-stopped.ts';
import type { Subscription } from './subscription.ts';

export interface ScheduleDeps extends Pick<
  DeliverDeps,
  'store' | 'sender' | 'articles' | 'now' | 'random' | 'managers'
> {
  readonly clock: PacerClock;
  /** Posts a minute over the whole workspace. */
  readonly postsPerMinute: number;
  readonly log: Logger;
}

/** Plans, claims and sends what is due, until it is stopped. */
export interface DigestSchedule {
  /** Something changed that may be due at once. */
  readonly wake: () => void;
  /** The library is another one than before. */
  readonly libraryChanged: () => void;
  /** What keeps digests from going out, in words for the operator. */
  readonly problem: () => string | undefined;
  /** Takes no new work and waits for what is being sent. */
  readonly stop: () => Promise<void>;
}

export const tokenRefused = 'Slack refuses our token; digests wait until it is mended';

const maxInFlight = 10;
const planBatch = 100;
/** However quiet it is: another process may have written something. */
const maxSleepMs = 5_000;
// What is ready may be in another process's hands for a moment.
const minSleepMs = 50;
const tokenCheckMs = 10_000;
const afterFailureMs = 5_000;
const restoreEveryMs = 60 * 60 * 1000;
/** A wall clock that leaps ahead by this much makes claims that are alive look as if they had run out. */
const leapMs = 10_000;
// Reading history is allowed less often than posting: about 50 times a minute.
const searchesPerMinute = 45;

export function startSchedule(deps: ScheduleDeps): DigestSchedule {
  const { store, sender, articles, now, clock, log } = deps;
  const stopping = new AbortController();
  /** What is being sent, by delivery. */
  const inFlight = new Map<string, Promise<void>>();
  const searchPacer = createPacer(clock, searchesPerMinute);
  let awake = new AbortController();
  let libraryIsNew = true;
  let tokenProblem: string | undefined;
  let failure: string | undefined;
  let restoring = Promise.resolve();
  let restoreAt = clock.elapsed();
  // At the start nobody knows whether the clock has leapt: what may be on its way is left alone.
  let clockOffset = -Infinity;

  const deliver = createDeliver({
    ...deps,
    pacer: createPacer(clock, deps.postsPerMinute),
    searchPacer,
    onTokenGone: (reason) => {
      if (tokenProblem === undefined) log.error({ reason }, tokenRefused);
      tokenProblem = reason;
    },
  });

  const wake = (): void => {
    awake.abort();
  };

  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      awake = new AbortController();
      const sleepMs = await work();
      await clock.sleep(sleepMs, awake.signal);
    }
  };

  /** One round; says how long to sleep after it. */
  const work = async (): Promise<number> => {
    try {
      if (tokenProblem !== undefined && !(await tokenIsMended())) return tokenCheckMs;
      if (libraryIsNew) await recordLibrary();
      const unplanned = await planDue();
      if (clock.elapsed() >= restoreAt) {
        restoreAt = clock.elapsed() + restoreEveryMs;
        restoring = restoreStopped({ store, sender, now, searchPacer }, stopping.signal).catch(
          fail,
        );
      }
      const at = await noticeLeap();
      while (inFlight.size < maxInFlight && canStart()) {
        const claim = await store.claimNext(at, leaseMs, [...inFlight.keys()]);
        if (!claim) break;
        start(claim);
      }
      if (unplanned > 0) return afterFailureMs;
      failure = undefined;
      // Whichever ends first wakes us; see `start`.
      if (inFlight.size >= maxInFlight) return maxSleepMs;
      const next = (await store.nextWakeAt()) ?? Infinity;
      return Math.min(maxSleepMs, Math.max(minSleepMs, next - now()));
    } catch (error) {
      fail(error);
      return afterFailureMs;
    }
  };

  const canStart = (): boolean => tokenProblem === undefined && !stopping.signal.aborted;

  /** The moment at which it looked: claims go by that, and not by a clock that has leapt since. */
  const noticeLeap = async (): Promise<number> => {
    const at = now();
    const offset = at - clock.elapsed();
    const leapt = offset - clockOffset >= leapMs;
    if (leapt) await store.holdUnconfirmed(at + leaseMs);
    clockOffset = offset;
    return at;
  };

  const start = (claim: Claim): void => {
    const { id } = claim.delivery;
    const settled = deliver(claim, stopping.signal)
      // The claim stays, runs out, and is then looked into by whoever takes it next.
      .catch(fail)
      .finally(() => {
        inFlight.delete(id);
        wake();
      });
    inFlight.set(id, settled);
  };

  const fail = (error: unknown): void => {
    log.error({ err: error }, 'digests: something is in the way');
    failure = 'something is in the way; the log says what';
  };

  const tokenIsMended = async (): Promise<boolean> => {
    const token = await sender.checkToken();
    if (token?.works !== true) return false;
    log.info('Slack accepts our token again; digests go on');
    tokenProblem = undefined;
    return true;
  };

  const recordLibrary = async (): Promise<void> => {
    libraryIsNew = false;
    const facts = articles().map(({ slug, fingerprint, minor, updated }): ArticleFacts => ({
      slug,
      fingerprint,
      minor,
      updated,
    }));
    try {
      await store.recordLibrary(facts, now());
    } catch (error) {
      libraryIsNew = true;
      throw error;
    }
  };

  /** Says how many cannot be planned: nobody else waits for those. */
  const planDue = async (): Promise<number> => {
    for (;;) {
      const due = await store.listDue(now(), planBatch);
      let unplanned = 0;
      for (const subscription of due) {
        const plan = planOf(subscription);
        if (plan) await store.savePlan(subscription, plan.runs, plan.next, now());
        else unplanned += 1;
      }
      if (due.length < planBatch || unplanned === due.length) return unplanned;
    }
  };

  const planOf = (subscription: Subscription): ReturnType<typeof planRuns> | undefined => {
    try {
      return planRuns(subscription, now());
    } catch (error) {
      fail(error);
      return undefined;
    }
  };

  const running = run();
  return {
    wake,
    libraryChanged: () => {
      libraryIsNew = true;
      wake();
    },
    problem: () =>
      tokenProblem === undefined ? failure : `Slack refuses the token: ${tokenProblem}`,
    stop: async () => {
      stopping.abort();
      wake();
      await running;
      await Promise.all([...inFlight.values(), restoring]);
    },
  };
}
