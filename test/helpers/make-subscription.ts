import type { Wish } from '../../src/digest/change-subscription.ts';
import type { DigestSettings, Subscription } from '../../src/digest/subscription.ts';

export function makeSettings(changes: Partial<DigestSettings> = {}): DigestSettings {
  return {
    schedule: { weekday: 1, time: '09:00', timeZone: 'Europe/Berlin' },
    topics: [],
    evenIfEmpty: false,
    withUpkeep: false,
    ...changes,
  };
}

/** Active, in C1, next due on Monday 30 November 2026 at 09:00 in Berlin. */
export function makeSubscription(changes: Partial<Subscription> = {}): Subscription {
  return {
    id: 'S1',
    channelId: 'C1',
    place: 'channel',
    settings: makeSettings(),
    standing: { kind: 'active' },
    createdBy: 'U1',
    changedBy: 'U1',
    channelCreator: undefined,
    next: { week: '2026-W49', at: Date.parse('2026-11-30T08:00:00Z') },
    lastWeek: undefined,
    covered: undefined,
    ...changes,
  };
}

/** To have a digest in C1, by U2. */
export function makeWish(now: number, changes: Partial<Wish> = {}): Wish {
  return {
    change: { kind: 'subscribe', wanted: {} },
    by: 'U2',
    now,
    newId: 'S1',
    channelId: 'C1',
    place: 'channel',
    channelCreator: undefined,
    defaults: makeSettings(),
    ...changes,
  };
}
