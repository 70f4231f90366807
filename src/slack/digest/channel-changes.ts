import type { WebClient } from '@slack/web-api';
import { decideMove, decideRestore, decideStop } from '../../digest/change-subscription.ts';
import type { DigestStore } from '../../digest/digest-store.ts';
import type { StopReason } from '../../digest/subscription.ts';
import type { SlackDeps } from '../app/feature.ts';
import type { SightPolicy } from '../receive/may-see.ts';
import { createMemory } from '../receive/remember.ts';
import { isShared, type Workspace } from '../receive/workspace.ts';

export interface ChannelChangesDeps extends Pick<SlackDeps, 'wake' | 'now' | 'log'> {
  readonly workspace: Pick<Workspace, 'sharingOf' | 'channels'>;
  readonly external: SightPolicy['external'];
  readonly store: DigestStore;
  /** Whether what had stopped messages to a channel is mended. False when that cannot be told. */
  readonly isMended: (channelId: string, reason: StopReason) => Promise<boolean>;
  /** User ids of those who look after every channel's digest. */
  readonly managers: () => Promise<readonly string[]>;
}

export type ChannelChanges = ReturnType<typeof createChannelChanges>;

/** A deleted channel stays so, and whether posting is allowed shows only when we post. */
const mendedVisibly: readonly StopReason[] = ['archived', 'notFound', 'notMember', 'shared'];

/** Hundreds of digests that are due at once look together. */
const rememberSharedMs = 60_000;

/** Keeps subscriptions true to what happens to channels. Doing any of it twice does no harm. */
export function createChannelChanges(deps: ChannelChangesDeps) {
  const { store, workspace, external, isMended, wake, managers, now, log } = deps;
  const sharedChannels = createMemory<ReadonlyMap<string, string>>(now, rememberSharedMs);
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
  const stopped = async (channelId: string, reason: StopReason): Promise<void> => {
    // Most channels of a workspace have no digest.
    if ((await store.findSubscription(channelId))?.standing.kind !== 'active') return;
    const facts = { reason, now: now(), managers: await managers() };
    await store.changeSubscription(channelId, now(), (current) => decideStop(current, facts));
    wake();
  };
  /** Other organisations read along from now on, and nobody has agreed to that. */
  const shared = async (channelId: string): Promise<void> => {
    if (external !== 'allow') await stopped(channelId, 'shared');
  };
  /** As far as Slack tells: without word of it, digests come. */
  const listShared = (): Promise<ReadonlyMap<string, string>> =>
    workspace.channels({ onlyShared: true, exclude_archived: true }).catch((error: unknown) => {
      log.warn({ err: error }, 'could not look for shared channels');
      return new Map<string, string>();
    });
  return {
    stopped,
    opened,
    shared,
    /** Slack tells once that a channel is shared; asked before something goes there, we need not have heard it. */
    heedSharing: async (channelId: string): Promise<void> => {
      // Where somebody may agree to it, somebody may have.
      if (external !== 'refuse') return;
      const found = await sharedChannels.recall('', listShared);
      // It may have ended since the list was read.
      if (found.has(channelId) && !(await isMended(channelId, 'shared'))) await shared(channelId);
    },
    moved: async (from: string, to: string): Promise<void> => {
      // A channel that is already known under its new id keeps its own subscription.
      if (!(await store.findSubscription(to))) {
        await store.changeSubscription(from, now(), (current) => decideMove(current, to, now()));
      }
      // Slack may have refused the old id before it told us the new one.
      await opened(to);
      if ((await workspace.sharingOf(to)) === 'external') await shared(to);
    },
  };
}

/** Whether what had stopped messages to a channel is mended. False when that cannot be told. */
export async function isChannelMended(
  client: WebClient,
  external: SightPolicy['external'],
  channelId: string,
  reason: StopReason,
): Promise<boolean> {
  try {
    const { channel = {} } = await client.conversations.info({ channel: channelId });
    if (channel.is_archived === true) return false;
    // Where somebody may agree to it, nobody has since it stopped for this.
    const mayBeRead = external === 'allow' || (external === 'ask' && reason !== 'shared');
    if (isShared(channel) && !mayBeRead) return false;
    if (reason === 'shared') return true;
    return channel.is_member === true || (reason === 'archived' && !channel.is_private);
  } catch {
    return false;
  }
}
