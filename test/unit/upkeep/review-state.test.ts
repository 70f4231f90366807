import { describe, expect, it } from '@jest/globals';
import type { Review } from '../../../src/content/article.ts';
import { parseInterval } from '../../../src/content/front-matter/parse-interval.ts';
import { reviewState } from '../../../src/upkeep/review-state.ts';

const today = '2026-11-25';
const nothing = { verified: undefined, reviewBy: undefined, reviewIn: undefined };

function stateOf(review: Partial<Review>, kept?: string, updated?: string) {
  return reviewState({ review: { ...nothing, ...review }, updated }, today, kept);
}

describe('whether an article should be looked at again', () => {
  it.each<[string, Partial<Review>, string, string?]>([
    [
      'verified and an interval',
      { verified: '2026-10-01', reviewIn: '6 months' },
      'fresh 2027-04-01',
    ],
    [
      'as GOV.UK writes them',
      { verified: '2026-01-31', reviewIn: '6 months' },
      'overdue 2026-07-31',
    ],
    [
      'the end of a shorter month',
      { verified: '2026-08-31', reviewIn: '6 months' },
      'fresh 2027-02-28',
    ],
    ['today is still good', { verified: '2026-05-25', reviewIn: '6 months' }, 'due 2026-11-25'],
    ['yesterday is not', { verified: '2026-05-24', reviewIn: '6 months' }, 'overdue 2026-11-24'],
    ['a month ahead', { reviewBy: '2026-12-26' }, 'due 2026-12-26'],
    ['a day more', { reviewBy: '2026-12-27' }, 'fresh 2026-12-27'],
    ['a day in words', { reviewBy: '3 March 2026' }, 'overdue 2026-03-03'],
    ['no day to count from', { reviewIn: '6 months' }, 'unknown'],
    ['counted from the last change', { reviewIn: '6 months' }, 'overdue 2026-07-01', '2026-01-01'],
    [
      'an interval that nobody understands',
      { verified: '2020-01-01', reviewIn: 'often' },
      'unknown',
    ],
    ['a day that nobody understands', { reviewBy: 'soon' }, 'unknown'],
    ['verified and no interval', { verified: '2020-01-01' }, 'unknown'],
    ['nothing', {}, 'unknown', '2019-01-01'],
    [
      'verified long before the day',
      { verified: '2026-01-01', reviewBy: '2026-12-01' },
      'due 2026-12-01',
    ],
    [
      'verified when asked ahead',
      { verified: '2026-11-20', reviewBy: '2026-12-01' },
      'fresh 2027-11-20',
    ],
    [
      'verified after the day, with an interval',
      { verified: '2026-11-20', reviewBy: '2026-11-01', reviewIn: '90 days' },
      'fresh 2027-02-18',
    ],
  ])('%s', (...[, review, expected, updated]) => {
    const state = stateOf(review, undefined, updated);
    expect('day' in state ? `${state.kind} ${state.day}` : state.kind).toBe(expected);
  });

  it('takes the later of the file’s word and the one given in Slack', () => {
    const review = { verified: '2026-03-01', reviewIn: '6 months' };
    expect(stateOf(review, '2026-11-01')).toEqual({ kind: 'fresh', day: '2027-05-01' });
    expect(stateOf(review, '2025-01-01')).toEqual({ kind: 'overdue', day: '2026-09-01' });
    expect(stateOf({ reviewBy: '2026-11-01' }, '2026-11-02')).toEqual({
      kind: 'fresh',
      day: '2027-11-02',
    });
  });
});

describe('an interval', () => {
  it.each<[string, number, number]>([
    ['6 months', 6, 0],
    ['1 year', 12, 0],
    ['a year', 12, 0],
    ['2 weeks', 0, 14],
    ['every 90 days', 0, 90],
    ['one quarter', 3, 0],
    ['6m', 6, 0],
    ['P1Y', 12, 0],
  ])('%s', (text, months, days) => {
    expect(parseInterval(text)).toEqual({ months, days });
  });

  it.each(['', '6', '0 days', 'months', '-6 months', '6 moons', '12345 days', '6 months ago'])(
    'is not "%s"',
    (text) => {
      expect(parseInterval(text)).toBeUndefined();
    },
  );
});
