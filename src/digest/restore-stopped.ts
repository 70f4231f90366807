import { decideRestore } from './change-subscription.ts';
import type { DigestSender } from './digest-sender.ts';
import type { DigestStore } from './digest-store.ts';
import type { Pacer } from './pacer.ts';
import type { StopReason, Subscription } from './subscription.ts';

/** A deleted channel stays so, and whether posting is allowed shows only when we post. */
const mendedVisibly: readonly StopReason[] = ['archived', 'notFound', 'notMember'];

export interface RestoreDeps {
  readonly store: DigestStore;
  readonly sender: Pick<DigestSender, 'isMended'>;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/**
 * Lets a digest go on if Slack confirms that its channel is mended: word of that may come late, after
 * the channel has changed again. False when there was nothing to restore.
 */
export async function restoreIfMended(
  { store, sender, now }: RestoreDeps,
  { channelId, standing }: Subscription,
): Promise<boolean> {
  if (standing.kind !== 'stopped' || !mendedVisibly.includes(standing.reason)) return false;
  if (!(await sender.isMended(channelId, standing.reason))) return false;
  await store.changeSubscription(channelId, now(), (current) =>
    decideRestore(current, now(), [standing.reason]),
  );
  return true;
}

/** Slack tells us once when a channel is mended; this finds what we were not there to hear. */
export async function restoreStopped(
  deps: RestoreDeps & { readonly searchPacer: Pacer },
  signal: AbortSignal,
): Promise<void> {
  for (const subscription of await deps.store.listSubscriptions()) {
    if (subscription.standing.kind !== 'stopped') continue;
    if (!(await deps.searchPacer.turn(subscription.channelId, signal))) return;
    await restoreIfMended(deps, subscription);
  }
}
