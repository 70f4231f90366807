import type { Logger } from 'pino';
import type { Article } from '../content/article.ts';
import { contentOf } from './build-digest.ts';
import { decideStop } from './change-subscription.ts';
import type { Claim, Delivery, Settlement } from './delivery.ts';
import type { DigestSender, Outgoing } from './digest-sender.ts';
import type { DigestStore } from './digest-store.ts';
import { loadDigest } from './load-digest.ts';
import type { Pacer } from './pacer.ts';
import { isLate, settleAttempt, settleLate, settleSearch } from './settle-attempt.ts';
import type { StopReason, Subscription } from './subscription.ts';

export interface DeliverDeps {
  readonly store: DigestStore;
  readonly sender: DigestSender;
  readonly articles: () => readonly Article[];
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly random: () => number;
  readonly pacer: Pacer;
  readonly searchPacer: Pacer;
  /** User ids of those who look after every channel's digest. */
  readonly managers: () => Promise<readonly string[]>;
  /** The installation has to be mended before anything else is tried. */
  readonly onTokenGone: (reason: string) => void;
  readonly log: Logger;
}

/** How long a claim lasts, counted from when the attempt begins. */
export const leaseMs = 60_000;
/**
 * An attempt must begin this soon after its claim was renewed. What is left of the lease is longer
 * than any attempt takes, so that nobody else sends while we do.
 */
const startWithinMs = 10_000;
// The search begins before the hour itself, in case Slack's clock and ours differ.
const searchMarginMs = 60 * 60 * 1000;

/**
 * Sees one claimed delivery through to a settlement that is written down. Whatever may have been
 * sent by an earlier attempt is looked for before anything is sent again.
 */
export function createDeliver(
  deps: DeliverDeps,
): (claim: Claim, signal: AbortSignal) => Promise<void> {
  const { store, sender, now, pacer, searchPacer, log } = deps;
  const moment = () => ({ now: now(), random: deps.random() });

  return async (claim, signal) => {
    const settlement = await attempt(claim, signal);
    if (!settlement) return;
    const settled = await store.settle(claim, settlement, now());
    const { delivery } = claim;
    log.info(
      {
        delivery: delivery.id,
        kind: delivery.kind,
        recipient: delivery.recipient.id,
        outcome: settlement.kind,
        ...('reason' in settlement && { reason: settlement.reason }),
        lateMs: now() - delivery.dueAt,
        settled,
      },
      'delivery',
    );
  };

  /** Undefined when somebody else has taken over. */
  async function attempt(claim: Claim, signal: AbortSignal): Promise<Settlement | undefined> {
    const { delivery } = claim;
    if (delivery.unconfirmed) {
      if (!(await searchPacer.turn(delivery.recipient.id, signal))) return release(delivery);
      const found = await sender.find(delivery, delivery.dueAt - searchMarginMs);
      if (found.kind === 'tokenGone') deps.onTokenGone(found.reason);
      if (found.kind === 'retry' && found.afterMs !== undefined) searchPacer.hold(found.afterMs);
      if (found.kind !== 'notFound') return settleSearch(delivery, found, moment());
    }
    if (isLate(delivery, now())) return settleLate(delivery);

    const waiting = await prepare(delivery);
    if ('settlement' in waiting) return waiting.settlement;
    if (!(await pacer.turn(delivery.recipient.id, signal))) return release(delivery);
    // The wait may have been long, and somebody has paused it meanwhile.
    const prepared = await prepare(delivery);
    if ('settlement' in prepared) return prepared.settlement;

    const begunAt = now();
    const content = prepared.kind === 'digest' ? contentOf(prepared.digest) : undefined;
    if (!(await store.beginAttempt(claim, begunAt + leaseMs, content))) return undefined;
    const outcome = await sender.send(prepared, begunAt + startWithinMs);
    if (outcome.kind === 'retry' && outcome.afterMs !== undefined) pacer.hold(outcome.afterMs);
    if (outcome.kind === 'tokenGone') deps.onTokenGone(outcome.reason);
    if (outcome.kind === 'stopped' && delivery.recipient.kind === 'channel') {
      if (await hasMoved(delivery)) {
        const reason = 'channel_id_changed';
        return { kind: 'later', availableAt: now(), unconfirmed: false, reason };
      }
      await stop(delivery.recipient.id, outcome.reason);
    }
    return settleAttempt(delivery, delivery.attempts + 1, outcome, moment());
  }

  async function prepare(run: Delivery): Promise<Outgoing | { readonly settlement: Settlement }> {
    if (run.kind === 'notice') return run;
    const subscription = await store.getSubscription(run.subscriptionId);
    const obstacle = reasonNotToSend(subscription);
    if (!subscription || obstacle !== undefined) {
      return { settlement: { kind: 'cancelled', reason: obstacle ?? 'ended' } };
    }
    const { digest, revision } = await loadDigest(deps, subscription, run.dueAt);
    if (!digest) return { settlement: { kind: 'skipped', revision } };
    return { kind: 'digest', id: run.id, recipient: run.recipient, digest };
  }

  /** The channel has another id since we looked; the row knows it already. */
  async function hasMoved(delivery: Delivery): Promise<boolean> {
    if (delivery.kind === 'notice') return false;
    const subscription = await store.getSubscription(delivery.subscriptionId);
    return subscription?.channelId !== delivery.recipient.id;
  }

  /** Also when only an announcement was refused: the digest would be, and now somebody is there to mend it. */
  async function stop(channelId: string, reason: StopReason): Promise<void> {
    const stopped = { reason, now: now(), managers: await deps.managers() };
    await store.changeSubscription(channelId, now(), (current) => decideStop(current, stopped));
    log.warn({ channel: channelId, reason }, 'digest stopped: the channel has to be mended');
  }

  /** Back to where it was, for whoever works after us. */
  function release({ unconfirmed, lastReason }: Delivery): Settlement {
    return { kind: 'later', availableAt: now(), unconfirmed, reason: lastReason ?? 'restart' };
  }
}

function reasonNotToSend(subscription: Subscription | undefined): string | undefined {
  const { standing } = subscription ?? { standing: { kind: 'ended' } as const };
  switch (standing.kind) {
    case 'active':
      return undefined;
    case 'stopped':
      return standing.reason;
    case 'paused':
    case 'ended':
      return standing.kind;
  }
}
