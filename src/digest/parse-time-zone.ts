import { Temporal } from 'temporal-polyfill';
import { listNearest } from '../text/nearest.ts';

/** Why a time zone was not understood. */
export type UnclearTimeZone =
  /** `CET` names what clocks show in winter, not where: several places change differently. */
  | { readonly kind: 'abbreviation'; readonly candidates: readonly string[] }
  /** `+02:00` would be wrong for half of the year. */
  | { readonly kind: 'offset' }
  | { readonly kind: 'unknown'; readonly candidates: readonly string[] };

const abbreviations: Readonly<Record<string, readonly string[]>> = {
  'cet cest mez mesz met': ['Europe/Berlin', 'Europe/Paris', 'Europe/Madrid'],
  'eet eest': ['Europe/Athens', 'Europe/Helsinki', 'Europe/Kyiv'],
  'wet west': ['Europe/Lisbon'],
  gmt: ['Europe/London', 'UTC'],
  bst: ['Europe/London'],
  ist: ['Asia/Kolkata', 'Europe/Dublin', 'Asia/Jerusalem'],
  msk: ['Europe/Moscow'],
  'est edt et eastern': ['America/New_York', 'America/Toronto'],
  'cst cdt ct central': ['America/Chicago', 'America/Mexico_City', 'Asia/Shanghai'],
  'mst mdt mt mountain': ['America/Denver', 'America/Phoenix'],
  'pst pdt pt pacific': ['America/Los_Angeles', 'America/Vancouver'],
  jst: ['Asia/Tokyo'],
  kst: ['Asia/Seoul'],
  sgt: ['Asia/Singapore'],
  hkt: ['Asia/Hong_Kong'],
  'aest aedt aet': ['Australia/Sydney', 'Australia/Brisbane', 'Australia/Melbourne'],
  'acst acdt': ['Australia/Adelaide', 'Australia/Darwin'],
  awst: ['Australia/Perth'],
  'nzst nzdt': ['Pacific/Auckland'],
};

const candidatesOf = new Map(
  Object.entries(abbreviations).flatMap(([names, zones]) =>
    names.split(' ').map((name) => [name, zones] as const),
  ),
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
  if (parseHalfKnownZone(text)) return undefined;
  const typed = normalise(text);
  return zoneOfName.get(typed) ?? acceptedName(typed);
}

/** What is missing in what was not understood, and what was probably meant. */
export function explainZone(text: string): UnclearTimeZone {
  return (
    parseHalfKnownZone(text) ?? { kind: 'unknown', candidates: listNearestZones(normalise(text)) }
  );
}

/** An abbreviation or an offset: clearly about time, and not enough. */
export function parseHalfKnownZone(
  text: string,
): Extract<UnclearTimeZone, { kind: 'abbreviation' | 'offset' }> | undefined {
  const typed = normalise(text);
  const candidates = candidatesOf.get(typed);
  if (candidates) return { kind: 'abbreviation', candidates };
  return /^(?:utc|gmt)?[+\-−]\d/.test(typed) ? { kind: 'offset' } : undefined;
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

function listNearestZones(typed: string): readonly string[] {
  const whole = listNearest(typed, timeZones);
  if (whole.length > 0) return whole;
  const city = typed.slice(typed.lastIndexOf('/') + 1);
  return listNearest(city, timeZones.map(cityOf)).flatMap(
    (name) => zoneOfName.get(name.toLowerCase()) ?? [],
  );
}

/** Whether this is the name of a zone, as it is stored. An offset, which `Intl` takes for one, isn't. */
export function isTimeZone(name: string): boolean {
  if (!/^[a-z]/i.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
