import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import { decideWish, type Wish } from '../../digest/change-subscription.ts';
import { defaultSettings } from '../../digest/subscription.ts';
import type { DigestStore } from '../../digest/digest-store.ts';
import {
  mayChangeDigest,
  type DigestPolicy,
  type DigestRights,
} from '../../digest/may-change-digest.ts';
import { isInUserGroup, lookUpCaller, type KnownCaller } from './digest-caller.ts';
import { findDigestTarget, type DigestTarget, type TypedIn } from './digest-target.ts';
import { renderDecided, renderNoDigest } from './messages/digest-changed.ts';
import {
  renderArchived,
  renderConfirmByForm,
  renderMayNotChange,
  renderNoGroups,
  renderNotInvited,
} from './messages/digest-refusals.ts';
import type { DigestPlace } from './messages/digest-words.ts';
import { listChannels } from '../receive/list-channels.ts';
import type { Sight } from '../receive/may-see.ts';
import type { LookUpSight } from '../receive/sight.ts';
import { renderSightRefusal } from '../reply/sight-refusals.ts';
import type { Reply } from '../reply/reply.ts';

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
  readonly target: DigestTarget;
  readonly place: DigestPlace;
}

/** Where digests are asked about and changed, by command or by form. */
export interface DigestDesk {
  /** @param typed what was typed, to be typed again once the obstacle is out of the way. */
  find(
    channelId: string | undefined,
    typedIn: TypedIn,
    typed: string,
  ): Promise<Found | { readonly refusal: Reply }>;
  /** The person, when they may make such a change to this digest. */
  admit(
    found: Found,
    userId: string,
    change: Wish['change']['kind'],
    way: Way,
  ): Promise<{ readonly caller: KnownCaller } | { readonly refusal: Reply }>;
  change(found: Found, userId: string, change: Wish['change'], way?: Way): Promise<Reply>;
  /** What to offer somebody who looks at this digest. */
  rightsIn(found: Found, userId: string): Promise<DigestRights>;
}

/** The form says that outsiders will read it, and asks. */
type Way = 'inForm' | 'typed';

export function createDigestDesk(deps: DigestDeskDeps): DigestDesk {
  const { client, store, wake, policy, lookUpSight, command, teamId, now, newId, log } = deps;

  /**
   * In a public channel the bot could post without joining, but not read whether a digest whose post
   * was cut off is there: then nobody could tell, and it would not be sent again.
   */
  const join = async (target: DigestTarget): Promise<void> => {
    if (target.kind === 'direct' || target.isPrivate || target.isBotMember) return;
    try {
      await client.conversations.join({ channel: target.id });
    } catch (error) {
      log.warn({ channel: target.id, err: error }, 'could not join a channel that has a digest');
    }
  };

  /** Whoever types in a channel is in it; of any other private one, the bot asks. */
  const sightOf = async (
    surface: 'digest' | 'digestSettings',
    target: DigestTarget,
    user: string,
    typedIn: string,
  ): Promise<Sight> => {
    if (target.kind === 'direct') return lookUpSight({ surface, user, channel: '' });
    const { id: channel, isPrivate, isShared } = target;
    const mayBeHidden = isPrivate && typedIn !== channel;
    const isHiddenFrom = mayBeHidden && !(await listChannels(client, { user })).has(channel);
    const sharing = isShared ? 'external' : 'own';
    return lookUpSight({ surface, user, channel, sharing, isHiddenFrom });
  };

  const judge = async (target: DigestTarget, userId: string) => {
    const caller = await lookUpCaller(client, userId, teamId);
    const channelCreator = target.kind === 'channel' ? target.creator : undefined;
    const mayChange = await mayChangeDigest({
      caller,
      place: target.kind,
      channelCreator,
      policy,
      isInGroup: () => isInUserGroup(client, userId, policy.groups, log),
    });
    return { caller, channelCreator, mayChange };
  };

  const admit: DigestDesk['admit'] = async ({ target, place }, userId, change, way) => {
    const { caller, channelCreator, mayChange } = await judge(target, userId);
    if (!mayChange) {
      const message = renderMayNotChange(caller.isMember, policy, channelCreator, place);
      return { refusal: { message, outcome: 'not allowed' } };
    }
    if (change === 'subscribe' || change === 'resume') {
      const sight = await sightOf('digest', target, userId, target.id);
      if (sight.kind === 'refused') return { refusal: refuse(sight, command) };
      if (sight.kind === 'confirm' && way === 'typed') {
        return { refusal: { message: renderConfirmByForm(place), outcome: 'to be confirmed' } };
      }
    }
    if (target.kind === 'channel' && target.isArchived && change !== 'unsubscribe') {
      return { refusal: { message: renderArchived(), outcome: 'archived' } };
    }
    return { caller };
  };

  return {
    find: async (channelId, typedIn, typed) => {
      const outcome = await findDigestTarget(client, channelId, typedIn);
      switch (outcome.kind) {
        case 'hidden':
          return { refusal: { message: renderNotInvited(typed), outcome: 'not invited' } };
        case 'group':
          return { refusal: { message: renderNoGroups(), outcome: 'group conversation' } };
        case 'target': {
          const { target } = outcome;
          const sight = await sightOf('digestSettings', target, typedIn.userId, typedIn.channelId);
          if (sight.kind === 'refused') return { refusal: refuse(sight, command) };
          return { target, place: placeOf(target, typedIn, command) };
        }
      }
    },

    admit,

    rightsIn: async ({ target }, userId) => {
      const { caller, mayChange } = await judge(target, userId);
      if (mayChange) return 'change';
      return caller.isMember ? 'own' : 'look';
    },

    change: async (found, userId, change, way = 'typed') => {
      const admitted = await admit(found, userId, change.kind, way);
      if ('refusal' in admitted) return admitted.refusal;
      const { target, place } = found;
      if (change.kind === 'subscribe' || change.kind === 'resume') await join(target);
      const wish: Wish = {
        change,
        by: userId,
        now: now().getTime(),
        newId: newId(),
        channelId: target.id,
        place: target.kind,
        channelCreator: target.kind === 'channel' ? target.creator : undefined,
        defaults: defaultSettings(admitted.caller.timeZone),
      };
      const decision = await store.changeSubscription(target.id, wish.now, (current) =>
        decideWish(current, wish),
      );
      wake();
      const { kind } = decision;
      if (kind === 'none') return { message: renderNoDigest(place), outcome: 'no digest' };
      return { message: renderDecided(kind, decision.subscription, place), outcome: kind };
    },
  };
}

function refuse(sight: Extract<Sight, { kind: 'refused' }>, command: string): Reply {
  return { message: renderSightRefusal(sight, command), outcome: `refused: ${sight.why}` };
}

function placeOf(target: DigestTarget, typedIn: TypedIn, command: string): DigestPlace {
  if (target.kind === 'direct') return { kind: 'direct', command };
  if (target.id === typedIn.channelId) return { kind: 'thisChannel', command };
  return { kind: 'channel', id: target.id, name: target.name, command };
}
