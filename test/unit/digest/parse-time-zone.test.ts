import { describe, expect, it } from '@jest/globals';
import {
  cityName,
  explainZone,
  isTimeZone,
  parseTimeZone,
  timeZones,
} from '../../../src/digest/parse-time-zone.ts';

describe('a time zone', () => {
  it('is known by its name and by its city, however they are typed', () => {
    for (const zone of timeZones) {
      expect(parseTimeZone(zone)).toBe(zone);
      expect(parseTimeZone(cityName(zone).toUpperCase())).toBe(zone);
    }
    expect(parseTimeZone(' new   york ')).toBe('America/New_York');
    expect(parseTimeZone('us/eastern')).toBe('US/Eastern');
  });

  it.each(['Europe/Kyiv', 'Asia/Kolkata', 'Asia/Ho_Chi_Minh', 'America/Nuuk', 'UTC'])(
    'is called as it is today: %s',
    (zone) => {
      expect(timeZones).toContain(zone);
    },
  );

  it.each([
    'Japan',
    'EST5EDT',
    'Atlantis/Atlantis',
    'Europe',
    '2026-01-01T00:00[Europe/Berlin]',
    'Etc/GMT+2 or so',
    '',
  ])('is no %j', (text) => {
    expect(parseTimeZone(text)).toBeUndefined();
  });

  it.each([
    ['CET', ['Europe/Berlin', 'Europe/Paris', 'Europe/Madrid']],
    ['pst', ['America/Los_Angeles', 'America/Vancouver']],
    ['Eastern', ['America/New_York', 'America/Toronto']],
    ['GMT', ['Europe/London', 'UTC']],
  ])('is not said by %s, which several places use', (text, candidates) => {
    expect(parseTimeZone(text)).toBeUndefined();
    expect(explainZone(text)).toEqual({ kind: 'abbreviation', candidates });
  });

  it.each(['+02:00', 'UTC+2', 'gmt-5', '−3'])(
    'is not said by %s, which no summer keeps',
    (text) => {
      expect(parseTimeZone(text)).toBeUndefined();
      expect(explainZone(text)).toEqual({ kind: 'offset' });
    },
  );

  it.each([
    ['Europe/Berln', ['Europe/Berlin']],
    ['Viena', ['Europe/Vienna']],
    ['Austria/Viena', ['Europe/Vienna']],
    ['Atlantis', []],
    ['Etc/GMT+99', []],
  ])('is suggested for %s: %j', (text, candidates) => {
    expect(explainZone(text)).toEqual({ kind: 'unknown', candidates });
  });

  it('is taken from a form only when it is one', () => {
    expect(isTimeZone('America/New_York')).toBe(true);
    expect(isTimeZone('Atlantis')).toBe(false);
    expect(isTimeZone('')).toBe(false);
  });
});
