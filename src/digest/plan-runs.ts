import type { PlannedRun } from './digest-store.ts';
import { nextOccurrence } from './next-occurrence.ts';
import type { Occurrence, Subscription } from './subscription.ts';

/** A digest that is this late is not sent any more: the next one is nearer to its day. */
export const maxLateMs = 24 * 60 * 60 * 1000;

/** The weeks that have come since a subscription was planned last, and the one to wait for. */
export function planRuns(
  { settings, next }: Subscription,
  now: number,
): { readonly runs: readonly PlannedRun[]; readonly next: Occurrence } {
  if (!next) throw new Error('a subscription that waits for nothing cannot be planned');
  const runs: PlannedRun[] = [];
  let occurrence = next;
  while (occurrence.at <= now) {
    runs.push({ occurrence, missed: now - occurrence.at < maxLateMs ? undefined : 'late' });
    occurrence = nextOccurrence(settings.schedule, occurrence.at, occurrence.week);
  }
  return { runs, next: occurrence };
}
