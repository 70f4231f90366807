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

  it('is suggested by name for whatever short one people write', () => {
    const short = `cet cest mez mesz met eet eest wet west gmt bst ist msk est edt et eastern cst cdt
      ct central mst mdt mt mountain pst pdt pt pacific jst kst sgt hkt aest aedt aet acst acdt awst
      nzst nzdt`;
    for (const name of short.split(/\s+/)) {
      const unclear = explainZone(name);
      const candidates = 'candidates' in unclear ? unclear.candidates : [];
      expect(candidates).not.toEqual([]);
      expect(candidates.filter((zone) => !timeZones.includes(zone))).toEqual([]);
    }
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
    expect(isTimeZone('+02:00')).toBe(false);
    expect(isTimeZone('-0800')).toBe(false);
  });
});
