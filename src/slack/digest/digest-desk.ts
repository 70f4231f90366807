import type { ConversationsInfoResponse, WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import { decideWish, type Wish } from '../../digest/change-subscription.ts';
import { defaultSettings, type Subscription } from '../../digest/subscription.ts';
import type { DigestStore } from '../../digest/digest-store.ts';
import {
  mayChangeDigest,
  type DigestPolicy,
  type DigestRights,
} from '../../digest/may-change-digest.ts';
import { renderDecided, renderNoDigest } from './messages/digest-notice.ts';
import {
  renderArchived,
  renderConfirmByForm,
  renderMayNotChange,
  renderNoGroups,
  renderNotInvited,
} from './messages/digest-refusals.ts';
import type { DigestPlace } from './messages/digest-words.ts';
import { listChannels } from '../receive/list-channels.ts';
import { lookUpPerson, type Person } from '../receive/people.ts';
import { isShared, type LookUpSight, type ToldSight } from '../receive/sight.ts';
import { isNamed } from '../receive/user-groups.ts';
import { sortSlackError } from '../reply/slack-errors.ts';
import type { Message, Reply } from '../reply/message.ts';

export interface DigestDeskDeps {
  readonly client: WebClient;
  readonly store: DigestStore;
  /** Something may be due at once. */
  readonly wake: () => void;
  readonly policy: DigestPolicy;
  readonly lookUpSight: LookUpSight;
  /** The slash command people type. */
  readonly command: string;
  readonly teamId: string;
  readonly now: () => Date;
  readonly newId: () => string;
  readonly log: Logger;
}

/** A conversation whose digest somebody asks about. */
export interface Found {
  readonly id: string;
  /** As Slack tells of it; undefined for the direct conversation of the bot and this person. */
  readonly channel: ConversationsInfoResponse['channel'];
  readonly place: DigestPlace;
}

interface Refusal {
  readonly refusal: Reply;
}

/** Where a command was typed, or a form opened, and by whom. */
export interface TypedIn {
  readonly channelId: string;
  readonly userId: string;
}

/** Where digests are asked about and changed, by command or by form. */
export interface DigestDesk {
  /**
   * In any direct conversation the person's own with the bot is meant: it has no business in the others.
   * @param typed what was typed, to be typed again once the obstacle is out of the way.
   * @throws Slack's error when it cannot tell.
   */
  find(channelId: string | undefined, typedIn: TypedIn, typed: string): Promise<Found | Refusal>;
  /** The person, when they may make such a change to this digest. */
  admit(
    found: Found,
    userId: string,
    change: Wish['change']['kind'],
    way: Way,
  ): Promise<{ readonly caller: Person } | Refusal>;
  change(found: Found, userId: string, change: Wish['change'], way?: Way): Promise<Reply>;
  /** What to offer somebody who looks at this digest. */
  rightsIn(found: Found, userId: string): Promise<DigestRights>;
  /**
   * The digests of somebody's channels and their own; for admins, of public channels too. One of a
   * private channel is for its members alone.
   */
  list(
    userId: string,
  ): Promise<{ readonly subscriptions: readonly Subscription[]; readonly isAll: boolean }>;
}

/** The form says that outsiders will read it, and asks. */
type Way = 'inForm' | 'typed';

export function createDigestDesk(deps: DigestDeskDeps): DigestDesk {
  const { client, store, wake, policy, lookUpSight, command, teamId, now, newId, log } = deps;

  const openDirect = async (user: string): Promise<Found> => {
    const { channel } = await client.conversations.open({ users: user });
    if (channel?.id === undefined) throw new Error('Slack opened a conversation without an id');
    return { id: channel.id, channel: undefined, place: { kind: 'direct', command } };
  };

  /** Undefined for a private channel, or one that is gone: the bot is not in it and cannot see it. */
  const lookUpChannel = async (id: string, typedIn: string): Promise<Found | undefined> => {
    try {
      const { channel = {} } = await client.conversations.info({ channel: id });
      const { name = '' } = channel;
      const isHere = id === typedIn;
      const place = isHere
        ? ({ kind: 'thisChannel' } as const)
        : ({ kind: 'channel', id, name } as const);
      return { id, channel, place: { ...place, command } };
    } catch (error) {
      if (sortSlackError(error).kind === 'channel') return undefined;
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
    { id, channel }: Found,
    user: string,
    typedIn: string,
  ): Promise<ToldSight> => {
    if (!channel) return lookUpSight({ surface, user, channel: '' });
    const mayBeHidden = channel.is_private === true && typedIn !== id;
    const isHiddenFrom = mayBeHidden && !(await listChannels(client, { user })).has(id);
    const sharing = isShared(channel) ? 'external' : 'own';
    return lookUpSight({ surface, user, channel: id, sharing, isHiddenFrom });
  };

  const judge = async ({ channel }: Found, userId: string) => {
    const caller = await lookUpPerson(client, userId, teamId);
    const mayChange = await mayChangeDigest({
      caller,
      place: channel ? 'channel' : 'direct',
      channelCreator: channel?.creator,
      everyMember: policy.everyMember,
      isNamed: () => isNamed(client, policy, userId, log),
    });
    return { caller, mayChange };
  };

  const admit: DigestDesk['admit'] = async (found, userId, change, way) => {
    const { channel, place } = found;
    const { caller, mayChange } = await judge(found, userId);
    if (!mayChange) {
      const message = renderMayNotChange(caller.isMember, policy, channel?.creator, place);
      return refuse(message, 'not allowed');
    }
    if (change === 'subscribe' || change === 'resume') {
      const sight = await sightOf('digest', found, userId, found.id);
      if (sight.kind === 'refused') return { refusal: sight.reply };
      if (sight.kind === 'confirm' && way === 'typed') {
        return refuse(renderConfirmByForm(place), 'to be confirmed');
      }
    }
    if (channel?.is_archived === true && change !== 'unsubscribe') {
      return refuse(renderArchived(), 'archived');
    }
    return { caller };
  };

  return {
    find: async (channelId, typedIn, typed) => {
      const wanted = channelId ?? typedIn.channelId;
      const found = wanted.startsWith('D')
        ? await openDirect(typedIn.userId)
        : await lookUpChannel(wanted, typedIn.channelId);
      if (!found) return refuse(renderNotInvited(typed), 'not invited');
      if (found.channel?.is_mpim === true) return refuse(renderNoGroups(), 'group conversation');
      const sight = await sightOf('digestSettings', found, typedIn.userId, typedIn.channelId);
      return sight.kind === 'refused' ? { refusal: sight.reply } : found;
    },

    admit,

    rightsIn: async (found, userId) => {
      const { caller, mayChange } = await judge(found, userId);
      if (mayChange) return 'change';
      return caller.isMember ? 'own' : 'look';
    },

    change: async (found, userId, change, way = 'typed') => {
      const admitted = await admit(found, userId, change.kind, way);
      if ('refusal' in admitted) return admitted.refusal;
      const { id, channel, place } = found;
      if (change.kind === 'subscribe' || change.kind === 'resume') await join(found);
      const wish: Wish = {
        change,
        by: userId,
        now: now().getTime(),
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

    list: async (userId) => {
      const { isAdmin, isMember } = await lookUpPerson(client, userId, teamId);
      const isAll = isAdmin && isMember;
      const theirs = await listChannels(client, { user: userId });
      // Where a digest was set up, the bot is in the channel.
      const open = isAll ? await listChannels(client, { types: 'public_channel' }) : undefined;
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

function refuse(message: Message, outcome: string): Refusal {
  return { refusal: { message, outcome } };
}
