import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { nextOccurrence } from '../../../src/digest/next-occurrence.ts';
import type { Weekday } from '../../../src/digest/subscription.ts';
import { fc } from '../../helpers/fast-check.ts';

interface DstCase {
  timeZone: string;
  date: string;
  weekday: Weekday;
  time: string;
  why: string;
  at: string;
  week: string;
}

const fixture = new URL('../../fixtures/digest/dst-cases.json', import.meta.url);
const { cases } = JSON.parse(readFileSync(fixture, 'utf8')) as { cases: DstCase[] };
const dayMs = 24 * 60 * 60 * 1000;
const mondayNineInBerlin = { weekday: 1, time: '09:00', timeZone: 'Europe/Berlin' } as const;

describe('nextOccurrence', () => {
  it.each(cases)('$timeZone $date $time is $at ($why)', ({ timeZone, weekday, time, at, week }) => {
    const expected = { week, at: Date.parse(at) };
    const schedule = { weekday, time, timeZone };
    expect(nextOccurrence(schedule, expected.at - 6 * dayMs)).toEqual(expected);
    expect(nextOccurrence(schedule, expected.at - 1)).toEqual(expected);
    expect(nextOccurrence(schedule, expected.at).at).toBeGreaterThan(expected.at);
  });

  it('takes a time that exists twice once, even when asked between the two', () => {
    const schedule = { weekday: 7, time: '02:30', timeZone: 'Europe/Berlin' } as const;
    const betweenTheTwo = Date.parse('2026-10-25T01:00:00Z');
    expect(nextOccurrence(schedule, betweenTheTwo).week).toBe('2026-W44');
  });

  it('leaves out a week that already has its run', () => {
    const tuesday = Date.parse('2026-11-24T12:00:00Z');
    const friday = { ...mondayNineInBerlin, weekday: 5 } as const;
    expect(nextOccurrence(friday, tuesday)).toEqual({
      week: '2026-W48',
      at: Date.parse('2026-11-27T08:00:00Z'),
    });
    expect(nextOccurrence(friday, tuesday, '2026-W48')).toEqual({
      week: '2026-W49',
      at: Date.parse('2026-12-04T08:00:00Z'),
    });
  });

  it('visits every week once, in order, in any zone', () => {
    const zones = Intl.supportedValuesOf('timeZone');
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.constantFrom(1, 2, 3, 4, 5, 6, 7),
        fc.nat(24 * 60 - 1),
        fc.integer({ min: Date.parse('2020-01-01'), max: Date.parse('2035-01-01') }),
        (timeZone, weekday, minute, start) => {
          const time = new Date(minute * 60_000).toISOString().slice(11, 16);
          const schedule = { timeZone, weekday: weekday, time };
          let last = nextOccurrence(schedule, start);
          for (let n = 0; n < 60; n += 1) {
            const next = nextOccurrence(schedule, last.at);
            const gapDays = (next.at - last.at) / dayMs;
            expect(next.week > last.week).toBe(true);
            expect(Math.abs(gapDays - 7)).toBeLessThanOrEqual(0.125);
            last = next;
          }
        },
      ),
      { numRuns: 40 },
    );
  });
});
