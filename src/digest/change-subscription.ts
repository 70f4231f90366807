import { isDeepStrictEqual } from 'node:util';
import type { Contact } from '../outbox/item.ts';
import { maxLateMs } from '../outbox/settle-attempt.ts';
import type { Notice } from './delivery.ts';
import type { Decision } from './digest-store.ts';
import { nextOccurrence } from './next-occurrence.ts';
import { planDue } from './plan-runs.ts';
import {
  livingOf,
  type DigestSettings,
  type Standing,
  type StopReason,
  type Subscription,
} from './subscription.ts';

// Each function decides what one wish makes of a channel's subscription, once the weeks that came due
// before it have their runs; none has an effect. The store calls them again when somebody else was
// quicker.

/** Who acts in the audit table when nobody does. */
const guidepostActor = 'guidepost';

/** Only what was said; the rest stays as it is. */
export type WantedSettings = Partial<Omit<DigestSettings, 'schedule'>> & {
  readonly schedule?: Partial<DigestSettings['schedule']>;
};

/** What somebody wishes for a channel's digest. */
export interface Wish {
  readonly change:
    | { readonly kind: 'subscribe'; readonly wanted: WantedSettings }
    | { readonly kind: 'pause' | 'resume' | 'unsubscribe' };
  /** The Slack user id of whoever wishes it. */
  readonly by: string;
  readonly now: number;
  /** For a subscription that is new. */
  readonly newId: string;
  readonly channelId: string;
  readonly place: Subscription['place'];
  readonly channelCreator: string | undefined;
  /** For what was not said about a new one. */
  readonly defaults: DigestSettings;
}

export type WishDecision = Decision &
  (
    | { readonly kind: 'none' }
    | {
        readonly kind: 'unchanged' | 'alreadyPaused' | 'alreadyActive' | ChangeInWords;
        readonly subscription: Subscription;
      }
  );

type ChangeInWords = Extract<Notice, { kind: 'changed' }>['change'];

export function decideWish(before: Subscription | undefined, wish: Wish): WishDecision {
  const { change, by, now } = wish;
  const { current, runs } = planDue(before, now);
  const living = livingOf(current);
  const done = (kind: ChangeInWords, subscription: Subscription): WishDecision => {
    const { settings, next, standing } = subscription;
    const notices = tell(subscription, { kind: 'changed', change: kind, by, settings, next });
    const revive = standing.kind === 'active' ? reviveFrom(living, now) : undefined;
    const change = { action: kind, actor: by, subscription, runs, notices, reviveFrom: revive };
    return { kind, subscription, change };
  };
  if (change.kind === 'subscribe') {
    const subscription = subscribe(current, living, change.wanted, wish);
    if (
      living?.standing.kind === 'active' &&
      isDeepStrictEqual(subscription.settings, living.settings)
    ) {
      return { kind: 'unchanged', subscription: living, change: undefined };
    }
    return done(living ? 'changed' : 'subscribed', subscription);
  }
  if (!living) return { kind: 'none', change: undefined };
  switch (change.kind) {
    case 'pause':
      return living.standing.kind === 'paused'
        ? { kind: 'alreadyPaused', subscription: living, change: undefined }
        : done('paused', stand(living, { kind: 'paused', by, since: now }, by));
    case 'resume':
      return living.standing.kind === 'active'
        ? { kind: 'alreadyActive', subscription: living, change: undefined }
        : done('resumed', { ...activate(living, now), changedBy: by });
    case 'unsubscribe':
      return done('unsubscribed', stand(living, { kind: 'ended', by, since: now }, by));
  }
}

