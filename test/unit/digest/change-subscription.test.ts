import { describe, expect, it } from '@jest/globals';
import {
  decideDue,
  decideMove,
  decideRestore,
  decideStop,
  decideWish,
  type WantedSettings,
  type Wish,
} from '../../../src/digest/change-subscription.ts';
import type { Standing, Subscription } from '../../../src/digest/subscription.ts';
import { makeSettings, makeSubscription, makeWish } from '../../helpers/make-subscription.ts';

const tuesday = Date.parse('2026-11-24T12:00:00Z');
const dayMs = 24 * 60 * 60 * 1000;
const monday = { week: '2026-W49', at: Date.parse('2026-11-30T08:00:00Z') };
const channelC1 = { kind: 'channel', id: 'C1' };

function subscribe(before: Subscription | undefined, changes: Partial<Wish> = {}) {
  const decision = decideWish(before, makeWish(tuesday, { channelCreator: 'U9', ...changes }));
  if (decision.kind === 'none') throw new Error('nothing was decided');
  return decision;
}

const wanting = (wanted: WantedSettings) =>
  ({ change: { kind: 'subscribe', wanted } }) satisfies Partial<Wish>;

const decide = (
  kind: 'pause' | 'resume' | 'unsubscribe',
  before: Subscription | undefined,
  now = tuesday,
) => decideWish(before, makeWish(now, { change: { kind } }));

const standings: Record<Standing['kind'], Standing> = {
  active: { kind: 'active' },
  paused: { kind: 'paused', by: 'U1', since: 1 },
  stopped: { kind: 'stopped', reason: 'archived', since: 1 },
  ended: { kind: 'ended', by: 'U1', since: 1 },
};
const make = (kind: Standing['kind']) =>
  makeSubscription({
    standing: standings[kind],
    next: kind === 'active' ? monday : undefined,
    covered: { revision: 3, at: 5 },
  });

describe('weeks that come due by themselves', () => {
  it('change nothing before one has, nor where there is no digest', () => {
    expect(decideDue(make('active'), monday.at - 1).change).toBeUndefined();
    expect(decideDue(undefined, monday.at).change).toBeUndefined();
  });

  it('are told to nobody but whoever sends them', () => {
    const { change } = decideDue(make('active'), monday.at);
    expect(change).toMatchObject({ runs: [{ occurrence: monday }], notices: [] });
    expect(change?.action).toBeUndefined();
  });
});

