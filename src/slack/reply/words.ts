import { listWords } from '../../text/list-words.ts';

/** Shortens to at most `max` UTF-16 units, at a word where there is one, ending in `…` when cut. */
export function cutText(text: string, max: number): string {
  if (text.length <= max) return text;
  const cut = text
    .slice(0, max - 1)
    .toWellFormed()
    .replace(/\uFFFD$/u, '');
  const lastSpace = cut.search(/\s\S*$/u);
  const atWord = lastSpace > max / 2 ? cut.slice(0, lastSpace) : cut;
  return `${atWord.trimEnd()}…`;
}

/** With a capital at its beginning. */
export function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const maxNameChars = 60;

/** `People from Northwind`, for whoever is about to show them something. */
export function nameOutsiders(organisations: readonly string[]): string {
  const names = organisations.map((name) => cutText(name, maxNameChars));
  return `People from ${names.length === 0 ? 'another organisation' : listWords(names)}`;
}

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
