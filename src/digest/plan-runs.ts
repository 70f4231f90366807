import type { Plan, PlannedRun } from './digest-store.ts';
import { nextOccurrence } from './next-occurrence.ts';
import type { Subscription } from './subscription.ts';

/** A digest that is this late is not sent any more: the next one is nearer to its day. */
export const maxLateMs = 24 * 60 * 60 * 1000;

/** What has come due of a subscription by now, and what it waits for then. */
export function planRuns(
  { settings, next, lastWeek }: Pick<Subscription, 'settings' | 'next' | 'lastWeek'>,
  now: number,
): Plan {
  if (!next) throw new Error('a subscription that waits for nothing cannot be planned');
  const runs: PlannedRun[] = [];
  let occurrence = next;
  while (occurrence.at <= now) {
    runs.push({ occurrence, missed: now - occurrence.at < maxLateMs ? undefined : 'late' });
    occurrence = nextOccurrence(settings.schedule, occurrence.at, occurrence.week);
  }
  return { runs, next: occurrence, lastWeek: runs.at(-1)?.occurrence.week ?? lastWeek };
}

/** Whatever came due before a change is owed, or has a reason of its own, whatever the change is. */
export function planDue(
  before: Subscription | undefined,
  now: number,
): { readonly current: Subscription | undefined; readonly runs: readonly PlannedRun[] } {
  if (!before?.next) return { current: before, runs: [] };
  const { runs, ...stands } = planRuns(before, now);
  return { current: { ...before, ...stands }, runs };
}
