import { expect, it } from '@jest/globals';
import { formatSlackDate } from '../../../demo/page/slack-date.ts';

// Monday 30 November 2026, 08:00 UTC.
const monday = Date.UTC(2026, 10, 30, 8) / 1000;
const now = new Date(Date.UTC(2026, 10, 29, 23, 30));

it.each([
  ['{date_num} {time}', 'Europe/Berlin', '11/30/2026 9:00 AM'],
  ['{date_short}, {time_secs}', 'UTC', 'Nov 30, 2026, 8:00:00 AM'],
  ['{date_long}', 'UTC', 'Monday, November 30, 2026'],
  ['{date_short_pretty} at {time}', 'UTC', 'tomorrow at 8:00 AM'],
  ['{date_pretty}', 'Asia/Tokyo', 'today'],
  ['{ago}', 'UTC', 'in 9 hours'],
  ['{unheard_of} {date}', 'UTC', '{unheard_of} November 30, 2026'],
])('%s in %s is %s', (format, timeZone, expected) => {
  const shown = formatSlackDate(monday, format, { timeZone, now });
  expect(shown.replaceAll(/\s/g, ' ')).toBe(expected);
});
