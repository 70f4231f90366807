import type { ConversationsInfoResponse } from '@slack/web-api';
import { decideWish, type Wish } from '../../digest/change-subscription.ts';
import { defaultSettings } from '../../digest/subscription.ts';
import { decideRights, type DigestPolicy, type DigestRights } from '../../digest/decide-rights.ts';
import type { SlackDeps } from '../app/feature.ts';
import { renderDecided, renderNoDigest } from './messages/digest-notice.ts';
import {
  renderArchived,
  renderConfirmByForm,
  renderMayNotChange,
  renderNoGroups,
  renderNotInvited,
} from './messages/digest-refusals.ts';
import type { DigestPlace } from './messages/digest-words.ts';
import type { ToldSight } from '../receive/may-see.ts';
import { isShared, type Person } from '../receive/workspace.ts';
import { sortSlackError } from '../reply/slack-errors.ts';
import type { Reply } from '../reply/message.ts';

export interface DigestDeskDeps extends SlackDeps {
  readonly policy: DigestPolicy;
  readonly newId: () => string;
}

/** Who asks about a digest, and how. */
export interface Asking {
  readonly userId: string;
  /** Where it was typed or pressed, or the form was opened. */
  readonly channelId: string;
  /** To be typed again once an obstacle is out of the way. */
  readonly typed: string;
  /** The form has said that outsiders will read the digest. */
  readonly inForm?: boolean;
}

/** A conversation whose digest somebody asks about. */
export interface Found {
  readonly id: string;
  /** As Slack tells of it; undefined for the direct conversation of the bot and this person. */
  readonly channel: ConversationsInfoResponse['channel'];
  readonly place: DigestPlace;
  readonly by: Asking;
}

export type DigestDesk = ReturnType<typeof createDigestDesk>;

