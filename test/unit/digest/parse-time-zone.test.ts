import { describe, expect, it } from '@jest/globals';
import {
  cityName,
  isZoneWithoutPlace,
  listNearestZones,
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

  it('stands where its name is looked for, in the list to choose from', () => {
    expect(timeZones).toEqual(timeZones.toSorted());
  });

  it.each([
    'Japan',
    'EST5EDT',
    'Atlantis/Atlantis',
    'Europe',
    '2026-01-01T00:00[Europe/Berlin]',
    'Etc/GMT+2 or so',
    '-0800',
    '',
  ])('is no %j', (text) => {
    expect(parseTimeZone(text)).toBeUndefined();
  });

  it('is not said by what names no place', () => {
    const short = `CET cest mez mesz met eet eest wet west GMT bst ist msk est edt et Eastern cst cdt
      ct central mst mdt mt mountain pst pdt pt pacific jst kst sgt hkt aest aedt aet acst acdt awst
      nzst nzdt +02:00 UTC+2 gmt-5 −3`;
    for (const name of short.split(/\s+/)) {
      expect([name, isZoneWithoutPlace(name), parseTimeZone(name)]).toEqual([
        name,
        true,
        undefined,
      ]);
    }
    expect(isZoneWithoutPlace('UTC')).toBe(false);
  });

  it.each([
    ['Europe/Berln', ['Europe/Berlin']],
    ['Viena', ['Europe/Vienna']],
    ['Austria/Viena', ['Europe/Vienna']],
    ['Atlantis', []],
    ['Etc/GMT+99', []],
  ])('is suggested for %s: %j', (text, candidates) => {
    expect(listNearestZones(text)).toEqual(candidates);
  });
});
