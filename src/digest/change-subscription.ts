import type { Contact } from '../outbox/item.ts';
import type { Notice } from './delivery.ts';
import type { AuditAction, Decision, PlannedRun, SubscriptionChange } from './digest-store.ts';
import { nextOccurrence } from './next-occurrence.ts';
import { maxLateMs, planDue } from './plan-runs.ts';
import type { DigestSettings, Standing, StopReason, Subscription } from './subscription.ts';

// Each function decides what one wish makes of a channel's subscription, once the weeks that came due
// before it have their runs; none has an effect. The store calls them again when somebody else was
// quicker.

/** Who acts in the audit table when nobody does. */
const guidepostActor = 'guidepost';

export interface Wish {
  /** The Slack user id of whoever wishes it. */
  readonly by: string;
  readonly now: number;
}

export interface SubscribeWish extends Wish {
  /** For a subscription that is new. */
  readonly newId: string;
  readonly channelId: string;
  readonly place: Subscription['place'];
  readonly channelCreator: string | undefined;
  /** Only what was said; the rest stays as it is. */
  readonly wanted: Partial<Omit<DigestSettings, 'schedule'>> & {
    readonly schedule?: Partial<DigestSettings['schedule']>;
  };
  /** For what was not said about a new one. */
  readonly defaults: DigestSettings;
}

export type SubscribeDecision = Decision & {
  readonly kind: 'subscribed' | 'changed' | 'unchanged';
  readonly subscription: Subscription;
};

export function decideSubscribe(
  before: Subscription | undefined,
  wish: SubscribeWish,
): SubscribeDecision {
  const { by, now, wanted } = wish;
  const { current, runs } = planDue(before, now);
  const living = current?.standing.kind === 'ended' ? undefined : current;
  const base = living?.settings ?? wish.defaults;
  const settings: DigestSettings = {
    schedule: { ...base.schedule, ...wanted.schedule },
    topics: wanted.topics ?? base.topics,
    evenIfEmpty: wanted.evenIfEmpty ?? base.evenIfEmpty,
    withUpkeep: wanted.withUpkeep ?? base.withUpkeep,
  };
  if (living?.standing.kind === 'active' && isSame(settings, living.settings)) {
    return { kind: 'unchanged', subscription: living, change: undefined };
  }
  const subscription: Subscription = {
    id: current?.id ?? wish.newId,
    channelId: wish.channelId,
    place: wish.place,
    settings,
    standing: { kind: 'active' },
    createdBy: living?.createdBy ?? by,
    changedBy: by,
    channelCreator: wish.channelCreator ?? current?.channelCreator,
    next: nextOccurrence(settings.schedule, now, current?.lastWeek),
    lastWeek: current?.lastWeek,
    covered: living?.covered,
  };
  const kind = living ? 'changed' : 'subscribed';
  const change = announced(kind, subscription, runs, by);
  return { kind, subscription, change: { ...change, reviveFrom: reviveFrom(living, now) } };
}

export type PauseDecision =
  | (Decision & { readonly kind: 'paused'; readonly subscription: Subscription })
  | (Decision & { readonly kind: 'alreadyPaused'; readonly subscription: Subscription })
  | (Decision & { readonly kind: 'none' });

export function decidePause(before: Subscription | undefined, { by, now }: Wish): PauseDecision {
  const { current, runs } = planDue(before, now);
  if (!current || current.standing.kind === 'ended') return { kind: 'none', change: undefined };
  if (current.standing.kind === 'paused') {
    return { kind: 'alreadyPaused', subscription: current, change: undefined };
  }
  const subscription = stand(current, { kind: 'paused', by, since: now }, by);
  return { kind: 'paused', subscription, change: announced('paused', subscription, runs, by) };
}

export type ResumeDecision =
  | (Decision & {
      readonly kind: 'resumed' | 'alreadyActive';
      readonly subscription: Subscription;
    })
  | (Decision & { readonly kind: 'none' });

export function decideResume(before: Subscription | undefined, { by, now }: Wish): ResumeDecision {
  const { current, runs } = planDue(before, now);
  if (!current || current.standing.kind === 'ended') return { kind: 'none', change: undefined };
  if (current.standing.kind === 'active') {
    return { kind: 'alreadyActive', subscription: current, change: undefined };
  }
  const subscription = { ...activate(current, now), changedBy: by };
  const change = announced('resumed', subscription, runs, by);
  return {
    kind: 'resumed',
    subscription,
    change: { ...change, reviveFrom: reviveFrom(current, now) },
  };
}

export type UnsubscribeDecision =
  | (Decision & { readonly kind: 'unsubscribed'; readonly subscription: Subscription })
  | (Decision & { readonly kind: 'none' });

export function decideUnsubscribe(
  before: Subscription | undefined,
  { by, now }: Wish,
): UnsubscribeDecision {
  const { current, runs } = planDue(before, now);
  if (!current || current.standing.kind === 'ended') return { kind: 'none', change: undefined };
  const subscription = stand(current, { kind: 'ended', by, since: now }, by);
  return {
    kind: 'unsubscribed',
    subscription,
    change: announced('unsubscribed', subscription, runs, by),
  };
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
  const { channelId, settings, createdBy, changedBy, channelCreator, place } = current;
  const people = new Set([
    createdBy,
    changedBy,
    ...(channelCreator ? [channelCreator] : []),
    ...managers,
  ]);
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
  return {
    change: { action: 'moved', actor: guidepostActor, subscription, runs, notices: [] },
  };
}

/** What a stopped digest missed lately still comes when it goes on, whoever lets it. */
function reviveFrom(current: Subscription | undefined, now: number): number | undefined {
  return current?.standing.kind === 'stopped' ? now - maxLateMs : undefined;
}

function announced(
  change: AuditAction & Extract<Notice, { kind: 'changed' }>['change'],
  subscription: Subscription,
  runs: readonly PlannedRun[],
  by: string,
): SubscriptionChange {
  const { settings, next } = subscription;
  return {
    action: change,
    actor: by,
    subscription,
    runs,
    notices: tell(subscription, { kind: 'changed', change, by, settings, next }),
  };
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

function isSame(a: DigestSettings, b: DigestSettings): boolean {
  return (
    a.evenIfEmpty === b.evenIfEmpty &&
    a.withUpkeep === b.withUpkeep &&
    a.schedule.weekday === b.schedule.weekday &&
    a.schedule.time === b.schedule.time &&
    a.schedule.timeZone === b.schedule.timeZone &&
    a.topics.join(' ') === b.topics.join(' ')
  );
}
