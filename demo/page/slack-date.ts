const dateStyles: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  date: { month: 'long', day: 'numeric', year: 'numeric' },
  date_long: { weekday: 'long', month: 'long', day: 'numeric', year: 'numeric' },
  date_short: { month: 'short', day: 'numeric', year: 'numeric' },
  date_num: { year: 'numeric', month: '2-digit', day: '2-digit' },
  day_divider_pretty: { weekday: 'long', month: 'long', day: 'numeric' },
  time: { hour: 'numeric', minute: '2-digit' },
  time_secs: { hour: 'numeric', minute: '2-digit', second: '2-digit' },
};

const relativeDays = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const dayMs = 24 * 60 * 60 * 1000;

/** Fills in a date token such as `{date_short_pretty} at {time}` for a reader in `timeZone`. */
export function formatSlackDate(
  seconds: number,
  format: string,
  { timeZone, now }: { timeZone: string; now: Date },
): string {
  const date = new Date(seconds * 1000);
  return format.replaceAll(/\{(\w+)\}/g, (token, name: string) => {
    if (name === 'ago') return ago(date, now);
    const style = dateStyles[name.replace(/_pretty$/, '')] ?? dateStyles[name];
    if (style === undefined) return token;
    const isPretty = name.endsWith('_pretty') && name !== 'day_divider_pretty';
    const near = isPretty ? nearDay(date, now, timeZone) : undefined;
    return near ?? show(date, style, timeZone);
  });
}

function show(date: Date, style: Intl.DateTimeFormatOptions, timeZone: string): string {
  return new Intl.DateTimeFormat('en-US', { ...style, timeZone }).format(date);
}

function nearDay(date: Date, now: Date, timeZone: string): string | undefined {
  const days = Math.round((startOfDay(date, timeZone) - startOfDay(now, timeZone)) / dayMs);
  return Math.abs(days) > 1 ? undefined : relativeDays.format(days, 'day');
}

/** Midnight of the calendar day there, counted as if it were UTC. */
function startOfDay(date: Date, timeZone: string): number {
  const day = new Intl.DateTimeFormat('en-CA', { dateStyle: 'short', timeZone }).format(date);
  return Date.parse(`${day}T00:00:00Z`);
}

function ago(date: Date, now: Date): string {
  const minutes = Math.round((date.getTime() - now.getTime()) / 60_000);
  if (Math.abs(minutes) < 60) return relativeDays.format(minutes, 'minute');
  if (Math.abs(minutes) < 60 * 24) return relativeDays.format(Math.round(minutes / 60), 'hour');
  return relativeDays.format(Math.round(minutes / (60 * 24)), 'day');
}