/** Where digests are asked about and changed. */
export function createDigestDesk(deps: DigestDeskDeps) {
  const { client, store, wake, policy, lookUpSight, command, workspace, now, newId, log } = deps;

  const openDirect = async (by: Asking): Promise<Found> => {
    const { channel } = await client.conversations.open({ users: by.userId });
    if (channel?.id === undefined) throw new Error('Slack opened a conversation without an id');
    return { id: channel.id, channel: undefined, place: { kind: 'direct', command }, by };
  };

  /** Undefined for a private channel, or one that is gone: the bot is not in it and cannot see it. */
  const lookUpChannel = async (id: string, by: Asking): Promise<Found | undefined> => {
    try {
      const { channel = {} } = await client.conversations.info({ channel: id });
      const { name = '' } = channel;
      const isHere = id === by.channelId;
      const place = isHere
        ? ({ kind: 'thisChannel' } as const)
        : ({ kind: 'channel', id, name } as const);
      return { id, channel, place: { ...place, command }, by };
    } catch (error) {
      if (sortSlackError(error).kind === 'closed') return undefined;
      throw error;
    }
  };

  /**
   * In a public channel the bot could post without joining, but not read whether a digest whose post
   * was cut off is there: then nobody could tell, and it would not be sent again.
   */
  const join = async ({ id, channel }: Found): Promise<void> => {
    if (!channel || channel.is_private === true || channel.is_member === true) return;
    try {
      await client.conversations.join({ channel: id });
    } catch (error) {
      log.warn({ channel: id, err: error }, 'could not join a channel that has a digest');
    }
  };

  /** Whoever types in a channel is in it; of any other private one, the bot asks. */
  const sightOf = async (
    surface: 'digest' | 'digestSettings',
    { id, channel, by }: Found,
  ): Promise<ToldSight> => {
    const user = by.userId;
    if (!channel) return lookUpSight({ surface, user });
    // Who changes it may know of it: that was asked before.
    const mayBeHidden =
      surface === 'digestSettings' && channel.is_private === true && by.channelId !== id;
    const isHiddenFrom = mayBeHidden && !(await workspace.channels({ user })).has(id);
    const sharing = isShared(channel) ? 'external' : 'own';
    return lookUpSight({ surface, user, sharing, isHiddenFrom });
  };

  const judge = async ({ channel, by: { userId } }: Found) => {
    const caller = await workspace.person(userId);
    const rights = await decideRights({
      caller,
      place: channel ? 'channel' : 'direct',
      channelCreator: channel?.creator,
      everyMember: policy.everyMember,
      isNamed: () => workspace.isNamed(policy, userId),
    });
    return { caller, rights };
  };

  /** The person, when they may do such a thing to this digest, or why not; `form` is to be asked how. */
  const admit = async (
    found: Found,
    change: Wish['change']['kind'] | 'form',
  ): Promise<{ readonly caller: Person } | Reply> => {
    const { channel, place, by } = found;
    const { caller, rights } = await judge(found);
    if (rights !== 'change') {
      const message = renderMayNotChange(caller.isMember, policy, channel?.creator, place);
      return { message, outcome: 'not allowed' };
    }
    if (change === 'form' || starts(change)) {
      const sight = await sightOf('digest', found);
      if (sight.kind === 'refused') return sight.reply;
      if (sight.kind === 'confirm' && change !== 'form' && by.inForm !== true) {
        return { message: renderConfirmByForm(place), outcome: 'to be confirmed' };
      }
    }
    if (channel?.is_archived === true && change !== 'unsubscribe') {
      return { message: renderArchived(), outcome: 'archived' };
    }
    return { caller };
  };

  return {
    /**
     * In any direct conversation the person's own with the bot is meant: it has no business in the others.
     * @throws Slack's error when it cannot tell.
     */
    find: async (channelId: string | undefined, by: Asking): Promise<Found | Reply> => {
      const wanted = channelId ?? by.channelId;
      const found = wanted.startsWith('D') ? await openDirect(by) : await lookUpChannel(wanted, by);
      if (!found) return { message: renderNotInvited(by.typed), outcome: 'not invited' };
      if (found.channel?.is_mpim === true) {
        return { message: renderNoGroups(), outcome: 'group conversation' };
      }
      const sight = await sightOf('digestSettings', found);
      return sight.kind === 'refused' ? sight.reply : found;
    },

    admit,

    /** What to offer somebody who looks at this digest, or finds that there is none. */
    rightsIn: async (found: Found, isThere: boolean): Promise<DigestRights> => {
      const { rights } = await judge(found);
      if (rights !== 'change' || isThere) return rights;
      return (await sightOf('digest', found)).kind === 'refused' ? 'own' : rights;
    },

    change: async (found: Found, change: Wish['change']): Promise<Reply> => {
      const admitted = await admit(found, change.kind);
      if ('outcome' in admitted) return admitted;
      const { id, channel, place, by } = found;
      if (starts(change.kind)) await join(found);
      const wish: Wish = {
        change,
        by: by.userId,
        now: now(),
        newId: newId(),
        channelId: id,
        place: channel ? 'channel' : 'direct',
        channelCreator: channel?.creator,
        defaults: defaultSettings(admitted.caller.timeZone),
      };
      const decision = await store.changeSubscription(id, wish.now, (current) =>
        decideWish(current, wish),
      );
      wake();
      const { kind } = decision;
      if (kind === 'none') return { message: renderNoDigest(place), outcome: 'no digest' };
      return { message: renderDecided(kind, decision.subscription, place), outcome: kind };
    },

    /**
     * The digests of somebody's channels and their own; for admins, of public channels too. One of a
     * private channel is for its members alone.
     */
    list: async (userId: string) => {
      const { isAdmin, isMember } = await workspace.person(userId);
      const isAll = isAdmin && isMember;
      const theirs = await workspace.channels({ user: userId });
      // Where a digest was set up, the bot is in the channel.
      const open = isAll ? await workspace.channels({ types: 'public_channel' }) : undefined;
      const subscriptions = (await store.listSubscriptions()).filter(
        ({ place, channelId, createdBy }) =>
          place === 'direct'
            ? createdBy === userId
            : theirs.has(channelId) || open?.has(channelId) === true,
      );
      return { subscriptions, isAll };
    },
  };
}

/** From then on it comes. */
function starts(change: Wish['change']['kind']): boolean {
  return change === 'subscribe' || change === 'resume';
}
