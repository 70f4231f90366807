import { Temporal } from 'temporal-polyfill';

/** What there is to know about a person before something is asked of them. */
export interface AskedPerson {
  /** A member of the workspace; not deactivated, not a bot. */
  readonly isHere: boolean;
  readonly isMuted: boolean;
  readonly timeZone: string | undefined;
}

export type AskingDecision =
  | { readonly kind: 'now' }
  | { readonly kind: 'later'; readonly at: number }
  /** They are not asked at all. */
  | { readonly kind: 'never'; readonly reason: 'gone' | 'muted' };

/** Nobody is asked at night, against their will, or after they left. */
export function decideAsking(person: AskedPerson, now: number): AskingDecision {
  if (!person.isHere) return { kind: 'never', reason: 'gone' };
  if (person.isMuted) return { kind: 'never', reason: 'muted' };
  const at = nextDecentTime(now, person.timeZone);
  return at > now ? { kind: 'later', at } : { kind: 'now' };
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
