import { Temporal } from 'temporal-polyfill';
import { listNearest } from '../text/nearest.ts';

/** What people write who name a zone without a place. */
const withoutPlace =
  `cet cest mez mesz met eet eest wet west gmt bst ist msk est edt et eastern cst cdt ct central
  mst mdt mt mountain pst pdt pt pacific jst kst sgt hkt aest aedt aet acst acdt awst nzst nzdt`.split(
    /\s+/,
  );

// ICU lists these by the names they had when it began; both are accepted, and these are suggested.
const renamed: Readonly<Record<string, string>> = {
  'America/Godthab': 'America/Nuuk',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Europe/Kiev': 'Europe/Kyiv',
  'Pacific/Ponape': 'Pacific/Pohnpei',
  'Pacific/Truk': 'Pacific/Chuuk',
};

/** The zones that can be chosen from, by name. */
export const timeZones: readonly string[] = [
  ...Intl.supportedValuesOf('timeZone').map((zone) => renamed[zone] ?? zone),
  'UTC',
].sort();

/** By whole names and by their cities, each of which stands in one of them only. */
const zoneOfName = new Map(
  timeZones.flatMap((zone) => [cityOf(zone), zone].map((name) => [name.toLowerCase(), zone])),
);

/** Understands an IANA name in any case, or the city in one. */
export function parseTimeZone(text: string): string | undefined {
  if (isZoneWithoutPlace(text)) return undefined;
  const typed = normalise(text);
  return zoneOfName.get(typed) ?? acceptedName(typed);
}

/**
 * An abbreviation or an offset: clearly about time, and not enough. Several places have it, and their
 * clocks change on different days or never.
 */
export function isZoneWithoutPlace(text: string): boolean {
  const typed = normalise(text);
  return withoutPlace.includes(typed) || /^(?:utc|gmt)?[+\-−]\d/.test(typed);
}

function normalise(text: string): string {
  return text.trim().replaceAll(/\s+/g, '_').toLowerCase();
}

/** The city, or whatever stands for it, as people write it. */
export function cityName(timeZone: string): string {
  return cityOf(timeZone).replaceAll('_', ' ');
}

function cityOf(timeZone: string): string {
  return timeZone.slice(timeZone.lastIndexOf('/') + 1);
}

/** Older names that are links today, such as `US/Eastern`, in the case they are spelled in. */
function acceptedName(typed: string): string | undefined {
  if (!/^[a-z_]+\/[a-z0-9_+\-/]+$/.test(typed)) return undefined;
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(typed).timeZoneId;
  } catch {
    return undefined;
  }
}

/** What was probably meant by what is none. */
export function listNearestZones(text: string): readonly string[] {
  const typed = normalise(text);
  const whole = listNearest(typed, timeZones);
  if (whole.length > 0) return whole;
  const city = typed.slice(typed.lastIndexOf('/') + 1);
  return listNearest(city, timeZones.map(cityOf)).flatMap(
    (name) => zoneOfName.get(name.toLowerCase()) ?? [],
  );
}
