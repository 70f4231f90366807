const dayMs = 24 * 60 * 60 * 1000;

/**
 * "today", "yesterday", "3 weeks ago": how people say it. Days are counted in UTC.
 * @param date a calendar date, `YYYY-MM-DD`; one in the future counts as today.
 */
export function renderAge(date: string, now: Date): string {
  const today = Date.parse(now.toISOString().slice(0, 10));
  const days = Math.max(0, Math.round((today - Date.parse(date)) / dayMs));
  if (days === 0) return 'today';
  if (days === 1) return 'yesterday';
  if (days < 14) return `${days} days ago`;
  // The bounds are whole months and years, so that the first of either is "2".
  if (days < 61) return `${Math.floor(days / 7)} weeks ago`;
  if (days < 731) return `${Math.floor(days / 30.44)} months ago`;
  return `${Math.floor(days / 365.25)} years ago`;
}

const calendar = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});

/** `26 May 2027`, for a calendar date. */
export function renderDay(date: string): string {
  return calendar.format(new Date(`${date}T00:00:00Z`));
}
