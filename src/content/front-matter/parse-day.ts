const isoDate =
  /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:(?:[Tt]|[ \t]+)\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?[ \t]*(?:Z|[+-]\d{1,2}(?::?\d{2})?|[A-Z]{2,4})?)?$/;
const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/;
const monthFirst =
  /^(?:[A-Z][a-z]+day,?\s+)?([A-Z][a-z]{2,8})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?:,?\s+\d{1,2}:\d{2}.*)?$/;
const dayFirst =
  /^(?:[A-Z][a-z]+day,?\s+)?(\d{1,2})(?:st|nd|rd|th)?\s+([A-Z][a-z]{2,8})\.?,?\s+(\d{4})$/;
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * The day as written, as `YYYY-MM-DD`: a time and its zone never move it. Undefined when there is no
 * such day.
 *
 * @param isAmerican whether 2/3/2026 is in February
 */
export function parseDay(text: string, isAmerican = false): string | undefined {
  const written = text.trim();
  // As machines write it: seconds or milliseconds since 1970.
  const [epoch] = /^1\d{9}(?:\d{3})?$/.exec(written) ?? [];
  if (epoch !== undefined)
    return new Date(Number(epoch.padEnd(13, '0'))).toISOString().slice(0, 10);
  const iso = isoDate.exec(written);
  if (iso !== null) return toDay(iso[1], Number(iso[2]), Number(iso[3]));
  const slashed = american.exec(written);
  if (slashed !== null) {
    const [, first = '', second = '', year = ''] = slashed;
    // The one reading that there is, or the one that is known to be meant.
    if (isAmerican || Number(second) > 12) return toDay(year, Number(first), Number(second));
    return Number(first) > 12 ? toDay(year, Number(second), Number(first)) : undefined;
  }
  const named = monthFirst.exec(written);
  if (named !== null) return toDay(named[3], monthOf(named[1]), Number(named[2]));
  const other = dayFirst.exec(written);
  return other === null ? undefined : toDay(other[3], monthOf(other[2]), Number(other[1]));
}

function monthOf(name = ''): number {
  return months.indexOf(name.slice(0, 3).toLowerCase()) + 1;
}

function toDay(year = '', month: number, day: number): string | undefined {
  const two = (value: number) => String(value).padStart(2, '0');
  const date = `${year}-${two(month)}-${two(day)}`;
  const parsed = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(date)
    ? date
    : undefined;
}
