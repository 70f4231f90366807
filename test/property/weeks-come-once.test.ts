import { expect, it } from '@jest/globals';
import { nextOccurrence } from '../../src/digest/next-occurrence.ts';
import { planDue } from '../../src/digest/plan-runs.ts';
import type { Schedule, Subscription } from '../../src/digest/subscription.ts';
import { fc } from '../helpers/fast-check.ts';
import { makeSettings, makeSubscription } from '../helpers/make-subscription.ts';

const hourMs = 60 * 60 * 1000;
const dayMs = 24 * hourMs;
const start = Date.parse('2026-02-20T00:00:00Z');
const yearMs = 365 * dayMs;

/** Whose clocks change on other days, by half an hour, at midnight, for Ramadan, or never. */
const timeZones = [
  ...['UTC', 'Europe/Berlin', 'Europe/Dublin', 'America/New_York', 'America/St_Johns'],
  ...['America/Havana', 'America/Santiago', 'Australia/Lord_Howe', 'Australia/Adelaide'],
  ...['Pacific/Chatham', 'Asia/Kolkata', 'Africa/Cairo', 'Africa/Casablanca', 'Asia/Beirut'],
];
/** Most of them are skipped, or come twice, somewhere. */
const times = ['00:00', '00:30', '01:30', '01:45', '02:15', '02:30', '03:00', '09:00', '23:59'];

const schedule: fc.Arbitrary<Schedule> = fc.record({
  weekday: fc.constantFrom(1, 4, 7),
  time: fc.constantFrom(...times),
  timeZone: fc.constantFrom(...timeZones),
});
/** Time passes, a machine sleeps for two weeks, and somebody sets the clock back or ahead. */
const step = fc.oneof(
  { weight: 4, arbitrary: fc.nat(6 * hourMs) },
  { weight: 3, arbitrary: fc.nat(3 * dayMs) },
  { weight: 1, arbitrary: fc.constantFrom(hourMs, -hourMs, 14 * dayMs) },
  { weight: 1, arbitrary: fc.integer({ min: -dayMs, max: 0 }) },
);

function makeFresh(settings: Schedule): Subscription {
  return makeSubscription({
    settings: makeSettings({ schedule: settings }),
    next: nextOccurrence(settings, start),
    lastWeek: undefined,
  });
}

it('every week comes due once and at its instant, whatever the clock does', () => {
  fc.assert(
    fc.property(schedule, fc.array(step, { minLength: 150, maxLength: 300 }), (settings, steps) => {
      let subscription: Subscription | undefined = makeFresh(settings);
      let [now, latest] = [start, start];
      const due: object[] = [];
      const look = (): void => {
        const { current, runs } = planDue(subscription, now);
        subscription = current;
        for (const { occurrence, missed } of runs) {
          due.push(occurrence);
          expect(missed !== undefined).toBe(now - occurrence.at >= dayMs);
        }
      };
      for (const ms of steps) {
        now = Math.min(now + ms, start + yearMs);
        latest = Math.max(latest, now);
        look();
      }
      now = latest;
      look();
      const { runs } = planDue(makeFresh(settings), latest);
      expect(due).toEqual(runs.map(({ occurrence }) => occurrence));
    }),
  );
});
