import type { Logger } from 'pino';
import type { Claim, Item, NewItem, Settlement } from './item.ts';
import type { Composed, Kinds } from './kind.ts';
import type { Acceptance, OutboxStore } from './outbox-store.ts';
import type { Pacer, PacerClock } from './pacer.ts';
import type { SendOutcome, Sender } from './sender.ts';
import { isLate, settleAttempt, settleLate, settleSearch } from './settle-attempt.ts';

export interface OutboxDeps<Message> {
  readonly store: OutboxStore;
  readonly sender: Sender<Message>;
  readonly kinds: Kinds<Message>;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly random: () => number;
  readonly clock: PacerClock;
  /** How often messages are posted, and how often history is read. */
  readonly pacer: Pacer;
  readonly searchPacer: Pacer;
  /** Something is ready, or an attempt has ended. */
  readonly wake: () => void;
  readonly log: Logger;
}

/** Says things in Slack, each of them once, whoever comes with it and whenever a process dies. */
export interface Outbox {
  /**
   * Resolves when it is certain that the item will be said, by us or whoever came with it before.
   * Where the store does not take it in time it is said first; then it throws what is in the way.
   * @param again it may have been said by a process that could not write it down.
   */
  readonly accept: (item: NewItem, again: boolean) => Promise<void>;
  /** Says it here and now, by a way of the caller's that is open only now. */
  readonly sayHere: (item: NewItem, say: () => Promise<SendOutcome>) => Promise<SaidHere>;
  /** One round of what is ready. Says after how many milliseconds to look again. */
  readonly work: () => Promise<number>;
  /** Slack says that our token is gone, before any call fails: nothing is sent until it works again. */
  readonly tokenGone: (reason: string) => void;
  /** Why nothing is sent, in words for the operator. */
  readonly problem: () => string | undefined;
  /** Takes no new work and waits for what is being sent. */
  readonly stop: () => Promise<void>;
}

/** `underWay`: somebody else is at it, or was when the process died. */
export type SaidHere = 'said' | 'saidBefore' | 'underWay' | 'uncertain' | 'notSaid';

export const tokenRefused = 'Slack refuses our token; messages wait until it is mended';

/** How long a claim lasts, counted from when the attempt begins. */
export const leaseMs = 60_000;
/**
 * An attempt must begin this soon after its claim was renewed. What is left of the lease is longer
 * than any attempt takes, so that nobody else sends while we do.
 */
const startWithinMs = 10_000;
// The search begins before the hour itself, in case Slack's clock and ours differ.
const searchMarginMs = 60 * 60 * 1000;
const maxInFlight = 10;
/** However quiet it is: another process may have written something. */
const maxSleepMs = 5_000;
// What is ready may be in another process's hands for a moment.
const minSleepMs = 50;
const tokenCheckMs = 10_000;
/** A wall clock that leaps ahead by this much makes claims that are alive look as if they had run out. */
const leapMs = 10_000;
/** Somebody waits for an answer: not longer for the store than this. */
const acceptWithinMs = 1_000;
/**
 * What cannot be put into words now may be later: soon when the database was away for a moment, or by
 * another release. So it waits as long again as it has waited, within these.
 */
const minAgainMs = 5_000;
const maxAgainMs = 10 * 60 * 1000;

