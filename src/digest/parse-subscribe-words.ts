import type { WantedSettings } from './change-subscription.ts';
import {
  type CommandProblem,
  type CommandToken,
  isClauseWord,
  textOf,
  toStray,
} from './command-words.ts';
import { listNearest } from '../text/nearest.ts';
import { parseTimeOfDay, parseWeekday, weekdayNames } from './parse-schedule-words.ts';
import { explainZone, parseTimeZone } from './parse-time-zone.ts';
import type { Schedule } from './subscription.ts';

export interface SubscribeWords {
  readonly channelId: string | undefined;
  /** Undefined when nothing was said about the subscription. */
  readonly wanted: WantedSettings | undefined;
  /** If there are any, nothing else counts. */
  readonly problems: readonly CommandProblem[];
}

/** What has been read so far. Each `take` function reads what it knows at `at`, or leaves it there. */
interface Reading {
  readonly tokens: readonly CommandToken[];
  readonly tags: readonly string[];
  readonly problems: CommandProblem[];
  readonly found: Partial<Schedule> & {
    channelId?: string;
    topics?: readonly string[];
    evenIfEmpty?: boolean;
    withUpkeep?: boolean;
  };
  at: number;
}

const fillers = ['and', 'please', 'weekly', 'week', 'here', 'digest'];
/** Rhythms and days that a weekly digest does not have. */
const otherRhythms = ['hourly', 'daily', 'weekdays', 'fortnightly', 'monthly', 'today', 'tomorrow'];
const everything = ['everything', 'all', 'anything'];
/** `Ho Chi Minh` */
const longestZone = 3;

/** What says one thing by itself: as `says` reads it, and what it sets. */
const phrases = [
  ['even if|when empty', 'evenIfEmpty', true],
  ['skip|not|never if|when empty', 'evenIfEmpty', false],
  ['unless empty', 'evenIfEmpty', false],
  ['with upkeep', 'withUpkeep', true],
  ['without upkeep', 'withUpkeep', false],
] as const;

/** Reads what follows `subscribe`, in any order. */
export function parseSubscribeWords(
  tokens: readonly CommandToken[],
  tags: readonly string[],
): SubscribeWords {
  const reading: Reading = { tokens, tags, problems: [], found: {}, at: 0 };
  while (reading.at < tokens.length) takeClause(reading);

  const { channelId, topics, evenIfEmpty, withUpkeep, ...schedule } = reading.found;
  const wanted = {
    ...(Object.keys(schedule).length > 0 && { schedule }),
    ...(topics !== undefined && { topics }),
    ...(evenIfEmpty !== undefined && { evenIfEmpty }),
    ...(withUpkeep !== undefined && { withUpkeep }),
  };
  return {
    channelId,
    wanted: Object.keys(wanted).length > 0 ? wanted : undefined,
    problems: reading.problems,
  };
}

function takeClause(reading: Reading): void {
  if (takeChannel(reading) || takePhrase(reading)) return;
  const [text = ''] = words(reading, 1);
  const clause = text.toLowerCase();
  switch (clause) {
    case 'about':
      reading.at += 1;
      takeTopics(reading);
      return;
    case 'on':
    case 'every':
    case 'each':
      reading.at += 1;
      if (takeWeekday(reading) || (clause !== 'on' && says(reading, 'week'))) return;
      refuse(reading, 1, text, (day) => ({
        kind: 'weekday',
        text: day,
        nearest: listNearest(day, weekdayNames),
      }));
      return;
    case 'at':
      reading.at += 1;
      if (takeTime(reading, 'afterAt')) return;
      refuse(reading, 1, text, (time) => ({ kind: 'time', text: time }));
      return;
    case 'in':
      reading.at += 1;
      if (takeChannel(reading) || takeZone(reading)) return;
      refuse(reading, zoneLength(reading), text, (zone) => ({
        kind: 'timeZone',
        text: zone,
        unclear: explainZone(zone),
      }));
      return;
    case 'to':
    case 'for':
      reading.at += 1;
      if (takeChannel(reading)) return;
      if (says(reading, 'this channel')) reading.at += 2;
      else reading.problems.push({ kind: 'word', text, nearest: [] });
      return;
  }
  if (takeWeekday(reading) || takeTime(reading, 'alone')) return;
  if (takeZone(reading)) return;
  if (!fillers.includes(clause)) reading.problems.push(explainStray(text));
  reading.at += 1;
}

function explainStray(text: string): CommandProblem {
  if (/^\d{1,4}$/.test(text)) return { kind: 'time', text };
  if (otherRhythms.includes(text.toLowerCase())) return { kind: 'weekday', text, nearest: [] };
  return toStray({ kind: 'word', text });
}

function takeChannel(reading: Reading): boolean {
  const token = reading.tokens[reading.at];
  if (token?.kind !== 'channel') return false;
  return take(reading, 'channelId', token.id, 1);
}

