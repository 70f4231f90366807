import { describe, expect, it } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { nextDecentTime } from '../../../src/upkeep/decide-asking.ts';
import { fc } from '../../helpers/fast-check.ts';

describe('a decent hour', () => {
  it.each([
    [
      'within working hours, at once',
      '2026-11-25T10:30:00Z',
      'Europe/Berlin',
      '2026-11-25T10:30:00Z',
    ],
    ['at nine sharp, at once', '2026-11-25T08:00:00Z', 'Europe/Berlin', '2026-11-25T08:00:00Z'],
    ['before nine, at nine', '2026-11-25T05:00:00Z', 'Europe/Berlin', '2026-11-25T08:00:00Z'],
    ['at five, the next morning', '2026-11-25T16:00:00Z', 'Europe/Berlin', '2026-11-26T08:00:00Z'],
    [
      'on Friday evening, on Monday',
      '2026-11-27T20:00:00Z',
      'Europe/Berlin',
      '2026-11-30T08:00:00Z',
    ],
    ['on Saturday before nine, on Monday', '2026-11-28T05:00:00Z', 'UTC', '2026-11-30T09:00:00Z'],
    ['on Sunday noon, on Monday', '2026-11-29T12:00:00Z', 'UTC', '2026-11-30T09:00:00Z'],
    [
      'when it is Monday there already',
      '2026-11-29T23:30:00Z',
      'Asia/Tokyo',
      '2026-11-30T00:00:00Z',
    ],
    [
      'when it is still Friday there',
      '2026-11-28T00:30:00Z',
      'America/Los_Angeles',
      '2026-11-28T00:30:00Z',
    ],
    [
      'over the night the clocks go back',
      '2026-10-23T20:00:00Z',
      'Europe/Berlin',
      '2026-10-26T08:00:00Z',
    ],
    ['without a zone, in UTC', '2026-11-25T08:00:00Z', undefined, '2026-11-25T09:00:00Z'],
    [
      'in a zone that nobody knows, in UTC',
      '2026-11-25T08:00:00Z',
      'Mars/Base',
      '2026-11-25T09:00:00Z',
    ],
  ])('is, %s', (_, at, zone, expected) => {
    const next = nextDecentTime(Date.parse(at), zone);
    expect(new Date(next).toISOString()).toBe(expected.replace('Z', '.000Z'));
  });

  it('is never in the past, never at night or at the weekend, and never more than three days off', () => {
    const zone = fc.constantFrom('UTC', 'Asia/Kathmandu', 'America/St_Johns', 'Pacific/Auckland');
    const at = fc.integer({ min: Date.parse('2026-01-01'), max: Date.parse('2030-01-01') });
    fc.assert(
      fc.property(at, zone, (moment, timeZone) => {
        const next = nextDecentTime(moment, timeZone);
        const local = Temporal.Instant.fromEpochMilliseconds(next).toZonedDateTimeISO(timeZone);
        expect(next - moment).toBeGreaterThanOrEqual(0);
        expect(next - moment).toBeLessThan(3 * 24 * 60 * 60 * 1000);
        expect([1, 2, 3, 4, 5]).toContain(local.dayOfWeek);
        expect([9, 10, 11, 12, 13, 14, 15, 16]).toContain(local.hour);
      }),
    );
  });
});
