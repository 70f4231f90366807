import type { WebClient } from '@slack/web-api';
import { sortSlackError } from '../reply/slack-errors.ts';

/** The conversation that a digest is for. */
export type DigestTarget =
  | {
      readonly kind: 'channel';
      readonly id: string;
      readonly name: string;
      readonly creator: string | undefined;
      readonly isArchived: boolean;
      readonly isPrivate: boolean;
      /** With another organisation. */
      readonly isShared: boolean;
      readonly isBotMember: boolean;
    }
  /** The direct conversation of the bot and this person. */
  | { readonly kind: 'direct'; readonly id: string };

export type TargetOutcome =
  | { readonly kind: 'target'; readonly target: DigestTarget }
  /** A private channel, or a channel that is gone: the bot is not in it and cannot see it. */
  | { readonly kind: 'hidden' }
  /** Several people without a channel. */
  | { readonly kind: 'group' };

/** Where a command was typed, or a form opened, and by whom. */
export interface TypedIn {
  readonly channelId: string;
  readonly userId: string;
}

/**
 * Finds out what conversation is meant. In any direct conversation that is the person's own with the
 * bot: it has no business in the others.
 * @throws Slack's error when it cannot tell.
 */
export async function findDigestTarget(
  client: WebClient,
  channelId: string | undefined,
  typedIn: TypedIn,
): Promise<TargetOutcome> {
  const wanted = channelId ?? typedIn.channelId;
  if (wanted.startsWith('D')) {
    const { channel } = await client.conversations.open({ users: typedIn.userId });
    if (channel?.id === undefined) throw new Error('Slack opened a conversation without an id');
    return { kind: 'target', target: { kind: 'direct', id: channel.id } };
  }
  try {
    const { channel = {} } = await client.conversations.info({ channel: wanted });
    if (channel.is_mpim) return { kind: 'group' };
    return {
      kind: 'target',
      target: {
        kind: 'channel',
        id: wanted,
        name: channel.name ?? '',
        creator: channel.creator,
        isArchived: channel.is_archived === true,
        isPrivate: channel.is_private === true,
        isShared: channel.is_ext_shared === true || channel.is_pending_ext_shared === true,
        isBotMember: channel.is_member === true,
      },
    };
  } catch (error) {
    const failure = sortSlackError(error);
    if (failure.kind === 'channel') return { kind: 'hidden' };
    throw error;
  }
}