describe('subscribing', () => {
  it('begins with the defaults and says so in the channel', () => {
    const { kind, subscription, change } = subscribe(undefined);
    expect(kind).toBe('subscribed');
    expect(subscription).toEqual(
      makeSubscription({ createdBy: 'U2', changedBy: 'U2', channelCreator: 'U9', next: monday }),
    );
    expect(change).toEqual({
      action: 'subscribed',
      runs: [],
      actor: 'U2',
      subscription,
      notices: [
        {
          to: channelC1,
          notice: {
            kind: 'changed',
            change: 'subscribed',
            by: 'U2',
            settings: subscription.settings,
            next: monday,
          },
        },
      ],
    });
  });

  it('changes only what is said, and keeps who set it up', () => {
    const wanted = { schedule: { time: '16:00' }, topics: ['queues'] };
    const { kind, subscription } = subscribe(make('active'), wanting(wanted));
    expect(kind).toBe('changed');
    expect(subscription).toMatchObject({
      createdBy: 'U1',
      changedBy: 'U2',
      settings: {
        schedule: { weekday: 1, time: '16:00', timeZone: 'Europe/Berlin' },
        topics: ['queues'],
      },
      next: { at: monday.at + 7 * 60 * 60 * 1000 },
      covered: { revision: 3, at: 5 },
    });
  });

  it('changes nothing when nothing is different', () => {
    const wish = wanting({ schedule: { weekday: 1 }, topics: [] });
    expect(subscribe(make('active'), wish)).toEqual({
      kind: 'unchanged',
      subscription: make('active'),
      change: undefined,
    });
  });

  it.each<WantedSettings>([
    { schedule: { weekday: 2 } },
    { schedule: { time: '09:30' } },
    { schedule: { timeZone: 'Europe/Paris' } },
    { topics: ['queues'] },
    { evenIfEmpty: true },
    { withUpkeep: true },
  ])('changes it for whatever is different: %j', (wanted) => {
    expect(subscribe(make('active'), wanting(wanted)).kind).toBe('changed');
  });

  it('knows no creator where Slack names none, and keeps the one it knows', () => {
    const unnamed = { channelCreator: undefined };
    expect(subscribe(undefined, unnamed).subscription.channelCreator).toBeUndefined();
    const known = { ...make('paused'), channelCreator: 'U9' };
    expect(subscribe(known, unnamed).subscription.channelCreator).toBe('U9');
  });

  it.each(['paused', 'stopped'] as const)('starts what was %s again, as it was', (kind) => {
    const current = { ...make(kind), settings: makeSettings({ topics: ['queues'] }) };
    expect(subscribe(current)).toMatchObject({
      kind: 'changed',
      subscription: {
        standing: { kind: 'active' },
        settings: { topics: ['queues'] },
        next: monday,
      },
      change: { reviveFrom: kind === 'stopped' ? tuesday - dayMs : undefined },
    });
  });

  it('begins anew after an end, on the same row, so that no week comes twice', () => {
    const ended = {
      ...make('ended'),
      settings: makeSettings({ topics: ['queues'] }),
      lastWeek: '2026-W49',
    };
    const { kind, subscription } = subscribe(ended, { newId: 'S2' });
    expect(kind).toBe('subscribed');
    expect(subscription).toMatchObject({
      id: 'S1',
      createdBy: 'U2',
      settings: { topics: [] },
      next: { week: '2026-W50' },
      covered: undefined,
    });
  });

  it('is said nowhere else in a direct message', () => {
    const direct = { place: 'direct', channelId: 'D1' } as const;
    expect(subscribe(undefined, direct).change?.notices).toEqual([]);
  });
});

describe('pausing, resuming and ending', () => {
  it.each([
    ['active', 'paused'],
    ['stopped', 'paused'],
    ['paused', 'alreadyPaused'],
    ['ended', 'none'],
  ] as const)('pausing what is %s: %s', (kind, outcome) => {
    const decision = decide('pause', make(kind));
    expect(decision.kind).toBe(outcome);
    expect(decision.change?.reviveFrom).toBeUndefined();
    expect(decision.change?.subscription).toEqual(
      outcome === 'paused'
        ? {
            ...make(kind),
            standing: { kind: 'paused', by: 'U2', since: tuesday },
            changedBy: 'U2',
            next: undefined,
          }
        : undefined,
    );
  });

  it.each([
    ['paused', 'resumed', undefined],
    ['stopped', 'resumed', tuesday - dayMs],
    ['active', 'alreadyActive', undefined],
    ['ended', 'none', undefined],
  ] as const)('resuming what is %s: %s', (kind, outcome, reviveFrom) => {
    const decision = decide('resume', make(kind));
    expect(decision.kind).toBe(outcome);
    expect(decision.change?.reviveFrom).toBe(reviveFrom);
    expect(decision.change?.subscription.next).toEqual(outcome === 'resumed' ? monday : undefined);
  });

  it.each(['active', 'paused', 'stopped'] as const)('ends what is %s', (kind) => {
    expect(decide('unsubscribe', make(kind))).toMatchObject({
      kind: 'unsubscribed',
      change: {
        subscription: { standing: { kind: 'ended', by: 'U2', since: tuesday }, next: undefined },
        notices: [{ to: channelC1, notice: { change: 'unsubscribed' } }],
      },
    });
  });

  it('finds nothing to change where there is nothing', () => {
    expect(decide('pause', undefined).kind).toBe('none');
    expect(decide('resume', undefined).kind).toBe('none');
    expect(decide('unsubscribe', undefined).kind).toBe('none');
    expect(decide('unsubscribe', make('ended')).kind).toBe('none');
  });
});

