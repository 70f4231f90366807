import { describe, expect, it } from '@jest/globals';
import { renderAge } from '../../../../src/slack/reply/words.ts';

const now = new Date('2026-11-22T23:30:00Z');

describe('renderAge', () => {
  it.each([
    ['2026-11-22', 'today'],
    ['2026-11-30', 'today'],
    ['2026-11-21', 'yesterday'],
    ['2026-11-15', '7 days ago'],
    ['2026-11-08', '2 weeks ago'],
    ['2026-11-01', '3 weeks ago'],
    ['2026-09-23', '8 weeks ago'],
    ['2026-09-22', '2 months ago'],
    ['2025-11-22', '11 months ago'],
    ['2024-11-22', '23 months ago'],
    ['2024-11-21', '2 years ago'],
  ])('says of %s "%s"', (date, age) => {
    expect(renderAge(date, now)).toBe(age);
  });
});