function takeWeekday(reading: Reading): boolean {
  const weekday = parseWeekday(words(reading, 1)[0] ?? '');
  return weekday !== undefined && take(reading, 'weekday', weekday, 1);
}

function takeTime(reading: Reading, place: 'afterAt' | 'alone'): boolean {
  const parsed = parseTimeOfDay(words(reading, 2), place === 'afterAt');
  return parsed !== undefined && take(reading, 'time', parsed.time, parsed.words);
}

/** The longest run of words that names a zone. */
function takeZone(reading: Reading): boolean {
  for (let count = words(reading, longestZone).length; count > 0; count -= 1) {
    const timeZone = parseTimeZone(words(reading, count).join(' '));
    if (timeZone === undefined) continue;
    take(reading, 'timeZone', timeZone, count);
    // `Berlin time`, as we write it ourselves.
    if (says(reading, 'time')) reading.at += 1;
    return true;
  }
  return false;
}

function takePhrase(reading: Reading): boolean {
  const found = phrases.find(([words]) => says(reading, words));
  if (found === undefined) return false;
  const [said, key, value] = found;
  return take(reading, key, value, said.split(' ').length);
}

/** After "about": everything up to what is clearly something else. */
function takeTopics(reading: Reading): void {
  const { tags, problems } = reading;
  const topics: string[] = [];
  const problemsBefore = problems.length;
  let all = false;
  for (; reading.at < reading.tokens.length; reading.at += 1) {
    const token = reading.tokens[reading.at];
    if (!token) break;
    // Slack makes a channel of "#deploy" where there is one of that name.
    const name = token.kind === 'channel' ? token.name : token.text.replace(/^#/, '');
    const tag = name.toLowerCase();
    const isPlain = token.kind === 'word' && !token.text.startsWith('#');
    if (tags.includes(tag)) topics.push(tag);
    else if (everything.includes(tag)) all = true;
    else if (isPlain && [...fillers, 'topics'].includes(tag)) continue;
    else if (isPlain && isNoTopic(reading)) break;
    else if (name === '') problems.push({ kind: 'channelAsTopic', text: textOf(token) });
    else problems.push({ kind: 'topic', text: name, nearest: listNearest(name, tags) });
  }
  if (topics.length === 0 && !all && problems.length === problemsBefore) {
    problems.push({ kind: 'noTopics', text: 'about' });
  }
  take(reading, 'topics', [...new Set(topics)].sort(), 0);
}

function isNoTopic(reading: Reading): boolean {
  const [text = ''] = words(reading, 1);
  return (
    isClauseWord(text) ||
    isScheduleWord(text) ||
    parseTimeOfDay(words(reading, 2), false) !== undefined ||
    (text.includes('/') && parseTimeZone(text) !== undefined) ||
    phrases.some(([said]) => says(reading, said))
  );
}

/** How many words to quote of a zone that is not understood: up to the next clause. */
function zoneLength(reading: Reading): number {
  const candidates = words(reading, longestZone);
  const end = candidates.findIndex((text) => isClauseWord(text) || isScheduleWord(text));
  return end === -1 ? candidates.length : end;
}

function isScheduleWord(text: string): boolean {
  return parseWeekday(text) !== undefined || parseTimeOfDay([text], false) !== undefined;
}

/** Whether the next words are these; `|` stands between those that are as good. */
function says(reading: Reading, expected: string): boolean {
  const places = expected.split(' ');
  const next = words(reading, places.length);
  return places.every((place, n) => place.split('|').includes(next[n]?.toLowerCase() ?? ''));
}

/** The next words, at most so many, up to a channel. */
function words({ tokens, at }: Reading, count: number): readonly string[] {
  const next = tokens.slice(at, at + count);
  const channel = next.findIndex(({ kind }) => kind === 'channel');
  return (channel === -1 ? next : next.slice(0, channel)).map(textOf);
}

/** Sets a value once; a second one that differs is a problem. Always true: the words are read. */
function take<K extends keyof Reading['found']>(
  reading: Reading,
  key: K,
  value: Reading['found'][K],
  count: number,
): true {
  const { found, tokens, at, problems } = reading;
  reading.at += count;
  if (found[key] === undefined) found[key] = value;
  else if (found[key] !== value) {
    const text =
      tokens
        .slice(at, at + count)
        .map(textOf)
        .join(' ') || 'about';
    problems.push({ kind: 'twice', text });
  }
  return true;
}

/** Quotes the next words, or the one before them when there are none. */
function refuse(
  reading: Reading,
  count: number,
  before: string,
  problem: (text: string) => CommandProblem,
): void {
  const next = words(reading, count);
  const refused = isClauseWord(next[0] ?? '') ? [] : next;
  reading.at += refused.length;
  reading.problems.push(problem(refused.length > 0 ? refused.join(' ') : before));
}