/** After an end it begins anew, on the same row. */
function subscribe(
  current: Subscription | undefined,
  living: Subscription | undefined,
  wanted: WantedSettings,
  { by, now, ...wish }: Wish,
): Subscription {
  const base = living?.settings ?? wish.defaults;
  const schedule = { ...base.schedule, ...wanted.schedule };
  return {
    id: current?.id ?? wish.newId,
    channelId: wish.channelId,
    place: wish.place,
    settings: { ...base, ...wanted, schedule },
    standing: { kind: 'active' },
    createdBy: living?.createdBy ?? by,
    changedBy: by,
    channelCreator: wish.channelCreator ?? current?.channelCreator,
    next: nextOccurrence(schedule, now, current?.lastWeek),
    lastWeek: current?.lastWeek,
    covered: living?.covered,
  };
}

/** Weeks have come due, and nobody wishes anything. */
export function decideDue(before: Subscription | undefined, now: number): Decision {
  const { current, runs } = planDue(before, now);
  if (!current || runs.length === 0) return { change: undefined };
  return { change: { actor: guidepostActor, subscription: current, runs, notices: [] } };
}

export interface StopFacts {
  readonly reason: StopReason;
  readonly now: number;
  /** User ids of those who may change every channel's digest, by configuration. */
  readonly managers: readonly string[];
}

/** The channel has to be mended: the digest stops, and whoever looks after it is told. */
export function decideStop(before: Subscription | undefined, facts: StopFacts): Decision {
  const { reason, now, managers } = facts;
  const { current, runs } = planDue(before, now);
  if (current?.standing.kind !== 'active') return { change: undefined };
  const standing = { kind: 'stopped', reason, since: now } as const;
  const subscription: Subscription = { ...current, standing };
  const { channelId, settings, createdBy, changedBy, channelCreator = createdBy, place } = current;
  const people = new Set([createdBy, changedBy, channelCreator, ...managers]);
  const notice: Notice = { kind: 'stopped', channelId, reason, createdBy, settings };
  return {
    change: {
      action: 'stopped',
      actor: guidepostActor,
      subscription,
      runs,
      // In a direct message there is nobody else to tell, and no way to.
      notices:
        place === 'direct' ? [] : [...people].map((id) => ({ to: { kind: 'user', id }, notice })),
    },
  };
}

/** The channel works again, if it was for one of these reasons that it did not. */
export function decideRestore(
  before: Subscription | undefined,
  now: number,
  mended: readonly StopReason[],
): Decision {
  const { current, runs } = planDue(before, now);
  if (current?.standing.kind !== 'stopped' || !mended.includes(current.standing.reason)) {
    return { change: undefined };
  }
  const subscription = activate(current, now);
  const { settings, next } = subscription;
  return {
    change: {
      action: 'restored',
      actor: guidepostActor,
      subscription,
      runs,
      notices: tell(subscription, { kind: 'restored', settings, next }),
      reviveFrom: reviveFrom(current, now),
    },
  };
}

/** The channel has another id now. */
export function decideMove(before: Subscription | undefined, to: string, now: number): Decision {
  const { current, runs } = planDue(before, now);
  if (!current) return { change: undefined };
  const subscription = { ...current, channelId: to };
  return { change: { action: 'moved', actor: guidepostActor, subscription, runs, notices: [] } };
}

/** What a stopped digest missed lately still comes when it goes on, whoever lets it. */
function reviveFrom(current: Subscription | undefined, now: number): number | undefined {
  return current?.standing.kind === 'stopped' ? now - maxLateMs : undefined;
}

/** What changes a channel is said there; in a direct message the reply has said it. */
function tell(
  { place, channelId }: Subscription,
  notice: Notice,
): readonly { readonly to: Contact; readonly notice: Notice }[] {
  return place === 'direct' ? [] : [{ to: { kind: 'channel', id: channelId }, notice }];
}

function activate(current: Subscription, now: number) {
  const next = nextOccurrence(current.settings.schedule, now, current.lastWeek);
  return { ...current, standing: { kind: 'active' } as const, next };
}

/** Until a person wishes otherwise. */
function stand(current: Subscription, standing: Standing, by: string): Subscription {
  return { ...current, standing, changedBy: by, next: undefined };
}
