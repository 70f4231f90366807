import { decideRestore } from './change-subscription.ts';
import type { DigestSender } from './digest-sender.ts';
import type { DigestStore } from './digest-store.ts';
import type { Pacer } from './pacer.ts';

export interface RestoreDeps {
  readonly store: DigestStore;
  readonly sender: DigestSender;
  readonly now: () => number;
  readonly searchPacer: Pacer;
}

/** Slack tells us once when a channel is mended; this finds what we were not there to hear. */
export async function restoreStopped(
  { store, sender, now, searchPacer }: RestoreDeps,
  signal: AbortSignal,
): Promise<void> {
  for (const { channelId, standing } of await store.listSubscriptions()) {
    if (standing.kind !== 'stopped' || standing.reason === 'deleted') continue;
    if (!(await searchPacer.turn(channelId, signal))) return;
    if (!(await sender.isOpen(channelId))) continue;
    await store.changeSubscription(channelId, now(), (current) => decideRestore(current, now()));
  }
}