describe('stopping by itself, and going on', () => {
  const facts = { reason: 'archived', now: tuesday, managers: ['U5', 'U1'] } as const;

  it('tells everybody who looks after it, once', () => {
    const current = { ...make('active'), changedBy: 'U2', channelCreator: 'U9' };
    const { change } = decideStop(current, facts);
    expect(change).toMatchObject({ action: 'stopped', actor: 'guidepost' });
    expect(change?.subscription).toEqual({
      ...current,
      standing: { kind: 'stopped', reason: 'archived', since: tuesday },
      // Its weeks are still counted: see what becomes of a run while the channel is not mended.
      next: monday,
    });
    const notice = {
      kind: 'stopped',
      channelId: 'C1',
      reason: 'archived',
      createdBy: 'U1',
      settings: current.settings,
    };
    expect(change?.notices).toEqual(
      ['U1', 'U2', 'U9', 'U5'].map((id) => ({ to: { kind: 'user', id }, notice })),
    );
    const told = decideStop({ ...current, channelCreator: undefined }, facts).change?.notices;
    expect(told?.map(({ to }) => to.id)).toEqual(['U1', 'U2', 'U5']);
  });

  it('tells nobody when it was a direct message', () => {
    const current = { ...make('active'), place: 'direct' } as const;
    expect(decideStop(current, facts).change?.notices).toEqual([]);
  });

  it.each(['paused', 'stopped', 'ended'] as const)('leaves alone what is %s', (kind) => {
    expect(decideStop(make(kind), facts).change).toBeUndefined();
  });

  it('goes on when the channel is mended, says so there, and sends what was refused lately', () => {
    const { change } = decideRestore(make('stopped'), tuesday, ['archived']);
    expect(change).toMatchObject({
      action: 'restored',
      actor: 'guidepost',
      subscription: { standing: { kind: 'active' }, next: monday },
      notices: [{ to: channelC1, notice: { kind: 'restored', next: monday } }],
      reviveFrom: tuesday - dayMs,
    });
  });

  it('has nothing to stop or to restore where there is no digest', () => {
    expect(decideStop(undefined, facts).change).toBeUndefined();
    expect(decideRestore(undefined, tuesday, ['archived']).change).toBeUndefined();
  });

  it('stays stopped while something else is mended', () => {
    expect(decideRestore(make('stopped'), tuesday, ['notMember']).change).toBeUndefined();
  });

  it.each(['active', 'paused', 'ended'] as const)('does not restore what is %s', (kind) => {
    expect(decideRestore(make(kind), tuesday, ['archived']).change).toBeUndefined();
  });
});

describe('a week that came due before the change', () => {
  const late = monday.at + 8 * dayMs;
  it.each([
    ['a pause', (before: Subscription) => decide('pause', before, late)],
    ['an end', (before: Subscription) => decide('unsubscribe', before, late)],
    ['a stop', (before: Subscription) => decideStop(before, stopFacts(late))],
    ['a move', (before: Subscription) => decideMove(before, 'C9', late)],
  ])('has its run whatever the change is: %s', (_, decide) => {
    const { change } = decide(makeSubscription());
    expect(change?.runs?.map(({ occurrence }) => occurrence.week)).toEqual([
      '2026-W49',
      '2026-W50',
    ]);
    expect(change?.subscription.lastWeek).toBe('2026-W50');
  });

  it('is not lost when the channel moves before it is due', () => {
    const { change } = decideMove(makeSubscription(), 'C9', tuesday);
    const subscription = { channelId: 'C9' };
    expect(change).toMatchObject({ action: 'moved', subscription, runs: [], notices: [] });
    expect(decideMove(undefined, 'C9', tuesday)).toEqual({ change: undefined });
  });
});

const stopFacts = (at: number) => ({ reason: 'archived', now: at, managers: [] }) as const;
