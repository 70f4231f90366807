import { maxLateMs } from '../outbox/settle-attempt.ts';
import type { PlannedRun } from './digest-store.ts';
import { nextOccurrence } from './next-occurrence.ts';
import type { Subscription } from './subscription.ts';

/**
 * What has come due by now, and how the subscription stands once that has its runs. Whatever came due
 * before a change is owed, or has a reason of its own, whatever the change is.
 */
export function planDue(
  before: Subscription | undefined,
  now: number,
): { readonly current: Subscription | undefined; readonly runs: readonly PlannedRun[] } {
  const runs: PlannedRun[] = [];
  if (!before?.next) return { current: before, runs };
  let { next, lastWeek } = before;
  while (next.at <= now) {
    runs.push({ occurrence: next, missed: now - next.at < maxLateMs ? undefined : 'late' });
    lastWeek = next.week;
    next = nextOccurrence(before.settings.schedule, next.at, lastWeek);
  }
  return { current: { ...before, next, lastWeek }, runs };
}
