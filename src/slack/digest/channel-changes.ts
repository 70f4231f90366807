import type { WebClient } from '@slack/web-api';
import { decideMove, decideRestore, decideStop } from '../../digest/change-subscription.ts';
import type { DigestStore } from '../../digest/digest-store.ts';
import type { StopReason } from '../../digest/subscription.ts';
import type { SlackDeps } from '../app/feature.ts';

export interface ChannelChangesDeps extends Pick<SlackDeps, 'wake' | 'now'> {
  readonly store: DigestStore;
  /** Whether what had stopped messages to a channel is mended. False when that cannot be told. */
  readonly isMended: (channelId: string, reason: StopReason) => Promise<boolean>;
  /** User ids of those who look after every channel's digest. */
  readonly managers: () => Promise<readonly string[]>;
}

export type ChannelChanges = ReturnType<typeof createChannelChanges>;

/** A deleted channel stays so, and whether posting is allowed shows only when we post. */
const mendedVisibly: readonly StopReason[] = ['archived', 'notFound', 'notMember'];

/** Keeps subscriptions true to what happens to channels. Doing any of it twice does no harm. */
export function createChannelChanges(deps: ChannelChangesDeps) {
  const { store, isMended, wake, managers, now } = deps;
  /**
   * It may work again: its digest goes on if Slack confirms that, for word of it may come late, after
   * the channel has changed again.
   */
  const opened = async (channelId: string): Promise<void> => {
    const { standing } = (await store.findSubscription(channelId)) ?? {};
    if (standing?.kind !== 'stopped' || !mendedVisibly.includes(standing.reason)) return;
    if (!(await isMended(channelId, standing.reason))) return;
    await store.changeSubscription(channelId, now(), (current) =>
      decideRestore(current, now(), [standing.reason]),
    );
    wake();
  };
  return {
    stopped: async (channelId: string, reason: StopReason): Promise<void> => {
      // Most channels of a workspace have no digest.
      if ((await store.findSubscription(channelId))?.standing.kind !== 'active') return;
      const facts = { reason, now: now(), managers: await managers() };
      await store.changeSubscription(channelId, now(), (current) => decideStop(current, facts));
      wake();
    },
    opened,
    moved: async (from: string, to: string): Promise<void> => {
      // A channel that is already known under its new id keeps its own subscription.
      if (!(await store.findSubscription(to))) {
        await store.changeSubscription(from, now(), (current) => decideMove(current, to, now()));
      }
      // Slack may have refused the old id before it told us the new one.
      await opened(to);
    },
  };
}

/** Whether what had stopped messages to a channel is mended. False when that cannot be told. */
export async function isChannelMended(
  client: WebClient,
  channelId: string,
  reason: StopReason,
): Promise<boolean> {
  try {
    const { channel = {} } = await client.conversations.info({ channel: channelId });
    if (channel.is_archived === true) return false;
    return channel.is_member === true || (reason === 'archived' && !channel.is_private);
  } catch {
    return false;
  }
}
