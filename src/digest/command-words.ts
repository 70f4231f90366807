import { listNearest } from '../text/nearest.ts';
import { weekdayNames } from './parse-schedule-words.ts';
import { parseHalfKnownZone, type UnclearTimeZone } from './parse-time-zone.ts';

/** A piece of what somebody typed. The surface tells channels from words; it knows their ids. */
export type CommandToken =
  | { readonly kind: 'word'; readonly text: string }
  /** `name` without `#`; empty when it is not to be shown. */
  | { readonly kind: 'channel'; readonly id: string; readonly name: string };

/** A part that was not understood; `text` is in the person's own words. */
export type CommandProblem = { readonly text: string } & (
  | { readonly kind: 'verb' | 'topic' | 'weekday' | 'word'; readonly nearest: readonly string[] }
  | { readonly kind: 'time' | 'noTopics' }
  | { readonly kind: 'timeZone'; readonly unclear: UnclearTimeZone }
  /** `#name` that is no channel we know of, or a private channel where a topic belongs. */
  | { readonly kind: 'channelUnknown' | 'channelAsTopic' }
  /** A second weekday, hour, zone or channel. */
  | { readonly kind: 'twice' }
);

/** The words that say what comes next. */
const clauseWords = [
  'about',
  'on',
  'every',
  'each',
  'at',
  'in',
  'even',
  'unless',
  'to',
  'for',
] as const;

/** Such as `on`, with nothing after it when it is not understood. */
export function isClauseWord(text: string): boolean {
  return clauseWords.some((clause) => clause === text.toLowerCase());
}

/** In the person's own words, as far as we have them. */
export function textOf(token: CommandToken): string {
  return token.kind === 'word' ? token.text : `#${token.name}`;
}

/** A word that stands where nothing is known by it, or a channel too many. */
export function toStray(token: CommandToken): CommandProblem {
  const text = textOf(token);
  if (token.kind === 'channel') return { kind: 'twice', text };
  if (text.startsWith('#')) return { kind: 'channelUnknown', text };
  const unclear = parseHalfKnownZone(text);
  if (unclear) return { kind: 'timeZone', text, unclear };
  const known = [...weekdayNames, ...clauseWords];
  // "for" in the wrong place is not a misspelt "for".
  const isKnown = known.some((word) => word === text.toLowerCase());
  return { kind: 'word', text, nearest: isKnown ? [] : listNearest(text, known) };
}
