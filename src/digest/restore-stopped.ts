import { decideRestore } from './change-subscription.ts';
import type { DigestStore } from './digest-store.ts';
import type { StopReason, Subscription } from './subscription.ts';

/** A deleted channel stays so, and whether posting is allowed shows only when we post. */
const mendedVisibly: readonly StopReason[] = ['archived', 'notFound', 'notMember'];

export interface RestoreDeps {
  readonly store: DigestStore;
  /** Whether what had stopped messages to a channel is mended. False when that cannot be told. */
  readonly isMended: (channelId: string, reason: StopReason) => Promise<boolean>;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/**
 * Lets a digest go on if Slack confirms that its channel is mended: word of that may come late, after
 * the channel has changed again. False when there was nothing to restore.
 */
export async function restoreIfMended(
  { store, isMended, now }: RestoreDeps,
  { channelId, standing }: Subscription,
): Promise<boolean> {
  if (standing.kind !== 'stopped' || !mendedVisibly.includes(standing.reason)) return false;
  if (!(await isMended(channelId, standing.reason))) return false;
  await store.changeSubscription(channelId, now(), (current) =>
    decideRestore(current, now(), [standing.reason]),
  );
  return true;
}
