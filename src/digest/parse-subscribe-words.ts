import { listNearest } from '../text/nearest.ts';
import type { WantedSettings } from './change-subscription.ts';
import { type CommandProblem, type CommandToken, textOf } from './command-words.ts';
import { parseTimeOfDay, parseWeekday, weekdayNames } from './parse-schedule-words.ts';
import { isZoneWithoutPlace, listNearestZones, parseTimeZone } from './parse-time-zone.ts';
import type { Schedule } from './subscription.ts';

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

/** The words that say what comes next, and what is amiss when nothing does. */
const leads: Readonly<Record<string, CommandProblem['kind']>> = {
  about: 'noTopics',
  on: 'noWeekday',
  every: 'noWeekday',
  each: 'noWeekday',
  at: 'noTime',
  in: 'noTimeZone',
  to: 'word',
  for: 'word',
};

/** What says one thing by itself, and what it sets, if anything; `|` is between words as good. */
const phrases = [
  ['even if|when empty', 'evenIfEmpty', true],
  ['skip|not|never if|when empty', 'evenIfEmpty', false],
  ['unless empty', 'evenIfEmpty', false],
  ['with upkeep', 'withUpkeep', true],
  ['without upkeep', 'withUpkeep', false],
  ['every|each week'],
  ['to|for this channel'],
] as const;

/** Reads what follows `subscribe`, in any order. If there are problems, nothing else counts. */
export function parseSubscribeWords(
  tokens: readonly CommandToken[],
  tags: readonly string[],
): {
  readonly channelId: string | undefined;
  /** Undefined when nothing was said about the subscription. */
  readonly wanted: WantedSettings | undefined;
  readonly problems: readonly CommandProblem[];
} {
  const reading: Reading = { tokens, tags, problems: [], found: {}, at: 0 };
  while (reading.at < tokens.length) takeClause(reading);

  const { channelId, weekday, time, timeZone, ...others } = reading.found;
  const schedule = {
    ...(weekday !== undefined && { weekday }),
    ...(time !== undefined && { time }),
    ...(timeZone !== undefined && { timeZone }),
  };
  const wanted = { ...(Object.keys(schedule).length > 0 && { schedule }), ...others };
  const isSaid = Object.keys(wanted).length > 0;
  return { channelId, wanted: isSaid ? wanted : undefined, problems: reading.problems };
}

function takeClause(reading: Reading): void {
  const [text = ''] = words(reading, 1);
  if (takePhrase(reading) || takeChannel(reading)) return;
  const lead = leads[text.toLowerCase()];
  if (lead !== undefined) {
    reading.at += 1;
    if (lead === 'noTopics') takeTopics(reading);
    else if (!takeChannel(reading) && !takeSchedule(reading, lead === 'noTime')) {
      refuse(reading, lead, text);
    }
  } else if (!takeSchedule(reading, false)) {
    if (!fillers.includes(text.toLowerCase())) reading.problems.push(explainWord(text));
    reading.at += 1;
  }
}

function explainWord(text: string): CommandProblem {
  if (/^(?:\d{1,4}|morning|noon|afternoon|evening|night)$/i.test(text))
    return { kind: 'time', text };
  if (otherRhythms.includes(text.toLowerCase())) return { kind: 'weekday', text };
  return toStray({ kind: 'word', text });
}

/** A word that stands where nothing is known by it, or a channel too many. */
export function toStray(token: CommandToken): CommandProblem {
  const text = textOf(token);
  if (token.kind === 'channel') return { kind: 'twice', text };
  if (text.startsWith('#')) return { kind: 'channelUnknown', text };
  if (isZoneWithoutPlace(text)) return { kind: 'zoneWithoutPlace', text };
  const known = [...weekdayNames, ...Object.keys(leads), 'even', 'unless'];
  // "for" in the wrong place is not a misspelt "for".
  const isKnown = known.includes(text.toLowerCase());
  return { kind: 'word', text, nearest: isKnown ? [] : listNearest(text, known) };
}

function takeChannel(reading: Reading): boolean {
  const token = reading.tokens[reading.at];
  return token?.kind === 'channel' && take(reading, 'channelId', token.id, 1);
}

/** A weekday, an hour or a zone; a bare number is an hour where one is expected. */
function takeSchedule(reading: Reading, isHourExpected: boolean): boolean {
  const [word = ''] = words(reading, 1);
  const weekday = parseWeekday(word);
  if (weekday !== undefined) return take(reading, 'weekday', weekday, 1);
  const hour = parseTimeOfDay(words(reading, 2), isHourExpected);
  if (hour !== undefined) return take(reading, 'time', hour.time, hour.words);
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
  const found = phrases.find(([said]) => says(reading, said));
  if (found === undefined) return false;
  const [said, key, value] = found;
  const count = said.split(' ').length;
  if (key !== undefined) return take(reading, key, value, count);
  reading.at += count;
  return true;
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
    else if (isPlain && beginsAnew(reading)) break;
    else if (name === '') problems.push({ kind: 'channelAsTopic', text: textOf(token) });
    else problems.push({ kind: 'topic', text: name, nearest: listNearest(name, tags) });
  }
  if (topics.length === 0 && !all && problems.length === problemsBefore) {
    problems.push({ kind: 'noTopics', text: 'about' });
  }
  take(reading, 'topics', [...new Set(topics)].sort(), 0);
}

/** Whether the next word says something else than the ones before it. */
function beginsAnew(reading: Reading): boolean {
  const [text = ''] = words(reading, 1);
  return (
    leads[text.toLowerCase()] !== undefined ||
    parseWeekday(text) !== undefined ||
    parseTimeOfDay(words(reading, 2), false) !== undefined ||
    (text.includes('/') && parseTimeZone(text) !== undefined) ||
    phrases.some(([said]) => says(reading, said))
  );
}

/** Quotes what came in the place of what was expected, or the word that announced it when nothing did. */
function refuse(reading: Reading, lead: CommandProblem['kind'], before: string): void {
  const start = reading.at;
  const most = lead === 'noTimeZone' ? longestZone : lead === 'word' ? 0 : 1;
  const next = words(reading, most);
  while (reading.at < start + next.length && !beginsAnew(reading)) reading.at += 1;
  const text = next.slice(0, reading.at - start).join(' ');
  reading.problems.push(text === '' ? { kind: lead, text: before } : explainRefused(lead, text));
}

function explainRefused(lead: CommandProblem['kind'], text: string): CommandProblem {
  if (lead === 'noTime') return { kind: 'time', text };
  if (lead === 'noWeekday') {
    return { kind: 'weekday', text, nearest: listNearest(text, weekdayNames) };
  }
  if (isZoneWithoutPlace(text)) return { kind: 'zoneWithoutPlace', text };
  return { kind: 'timeZone', text, nearest: listNearestZones(text) };
}

/** Whether the next words are these. */
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
    const said = tokens.slice(at, at + count).map(textOf);
    problems.push({ kind: 'twice', text: said.join(' ') || 'about' });
  }
  return true;
}
