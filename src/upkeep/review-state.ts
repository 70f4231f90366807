import { Temporal } from 'temporal-polyfill';
import type { Article } from '../content/article.ts';
import { parseDay } from '../content/front-matter/parse-day.ts';
import { parseInterval } from '../content/front-matter/parse-interval.ts';

/** Whether somebody should look at an article again; `day` is the last on which it counts as right. */
export type ReviewState =
  /** Nobody said how long it holds. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'fresh' | 'due' | 'overdue'; readonly day: string };

/** Owners are asked once a month, so whatever ends before the next time is due now. */
const askedAheadDays = 31;
/** After a single `review_by`, when nobody says how often. */
const usualInterval = { months: 12, days: 0 };

/**
 * @param today a calendar date, `YYYY-MM-DD`
 * @param kept the day somebody said in Slack that it's still right; the file may say a later one
 */
export function reviewState(
  article: Pick<Article, 'review' | 'updated'>,
  today: string,
  kept?: string,
): ReviewState {
  const day = lastGoodDay(article, kept);
  if (day === undefined) return { kind: 'unknown' };
  if (day < today) return { kind: 'overdue', day };
  return { kind: day <= addDays(today, askedAheadDays) ? 'due' : 'fresh', day };
}

function lastGoodDay(
  { review, updated }: Pick<Article, 'review' | 'updated'>,
  kept: string | undefined,
): string | undefined {
  const verified = later(parseDay(review.verified ?? ''), kept);
  const by = parseDay(review.reviewBy ?? '');
  // Whoever was asked ahead of that day has answered for it too.
  const isMet =
    by !== undefined && verified !== undefined && verified >= addDays(by, -askedAheadDays);
  if (by !== undefined && !isMet) return by;
  const every = review.reviewIn === undefined ? undefined : parseInterval(review.reviewIn);
  const interval = every ?? (isMet ? usualInterval : undefined);
  const from = verified ?? updated;
  if (interval === undefined || from === undefined) return undefined;
  return Temporal.PlainDate.from(from).add(interval).toString();
}

function later(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a > b ? a : b;
}

function addDays(day: string, days: number): string {
  return Temporal.PlainDate.from(day).add({ days }).toString();
}
