import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import {
  decidePause,
  decideResume,
  decideSubscribe,
  decideUnsubscribe,
  type SubscribeWish,
} from '../digest/change-subscription.ts';
import type { DigestStore } from '../digest/digest-store.ts';
import { mayChangeDigest, type DigestPolicy } from '../digest/may-change-digest.ts';
import type { DigestSchedule } from '../digest/schedule.ts';
import { isInUserGroup, lookUpCaller, type KnownCaller } from './digest-caller.ts';
import { findDigestTarget, type DigestTarget, type TypedIn } from './digest-target.ts';
import { renderAlreadySo, renderChanged, renderNoDigest } from './messages/digest-changed.ts';
import {
  renderArchived,
  renderMayNotChange,
  renderNoGroups,
  renderNotInvited,
} from './messages/digest-refusals.ts';
import type { DigestPlace } from './messages/digest-words.ts';
import type { Message } from './messages/message.ts';

export interface DigestDeskDeps {
  readonly client: WebClient;
  readonly store: DigestStore;
  readonly schedule: Pick<DigestSchedule, 'wake'>;
  readonly policy: DigestPolicy;
  readonly teamId: string;
  readonly now: () => Date;
  readonly newId: () => string;
  readonly log: Logger;
}

/** What to say to whoever asked, and one word for the log. */
export interface DeskReply {
  readonly message: Message;
  readonly outcome: string;
}

/** A conversation whose digest somebody asks about. */
export interface Found {
  readonly target: DigestTarget;
  readonly place: DigestPlace;
}

export type DigestChange =
  | { readonly kind: 'pause' | 'resume' | 'unsubscribe' }
  | { readonly kind: 'subscribe'; readonly wanted: SubscribeWish['wanted'] };

/** Where digests are asked about and changed, by command or by form. */
export interface DigestDesk {
  /** @param command what was typed, to be typed again once the obstacle is out of the way. */
  find(
    channelId: string | undefined,
    typedIn: TypedIn,
    command: string,
  ): Promise<Found | { readonly refusal: DeskReply }>;
  /** The person, when they may make such a change to this digest. */
  admit(
    found: Found,
    userId: string,
    change: DigestChange['kind'],
  ): Promise<{ readonly caller: KnownCaller } | { readonly refusal: DeskReply }>;
  change(found: Found, caller: KnownCaller, change: DigestChange): Promise<DeskReply>;
}

/** For people who have not told Slack where they are. */
const fallbackZone = 'UTC';

export function createDigestDesk(deps: DigestDeskDeps): DigestDesk {
  const { client, store, schedule, policy, teamId, now, newId, log } = deps;

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

  const subscribe = (
    target: DigestTarget,
    caller: KnownCaller,
    wanted: SubscribeWish['wanted'],
  ): SubscribeWish => ({
    by: caller.id,
    now: now().getTime(),
    newId: newId(),
    channelId: target.id,
    place: target.kind,
    channelCreator: target.kind === 'channel' ? target.creator : undefined,
    wanted,
    defaults: {
      schedule: { weekday: 1, time: '09:00', timeZone: caller.timeZone ?? fallbackZone },
      topics: [],
      evenIfEmpty: false,
    },
  });

  const decide = (target: DigestTarget, caller: KnownCaller, change: DigestChange) => {
    const at = now().getTime();
    const wish = { by: caller.id, now: at };
    switch (change.kind) {
      case 'subscribe': {
        const subscribeWish = subscribe(target, caller, change.wanted);
        return store.changeSubscription(target.id, at, (current) =>
          decideSubscribe(current, subscribeWish),
        );
      }
      case 'pause':
        return store.changeSubscription(target.id, at, (current) => decidePause(current, wish));
      case 'resume':
        return store.changeSubscription(target.id, at, (current) => decideResume(current, wish));
      case 'unsubscribe':
        return store.changeSubscription(target.id, at, (current) =>
          decideUnsubscribe(current, wish),
        );
    }
  };

  return {
    find: async (channelId, typedIn, command) => {
      const outcome = await findDigestTarget(client, channelId, typedIn);
      switch (outcome.kind) {
        case 'hidden':
          return { refusal: { message: renderNotInvited(command), outcome: 'not invited' } };
        case 'group':
          return { refusal: { message: renderNoGroups(), outcome: 'group conversation' } };
        case 'target':
          return { target: outcome.target, place: placeOf(outcome.target, typedIn) };
      }
    },

    admit: async ({ target, place }, userId, change) => {
      const caller = await lookUpCaller(client, userId, teamId);
      const channelCreator = target.kind === 'channel' ? target.creator : undefined;
      const may = await mayChangeDigest({
        caller,
        place: target.kind,
        channelCreator,
        policy,
        isInGroup: () => isInUserGroup(client, userId, policy.groups, log),
      });
      if (!may) {
        const message = renderMayNotChange(caller.isMember, policy, channelCreator, place);
        return { refusal: { message, outcome: 'not allowed' } };
      }
      if (target.kind === 'channel' && target.isArchived && change !== 'unsubscribe') {
        return { refusal: { message: renderArchived(), outcome: 'archived' } };
      }
      return { caller };
    },

    change: async ({ target, place }, caller, change) => {
      if (change.kind === 'subscribe' || change.kind === 'resume') await join(target);
      const decision = await decide(target, caller, change);
      schedule.wake();
      switch (decision.kind) {
        case 'none':
          return { message: renderNoDigest(place), outcome: 'no digest' };
        case 'unchanged':
        case 'alreadyPaused':
        case 'alreadyActive':
          return {
            message: renderAlreadySo(decision.kind, decision.subscription, place),
            outcome: decision.kind,
          };
        case 'subscribed':
        case 'changed':
        case 'paused':
        case 'resumed':
        case 'unsubscribed':
          return {
            message: renderChanged(decision.kind, decision.subscription, place),
            outcome: decision.kind,
          };
      }
    },
  };
}

function placeOf(target: DigestTarget, typedIn: TypedIn): DigestPlace {
  if (target.kind === 'direct') return { kind: 'direct' };
  if (target.id === typedIn.channelId) return { kind: 'thisChannel' };
  return { kind: 'channel', id: target.id, name: target.name };
}
