/** 1 is Monday, 7 is Sunday, as in ISO 8601. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** When a digest comes, in its own time zone: 09:00 stays 09:00 when the clocks change. */
export interface Schedule {
  readonly weekday: Weekday;
  /** `HH:MM`, 00:00 to 23:59. */
  readonly time: string;
  /** An IANA name, such as `Europe/Berlin`. */
  readonly timeZone: string;
}

/** What people choose. */
export interface DigestSettings {
  readonly schedule: Schedule;
  /** Only articles that carry one of these tags; empty means every article. Sorted. */
  readonly topics: readonly string[];
  /** Send it in a week without news too. */
  readonly evenIfEmpty: boolean;
  /** End with what was asked most, an article past its review date, and an open question. */
  readonly withUpkeep: boolean;
}

/** Of a new digest, as far as nothing else was said. @param timeZone the person's, if they have one. */
export function defaultSettings(timeZone = 'UTC'): DigestSettings {
  return {
    schedule: { weekday: 1, time: '09:00', timeZone },
    topics: [],
    evenIfEmpty: false,
    withUpkeep: false,
  };
}

/** Why nothing goes to a channel until somebody mends it; `shared` is with other organisations. */
export const stopReasons = [
  'archived',
  'deleted',
  'notFound',
  'notMember',
  'restricted',
  'shared',
] as const;
export type StopReason = (typeof stopReasons)[number];

export type Standing =
  | { readonly kind: 'active' }
  /** By a person, until a person resumes it. */
  | { readonly kind: 'paused'; readonly by: string; readonly since: number }
  /** By itself: the channel has to be mended first. */
  | { readonly kind: 'stopped'; readonly reason: StopReason; readonly since: number }
  /** Unsubscribed. The row stays, so that subscribing again cannot send a week twice. */
  | { readonly kind: 'ended'; readonly by: string; readonly since: number };

/** One occurrence of a schedule. */
export interface Occurrence {
  /** The ISO week of the local date, such as `2026-W49`. Sorts as text. */
  readonly week: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** A channel's (or, in a direct message, a person's) weekly digest. All times in epoch milliseconds. */
export interface Subscription {
  readonly id: string;
  readonly channelId: string;
  readonly place: 'channel' | 'direct';
  readonly settings: DigestSettings;
  readonly standing: Standing;
  /** Slack user ids. */
  readonly createdBy: string;
  readonly changedBy: string;
  /** Who created the channel, as Slack says; they are told when the digest stops. */
  readonly channelCreator: string | undefined;
  /** Present unless a person paused or ended it. */
  readonly next: Occurrence | undefined;
  /** The last week that has a run, whatever became of it. */
  readonly lastWeek: string | undefined;
  /** What the channel has been told: everything up to this content revision, at that run's time. */
  readonly covered: { readonly revision: number; readonly at: number } | undefined;
}

/** Undefined for one that was ended: its row is only there so that no week is sent twice. */
export function livingOf(subscription: Subscription | undefined): Subscription | undefined {
  return subscription?.standing.kind === 'ended' ? undefined : subscription;
}
