/** How long something holds. */
export interface Interval {
  readonly months: number;
  readonly days: number;
}

const pattern = /^(?:every\s+|p)?(\d{1,4}|an?|one)\s*([a-z]+)$/i;
const units: Readonly<Record<string, Interval>> = {
  day: { months: 0, days: 1 },
  week: { months: 0, days: 7 },
  month: { months: 1, days: 0 },
  quarter: { months: 3, days: 0 },
  year: { months: 12, days: 0 },
};

/** `6 months`, `a year`, `every 90 days`, `6m` or `P6M`; undefined for anything else, and for none. */
export function parseInterval(text: string): Interval | undefined {
  const { times, of } = parseTimes(text, units) ?? {};
  return of && times ? { months: of.months * times, days: of.days * times } : undefined;
}

/** How often one of these units, each in full, in the plural, or by its first letter. */
export function parseTimes<Unit>(
  text: string,
  from: Readonly<Record<string, Unit>>,
): { readonly times: number; readonly of: Unit } | undefined {
  const [, count = '', unit = ''] = pattern.exec(text.trim()) ?? [];
  const found = Object.entries(from).find(([name]) =>
    [name, `${name}s`, name.charAt(0)].includes(unit.toLowerCase()),
  );
  return found && { times: /^\d/.test(count) ? Number(count) : 1, of: found[1] };
}
