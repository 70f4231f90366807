import { Temporal } from 'temporal-polyfill';
import type { Item, Settlement } from '../outbox/item.ts';

/** What there is to know about a person before something is asked of them. */
export interface AskedPerson {
  /** A member of the workspace; not deactivated, not a bot. */
  readonly isHere: boolean;
  readonly isMuted: boolean;
  readonly timeZone: string | undefined;
}

/**
 * Nobody is asked at night, against their will, or after they left. Undefined when they can be asked
 * now.
 */
export function decideAsking(
  person: AskedPerson,
  { unconfirmed }: Pick<Item, 'unconfirmed'>,
  now: number,
): Extract<Settlement, { kind: 'later' | 'cancelled' }> | undefined {
  if (!person.isHere) return { kind: 'cancelled', reason: 'gone' };
  if (person.isMuted) return { kind: 'cancelled', reason: 'muted' };
  const availableAt = nextDecentTime(now, person.timeZone);
  return availableAt > now
    ? { kind: 'later', availableAt, unconfirmed, reason: 'hour' }
    : undefined;
}

const fromHour = 9;
const toHour = 17;
const lastWorkday = 5;

/**
 * The first moment, at or after an instant, at which a person may be asked something: Monday to
 * Friday between 9 and 17 where they are. Without a zone that is known, in UTC.
 */
export function nextDecentTime(at: number, timeZone: string | undefined): number {
  const local = inZone(at, timeZone);
  const isWorkday = local.dayOfWeek <= lastWorkday;
  if (isWorkday && local.hour >= fromHour && local.hour < toHour) return at;
  let day = local.toPlainDate();
  if (local.hour >= fromHour || !isWorkday) day = day.add({ days: 1 });
  while (day.dayOfWeek > lastWorkday) day = day.add({ days: 1 });
  const opening = {
    timeZone: local.timeZoneId,
    plainTime: Temporal.PlainTime.from({ hour: fromHour }),
  };
  return day.toZonedDateTime(opening).epochMilliseconds;
}

function inZone(at: number, timeZone = 'UTC'): Temporal.ZonedDateTime {
  const instant = Temporal.Instant.fromEpochMilliseconds(at);
  try {
    return instant.toZonedDateTimeISO(timeZone);
  } catch {
    // Slack may know a zone that this machine doesn't.
    return instant.toZonedDateTimeISO('UTC');
  }
}
