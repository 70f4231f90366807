import { Temporal } from 'temporal-polyfill';
import type { UpkeepStore, ShownCount } from './upkeep-store.ts';

export type CountShown = ReturnType<typeof createCountShown>;

/** Counts which articles answers showed, by week and without who asked. Nobody waits for it. */
export function createCountShown(store: Pick<UpkeepStore, 'addShown'>, now: () => number) {
  let counts = new Map<string, ShownCount>();
  return {
    /** In an answer's order: the first leads. */
    count: (slugs: readonly string[]): void => {
      for (const [index, slug] of slugs.entries()) {
        const { shown, led } = counts.get(slug) ?? { shown: 0, led: 0 };
        counts.set(slug, { slug, shown: shown + 1, led: led + (index === 0 ? 1 : 0) });
      }
    },
    /** Writes what was counted since the last time. A process that is killed loses that much. */
    flush: async (): Promise<void> => {
      const counted = [...counts.values()];
      counts = new Map();
      await store.addShown(isoWeek(now()), counted);
    },
  };
}

/** The ISO week in UTC, such as `2026-W48`; sorts as text. */
export function isoWeek(at: number): string {
  return isoWeekOf(Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO('UTC'));
}

/** The ISO week of a calendar date. */
export function isoWeekOf(date: Temporal.PlainDate | Temporal.ZonedDateTime): string {
  // Both are always there in the ISO calendar; the types allow for calendars without weeks.
  const { yearOfWeek = date.year, weekOfYear = 1 } = date;
  return `${String(yearOfWeek).padStart(4, '0')}-W${String(weekOfYear).padStart(2, '0')}`;
}

/** The Monday that a week begins with, as `YYYY-MM-DD`. */
export function firstDayOf(week: string): string {
  const [, year = '', number = ''] = /^(\d{4})-W(\d\d)$/.exec(week) ?? [];
  // The fourth of January is in the first week.
  const inFirst = Temporal.PlainDate.from(`${year}-01-04`);
  const days = 1 - inFirst.dayOfWeek + 7 * (Number(number) - 1);
  return inFirst.add({ days }).toString();
}
