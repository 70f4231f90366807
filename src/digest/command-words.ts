/** A piece of what somebody typed. The surface tells channels from words; it knows their ids. */
export type CommandToken =
  | { readonly kind: 'word'; readonly text: string }
  /** `name` without `#`; empty when it is not to be shown. */
  | { readonly kind: 'channel'; readonly id: string; readonly name: string };

/** A part that was not understood. */
export interface CommandProblem {
  readonly kind:
    | 'verb'
    | 'topic'
    | 'weekday'
    | 'time'
    | 'timeZone'
    /** `CET`, `+02:00`: several places have that, and their clocks change differently. */
    | 'zoneWithoutPlace'
    /** `about`, `on`, `at` or `in` with nothing after it. */
    | 'noTopics'
    | 'noWeekday'
    | 'noTime'
    | 'noTimeZone'
    /** `#name` that is no channel we know of. */
    | 'channelUnknown'
    /** A private channel where a topic belongs. */
    | 'channelAsTopic'
    /** A second weekday, hour, zone or channel. */
    | 'twice'
    | 'word';
  /** In the person's own words. */
  readonly text: string;
  /** What was probably meant. */
  readonly nearest?: readonly string[];
}

/** In the person's own words, as far as we have them. */
export function textOf(token: CommandToken): string {
  return token.kind === 'word' ? token.text : `#${token.name}`;
}
