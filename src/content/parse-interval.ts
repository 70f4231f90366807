/** How long something holds. */
export interface Interval {
  readonly months: number;
  readonly days: number;
}

const pattern =
  /^(?:every\s+|p)?(\d{1,4}|an?|one)\s*(d|days?|w|weeks?|m|months?|q|quarters?|y|years?)$/i;
const units: Readonly<Record<string, Interval>> = {
  d: { months: 0, days: 1 },
  w: { months: 0, days: 7 },
  m: { months: 1, days: 0 },
  q: { months: 3, days: 0 },
  y: { months: 12, days: 0 },
};

/** `6 months`, `a year`, `every 90 days`, `6m` or `P6M`; undefined for anything else, and for none. */
export function parseInterval(text: string): Interval | undefined {
  const [, count = '', unit = ''] = pattern.exec(text.trim()) ?? [];
  const of = units[unit.charAt(0).toLowerCase()];
  const times = /^\d/.test(count) ? Number(count) : 1;
  return of === undefined || times === 0
    ? undefined
    : { months: of.months * times, days: of.days * times };
}
