import type { WebClient } from '@slack/web-api';
import type { DigestStore } from '../../digest/digest-store.ts';
import type { Subscription } from '../../digest/subscription.ts';
import { lookUpCaller } from './digest-caller.ts';
import { listChannels } from '../receive/list-channels.ts';

export interface ListDigestsDeps {
  readonly client: WebClient;
  readonly store: Pick<DigestStore, 'listSubscriptions'>;
  readonly teamId: string;
}

/**
 * The digests of somebody's channels and their own; for admins, of public channels too. One of a private
 * channel is for its members alone.
 */
export async function listDigestsFor(
  { client, store, teamId }: ListDigestsDeps,
  userId: string,
): Promise<{ readonly subscriptions: readonly Subscription[]; readonly isAll: boolean }> {
  const { isAdmin, isMember } = await lookUpCaller(client, userId, teamId);
  const isAll = isAdmin && isMember;
  const own = await listChannels(client, { user: userId });
  // Where a digest was set up, the bot is in the channel.
  const open = isAll ? await listChannels(client, { types: 'public_channel' }) : undefined;
  const subscriptions = (await store.listSubscriptions()).filter(
    ({ place, channelId, createdBy }) =>
      place === 'direct'
        ? createdBy === userId
        : own.has(channelId) || open?.has(channelId) === true,
  );
  return { subscriptions, isAll };
}
