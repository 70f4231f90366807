import type { Contact } from '../outbox/item.ts';
import type { Notice, RunRecord } from './delivery.ts';
import type { Occurrence, Subscription } from './subscription.ts';

/** What the history of articles needs to know of one. */
export interface ArticleFacts {
  readonly slug: string;
  /** The name of the source it comes from, which its slug begins with; empty when there is only one. */
  readonly source: string;
  readonly fingerprint: string;
  /** The writer says this edit is too small to announce. */
  readonly minor: boolean;
  /** A calendar date, `YYYY-MM-DD`. */
  readonly updated: string | undefined;
}

/** One version of an article, from the revision in which it appeared. */
export interface ArticleVersion {
  readonly slug: string;
  readonly revision: number;
  readonly fingerprint: string;
  readonly minor: boolean;
}

/** What is known of the library: the latest revision, 0 before the first, and what everything that ever was said last. */
export interface KnownLibrary {
  readonly revision: number;
  /** By slug. */
  readonly fingerprints: ReadonlyMap<string, string>;
}

export interface NewRevision {
  readonly revisions: readonly { readonly revision: number; readonly recordedAt: number }[];
  readonly versions: readonly ArticleVersion[];
  /** Articles whose whole story so far goes on under another slug. */
  readonly moves: readonly { readonly from: string; readonly to: string }[];
}

/** One article's story since a revision, oldest version first. */
export interface ArticleChange {
  readonly slug: string;
  /** At that revision; undefined when it was not there yet. */
  readonly before: string | undefined;
  readonly versions: readonly Omit<ArticleVersion, 'slug'>[];
}

/** The facts a digest is made from. */
export interface DigestMaterial {
  /** The latest content revision; 0 before the first articles are recorded. */
  readonly revision: number;
  /** Of every article that has changed, by slug. */
  readonly changes: readonly ArticleChange[];
  /** When each article was last shown in that channel, in epoch milliseconds. */
  readonly shownAt: ReadonlyMap<string, number>;
}

export interface PlannedRun {
  readonly occurrence: Occurrence;
  /** Too late to send: recorded with this reason and not tried. */
  readonly missed: string | undefined;
}

/** What is written to the audit table: who did what to which channel's digest. */
export type AuditAction =
  Extract<Notice, { kind: 'changed' }>['change'] | 'stopped' | 'restored' | 'moved';

/** A change to one subscription, all of which happens or none. */
export interface SubscriptionChange {
  /** Undefined where weeks have come due and no more: that is nothing for the audit table. */
  readonly action?: AuditAction;
  /** A Slack user id, or `guidepost` for what it does by itself. */
  readonly actor: string;
  readonly subscription: Subscription;
  /** Weeks that had come due before it. */
  readonly runs?: readonly PlannedRun[];
  readonly notices: readonly { readonly to: Contact; readonly notice: Notice }[];
  /** Runs that a stopped channel refused get another chance, if they were due at or after this. */
  readonly reviveFrom?: number | undefined;
}

/** What came of thinking about a change: at least whether there is one. */
export interface Decision {
  readonly change: SubscriptionChange | undefined;
}

/** One workspace's digests. Every method is atomic: all of it is on disk when it resolves, or none. */
export interface DigestStore {
  /** Reads what is known and writes what `decide` makes of it; that may be called again. */
  recordRevision(decide: (known: KnownLibrary) => NewRevision | undefined): Promise<void>;

  findSubscription(channelId: string): Promise<Subscription | undefined>;
  getSubscription(id: string): Promise<Subscription | undefined>;
  /** All that have not ended, by channel id. */
  listSubscriptions(): Promise<readonly Subscription[]>;
  /**
   * Reads a channel's subscription, decides, and writes all of it with an audit entry and notices;
   * what is promised to a channel follows it to another id. `decide` may be called again when another
   * process was quicker; it must have no effects. Returns what `decide` returned.
   */
  changeSubscription<T extends Decision>(
    channelId: string,
    now: number,
    decide: (current: Subscription | undefined) => T,
  ): Promise<T>;

  /**
   * Subscriptions whose next occurrence is at or before `now`. What has stopped by itself is among
   * them: its runs say why nothing came, and come if it is mended soon.
   */
  listDue(now: number): Promise<readonly Subscription[]>;
  /** When the next subscription after `now` comes due, if nothing changes. */
  nextDueAt(now: number): Promise<number | undefined>;

  /** The latest content revision by a time, or of all; 0 before the first. */
  latestRevision(by?: number): Promise<number>;
  /** What happened to articles since a revision, and what a subscription was shown. */
  readMaterial(subscriptionId: string, since: number): Promise<DigestMaterial>;
  /** The latest first. */
  listHistory(subscriptionId: string, limit: number): Promise<readonly RunRecord[]>;
}