export function createOutbox<Message>(deps: OutboxDeps<Message>): Outbox {
  const { store, sender, kinds, now, clock, pacer, searchPacer, wake, log } = deps;
  const stopping = new AbortController();
  const { signal } = stopping;
  /** What is being sent, and what is being accepted, by id. */
  const inFlight = new Map<string, Promise<void>>();
  const accepting = new Map<string, Promise<void>>();
  let tokenProblem: string | undefined;
  // At the start nobody knows whether the clock has leapt: what may be on its way is left alone.
  let clockOffset = -Infinity;

  const moment = () => ({ now: now(), random: deps.random() });
  const canStart = (): boolean => tokenProblem === undefined && !signal.aborted;

  const onTokenGone = (reason: string): void => {
    if (tokenProblem === undefined) log.error({ reason }, tokenRefused);
    tokenProblem = reason;
  };

  const tokenIsMended = async (): Promise<boolean> => {
    const token = await sender.checkToken();
    if (token?.works !== true) return false;
    log.info('Slack accepts our token again; messages go on');
    tokenProblem = undefined;
    return true;
  };

  /** The moment at which it looked: claims go by that, and not by a clock that has leapt since. */
  const noticeLeap = async (): Promise<number> => {
    const at = now();
    const offset = at - clock.elapsed();
    if (offset - clockOffset >= leapMs) await store.holdUnconfirmed(at + leaseMs);
    clockOffset = offset;
    return at;
  };

  /** `begunAt` is there when accepting it began the attempt. */
  const start = (claim: Claim, begunAt?: number): void => {
    const { id } = claim.item;
    const settled = attempt(claim, begunAt)
      .then((settlement) => settlement && settle(claim, settlement))
      // The claim stays, runs out, and is then looked into by whoever takes it next.
      .catch((error: unknown) => {
        log.error({ err: error, item: id }, 'an item of the outbox was not settled');
      })
      .finally(() => {
        inFlight.delete(id);
        wake();
      });
    inFlight.set(id, settled);
  };

  const settle = async (claim: Claim, settlement: Settlement): Promise<void> => {
    const settled = await store.settle(claim, settlement, now());
    logEnd(claim.item, settlement, settled);
  };

  const logEnd = (item: NewItem, settlement: Settlement, settled: boolean): void => {
    log.info(
      {
        delivery: item.id,
        kind: item.kind,
        recipient: item.recipient.id,
        outcome: settlement.kind,
        ...('reason' in settlement && { reason: settlement.reason }),
        lateMs: now() - item.dueAt,
        settled,
      },
      'delivery',
    );
  };

  /** Undefined when somebody else has taken over. */
  const attempt = async (claim: Claim, begunAt?: number): Promise<Settlement | undefined> => {
    const { item } = claim;
    if (item.unconfirmed) {
      const known = await search(item);
      if (known) return known;
    }
    if (isLate(item, now(), kinds[item.kind]?.lateAfterMs)) return settleLate(item);
    if (begunAt !== undefined) return attemptNow(item, begunAt);
    const waiting = await compose(item);
    if (!('words' in waiting)) return waiting;
    if (!(await pacer.turn(item.recipient.id, signal))) return release(item);
    // The wait may have been long, and nobody wants it any more.
    const composed = await compose(item);
    if (!('words' in composed)) return composed;
    const at = now();
    if (!(await store.beginAttempt(claim, at + leaseMs, composed.content))) return undefined;
    return send(item, item.attempts + 1, composed.words, at);
  };

  /** Looks for what an earlier attempt may have left behind. Undefined when it is to be said. */
  const search = async (item: Item): Promise<Settlement | undefined> => {
    if (!(await searchPacer.turn(item.recipient.id, signal))) return release(item);
    const found = await sender.find(item, item.dueAt - searchMarginMs);
    if (found.kind === 'tokenGone') onTokenGone(found.reason);
    if (found.kind === 'retry' && found.afterMs !== undefined) searchPacer.hold(found.afterMs);
    if (found.kind === 'notFound') return undefined;
    if (found.kind === 'unreadable' && kinds[item.kind]?.ratherTwice) return undefined;
    return settleSearch(item, found, moment());
  };

  const compose = async (item: Item): Promise<Composed<Message>> => {
    try {
      const kind = kinds[item.kind];
      if (!kind) throw new Error(`nobody knows what a ${item.kind} is`);
      return await kind.compose(item);
    } catch (error) {
      log.error({ err: error, item: item.id }, 'an item of the outbox cannot be put into words');
      const reason = `not understood: ${error instanceof Error ? error.name : 'unknown'}`;
      const at = now();
      const availableAt = at + Math.min(maxAgainMs, Math.max(minAgainMs, at - item.dueAt));
      return { kind: 'later', availableAt, unconfirmed: false, reason };
    }
  };

  const send = async (
    item: Item,
    attempts: number,
    message: Message,
    begunAt: number,
  ): Promise<Settlement> => {
    const outcome = await sender.send(item, message, begunAt + startWithinMs);
    if (outcome.kind === 'retry' && outcome.afterMs !== undefined) pacer.hold(outcome.afterMs);
    if (outcome.kind === 'tokenGone') onTokenGone(outcome.reason);
    const { onClosed, onRefused, lateAfterMs } = kinds[item.kind] ?? {};
    if (outcome.kind === 'closed' && onClosed) return onClosed(item, outcome.reason);
    if (outcome.kind === 'closed' || outcome.kind === 'refused') await onRefused?.(item);
    return settleAttempt(item, attempts, outcome, moment(), lateAfterMs);
  };

  /** Back to where it was, for whoever works after us. */
  const release = ({ unconfirmed, lastReason }: Item): Settlement => {
    return { kind: 'later', availableAt: now(), unconfirmed, reason: lastReason ?? 'restart' };
  };

  const accept = async (item: NewItem, again: boolean): Promise<void> => {
    const at = now();
    const accepting = store.accept(item, at, at + leaseMs);
    const acceptance = await soon(accepting, item);
    if (acceptance?.kind === 'known') return;
    if (acceptance) {
      const { item: ours, token } = acceptance.claim;
      const claim = { item: { ...ours, unconfirmed: again }, token };
      if (signal.aborted) await settle(claim, release(claim.item));
      else start(claim, at);
      return;
    }
    // People get their answer while the database is away; whoever has sent it to us is told after that.
    const unrecorded = { ...item, attempts: 1, unconfirmed: again, lastReason: undefined };
    const found = again ? await search(unrecorded) : undefined;
    const settlement = found ?? (await attemptNow(unrecorded, at));
    // It may have been slow, and not away: then what became of it is written down after all.
    const late = await soon(accepting, item);
    if (late?.kind === 'ours') await settle(late.claim, settlement);
    else logEnd(item, settlement, false);
    const { kind } = settlement;
    if (late === undefined && (kind === 'later' || kind === 'uncertain')) {
      throw new Error(`said nothing, and the outbox cannot be written: ${settlement.reason}`);
    }
  };

  /** Undefined when the store is in the way. */
  const soon = async (
    accepting: Promise<Acceptance>,
    item: NewItem,
  ): Promise<Acceptance | undefined> => {
    const enough = new AbortController();
    try {
      return await Promise.race([
        accepting,
        clock.sleep(acceptWithinMs, enough.signal).then(() => undefined),
      ]);
    } catch (error) {
      log.error({ err: error, item: item.id }, 'the outbox cannot be written');
      return undefined;
    } finally {
      enough.abort();
    }
  };

  /** Its attempt has begun. */
  const attemptNow = async (item: Item, begunAt: number): Promise<Settlement> => {
    const composed = await compose(item);
    if (!('words' in composed)) return composed;
    return send(item, item.attempts, composed.words, begunAt);
  };

  return {
    accept: (item, again) => {
      const earlier = accepting.get(item.id);
      if (earlier) return earlier;
      const accepted = accept(item, again).finally(() => {
        accepting.delete(item.id);
      });
      accepting.set(item.id, accepted);
      return accepted;
    },

    sayHere: async (item, say) => {
      const at = now();
      const acceptance = await store.accept(item, at, at + leaseMs);
      if (acceptance.kind === 'known') {
        const { standing } = acceptance;
        return standing === 'sent' ? 'saidBefore' : standing === 'open' ? 'underWay' : standing;
      }
      const outcome = await say();
      // Whatever breaks now, it was said or not: the row will end as uncertain.
      await settle(acceptance.claim, settleHere(outcome)).catch((error: unknown) => {
        log.warn({ err: error, item: item.id }, 'an item of the outbox was not settled');
      });
      if (outcome.kind === 'sent') return 'said';
      return outcome.kind === 'unknown' ? 'uncertain' : 'notSaid';
    },

    work: async () => {
      if (tokenProblem !== undefined && !(await tokenIsMended())) return tokenCheckMs;
      const at = await noticeLeap();
      while (inFlight.size < maxInFlight && canStart()) {
        const claim = await store.claimNext(at, leaseMs, Object.keys(kinds), [...inFlight.keys()]);
        if (!claim) break;
        start(claim);
      }
      // Whichever ends first wakes us; see `start`.
      if (inFlight.size >= maxInFlight) return maxSleepMs;
      const next = (await store.nextReadyAt(at)) ?? Infinity;
      return Math.min(maxSleepMs, Math.max(minSleepMs, next - now()));
    },

    tokenGone: onTokenGone,

    problem: () =>
      tokenProblem === undefined ? undefined : `Slack refuses the token: ${tokenProblem}`,

    stop: async () => {
      stopping.abort();
      await Promise.allSettled([...inFlight.values(), ...accepting.values()]);
    },
  };
}

/** Nobody else can look for it, or say it again for whoever came with it. */
function settleHere(outcome: SendOutcome): Settlement {
  if (outcome.kind === 'sent') return outcome;
  return { kind: outcome.kind === 'unknown' ? 'uncertain' : 'failed', reason: outcome.reason };
}
