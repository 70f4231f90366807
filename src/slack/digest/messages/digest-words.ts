import { weekdayNames } from '../../../digest/parse-schedule-words.ts';
import { cityName } from '../../../digest/parse-time-zone.ts';
import type { DigestSettings, Occurrence, Schedule } from '../../../digest/subscription.ts';
import { listWords } from '../../../text/list-words.ts';
import { capitalize, cutText } from '../../reply/words.ts';
import { sentence } from '../../reply/message.ts';
import { channel, type Part, say, text } from '../../reply/rich-text.ts';

/** Which digest is spoken of, seen from whoever reads it, and the slash command they type there. */
export type DigestPlace = { readonly command: string } & (
  | { readonly kind: 'thisChannel' }
  | { readonly kind: 'channel'; readonly id: string; readonly name: string }
  /** One's own, in the direct conversation. */
  | { readonly kind: 'direct' }
);

/** `this channel`, `#general`, `you` */
export function namePlace(place: DigestPlace): Part {
  switch (place.kind) {
    case 'thisChannel':
      return text('this channel');
    case 'channel':
      return channel(place.id);
    case 'direct':
      return text('you');
  }
}

/** `This channel doesn’t have a weekly digest.` */
export function sayNone(place: DigestPlace): Part {
  const lacks = place.kind === 'direct' ? 'don’t' : 'doesn’t';
  return say`${sentence(namePlace(place))} ${lacks} have a weekly digest.`;
}

/** `the weekly digest of this channel`, `your weekly digest` */
export function nameDigest(place: DigestPlace): Part {
  return place.kind === 'direct'
    ? text('your weekly digest')
    : say`the weekly digest of ${namePlace(place)}`;
}

/** `every Monday at 09:00 (Europe/Berlin), topics queues and retries, skipped when nothing is new` */
export function describeSettings(settings: DigestSettings): string {
  const { schedule, topics, evenIfEmpty, withUpkeep } = settings;
  return [
    `every ${weekdayName(schedule.weekday)} at ${schedule.time} (${schedule.timeZone})`,
    describeTopics(topics),
    evenIfEmpty ? 'even when nothing is new' : 'skipped when nothing is new',
    ...(withUpkeep ? ['with upkeep at the end'] : []),
  ].join(', ');
}

/** `every Monday 09:00 Berlin time` */
export function describeSchedule(schedule: Schedule): string {
  return `every ${weekdayName(schedule.weekday)} ${schedule.time} ${nameZone(schedule.timeZone)}`;
}

/** The same with its topics, where it has not all of them. */
export function describeRhythm({ schedule, topics }: DigestSettings): string {
  const about = topics.length > 0 ? `, ${describeTopics(topics)}` : '';
  return `${describeSchedule(schedule)}${about}`;
}

/** A digest command that can be copied and typed where the reader is. */
export function formatCommand(verb: string, place: DigestPlace): string {
  return `${place.command} digest ${verb}${place.kind === 'channel' ? ` #${place.name}` : ''}`;
}

/** The command that makes exactly these settings. */
export function formatSubscribeCommand(settings: DigestSettings, place: DigestPlace): string {
  const { schedule, topics, evenIfEmpty, withUpkeep } = settings;
  const command = [
    formatCommand('subscribe', place),
    `about ${topics.length === 0 ? 'everything' : topics.map((topic) => `#${topic}`).join(' ')}`,
    `on ${weekdayName(schedule.weekday).toLowerCase()} at ${schedule.time} in ${schedule.timeZone}`,
    evenIfEmpty ? 'even if empty' : 'unless empty',
    ...(withUpkeep ? ['with upkeep'] : []),
  ].join(' ');
  return cutText(command, maxCommandChars);
}

/** `Monday 30 November`, in the schedule's own zone. */
export function formatDay(at: number, timeZone: string): string {
  const format = new Intl.DateTimeFormat('en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone,
  });
  return format.format(at).replace(',', '');
}

/** `Monday 30 November, 09:00 Berlin time` */
export function formatOccurrence({ at }: Occurrence, { time, timeZone }: Schedule): string {
  return `${formatDay(at, timeZone)}, ${time} ${nameZone(timeZone)}`;
}

/** `23 to 29 November`, of calendar dates such as `2026-11-23`. */
export function formatPeriod({ from, to }: { readonly from: string; readonly to: string }): string {
  const [first, last] = [from, to].map((date) => {
    const [, day = '', month = ''] = formatDay(Date.parse(date), 'UTC').split(' ');
    return { day, month };
  });
  if (!first || !last || from === to) return `${last?.day ?? ''} ${last?.month ?? ''}`;
  const start = first.month === last.month ? first.day : `${first.day} ${first.month}`;
  return `${start} to ${last.day} ${last.month}`;
}

const maxTopicsShown = 10;
const maxTopicChars = 40;
// Nobody types more; with as many topics as this the command is cut, and the form is there.
const maxCommandChars = 1_000;

/** `all topics`, `topic queues`, `topics queues and retries` */
function describeTopics(topics: readonly string[]): string {
  if (topics.length === 0) return 'all topics';
  const shown = topics.slice(0, maxTopicsShown).map((topic) => cutText(topic, maxTopicChars));
  const left = topics.length - shown.length;
  const names = left > 0 ? [...shown, `${left} more`] : shown;
  return `${topics.length === 1 ? 'topic' : 'topics'} ${listWords(names)}`;
}

/** @param weekday 1 is Monday */
export function weekdayName(weekday: number): string {
  return capitalize(weekdayNames[weekday - 1] ?? '');
}

function nameZone(timeZone: string): string {
  return timeZone === 'UTC' ? timeZone : `${cityName(timeZone)} time`;
}
