import type { Weekday } from './subscription.ts';

/** Monday first. */
export const weekdayNames = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;

const weekdayOf = new Map<string, Weekday>(
  ['mon', 'tue tues', 'wed weds', 'thu thur thurs', 'fri', 'sat', 'sun'].flatMap((short, index) =>
    [weekdayNames[index] ?? '', ...short.split(' ')].map(
      (form) => [form, (index + 1) as Weekday] as const,
    ),
  ),
);

/** `Monday`, `mondays`, `Mon`, `mon.` */
export function parseWeekday(word: string): Weekday | undefined {
  const form = word.toLowerCase().replace(/\.$/, '');
  return weekdayOf.get(form) ?? weekdayOf.get(form.replace(/s$/, ''));
}

/**
 * `9:00`, `09.00`, `9am`, `9:30pm`, `9 am` (two words), `21h`, `noon`, `midnight`; with `bare`, as
 * after "at", also `9` and `0900`. Says how many words it took.
 */
export function parseTimeOfDay(
  [word = '', next = '']: readonly string[],
  bare: boolean,
): { readonly time: string; readonly words: number } | undefined {
  const first = word.toLowerCase();
  if (first === 'noon' || first === 'midday') return { time: '12:00', words: 1 };
  if (first === 'midnight') return { time: '00:00', words: 1 };

  const halfOf = (text: string) => /^([ap])\.?m\.?$/.exec(text.toLowerCase())?.[1];
  const [, hours = '', minutes, ending = ''] =
    /^(\d{1,2})(?:[:.h](\d{2}))?(h|[ap]\.?m\.?)?$/.exec(first) ??
    /^(\d{2})(\d{2})$/.exec(first) ??
    [];
  if (hours === '') return undefined;
  const nextHalf = ending === '' ? halfOf(next) : undefined;
  const half = halfOf(ending) ?? nextHalf;
  const isPlain = half === undefined && ending === '' && !/[:.h]/.test(first);
  if (isPlain && !bare) return undefined;

  const hour = hourOf(Number(hours), half);
  const minute = Number(minutes ?? 0);
  if (hour === undefined || minute > 59) return undefined;
  const time = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
  return { time, words: nextHalf === undefined ? 1 : 2 };
}

function hourOf(hours: number, half: string | undefined): number | undefined {
  if (half === undefined) return hours <= 23 ? hours : undefined;
  if (hours < 1 || hours > 12) return undefined;
  return (hours % 12) + (half === 'p' ? 12 : 0);
}
