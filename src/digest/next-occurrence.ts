import { Temporal } from 'temporal-polyfill';
import { isoWeekOf } from '../upkeep/count-shown.ts';
import type { Occurrence, Schedule } from './subscription.ts';

/**
 * The first occurrence after an instant, in a week later than `lastWeek`: a week that has had its
 * run gets no second one, whatever happens to the schedule.
 */
export function nextOccurrence(schedule: Schedule, after: number, lastWeek?: string): Occurrence {
  const today = Temporal.Instant.fromEpochMilliseconds(after)
    .toZonedDateTimeISO(schedule.timeZone)
    .toPlainDate();
  let date = today.add({ days: (schedule.weekday - today.dayOfWeek + 7) % 7 });
  for (;;) {
    const week = isoWeekOf(date);
    const at = instantOf(date, schedule);
    if (at > after && (lastWeek === undefined || week > lastWeek)) return { week, at };
    date = date.add({ weeks: 1 });
  }
}

/**
 * A local time as an instant. One that exists twice is taken the first time; one that the clocks
 * skip is taken at the moment they skip to.
 */
function instantOf(date: Temporal.PlainDate, schedule: Schedule): number {
  const local = date.toPlainDateTime(Temporal.PlainTime.from(schedule.time));
  const first = local.toZonedDateTime(schedule.timeZone, { disambiguation: 'earlier' });
  if (first.toPlainDateTime().equals(local)) return first.epochMilliseconds;
  const skip = first.getTimeZoneTransition('next');
  if (!skip) throw new Error(`${schedule.timeZone} skips ${local.toString()} without a transition`);
  return skip.epochMilliseconds;
}
