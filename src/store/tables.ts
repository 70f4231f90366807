import { CamelCasePlugin, type ColumnType } from 'kysely';
import type { Contact } from '../outbox/item.ts';
import type { AskState } from '../upkeep/ask.ts';

/** Filled in by `workspace-scope.ts` for every query; nobody else may read or write it. */
type WorkspaceId = ColumnType<never, never, never>;

/** What may be missing: null in the database, and undefined once it is read. */
type Maybe<T> = ColumnType<T | undefined, T | null | undefined, T | null>;

/** Rows as the rest of the program has its values: names in one word, and undefined for null. */
export class RowNames extends CamelCasePlugin {
  protected override mapRow(row: Record<string, unknown>): Record<string, unknown> {
    const named = super.mapRow(row);
    for (const name of Object.keys(named)) named[name] ??= undefined;
    return named;
  }
}

// Times are epoch milliseconds, flags 0 or 1, and structures JSON as text: the same on SQLite and
// on PostgreSQL. What the texts mean is decided by `rows.ts`, which parses every row.

/**
 * Of what is still to be said. `sending` is what the release before this one made of a claim. It looks
 * for `pending` and `sending`, so what it could not send is `waiting` instead.
 */
export const openStates: readonly string[] = ['pending', 'sending', 'waiting'];

/** The columns of each, but for the workspace that a row belongs to. */
interface Columns {
  subscriptions: {
    id: string;
    channelId: string;
    place: string;
    weekday: number;
    time: string;
    timeZone: string;
    topics: string;
    evenIfEmpty: number;
    withUpkeep: number;
    standing: string;
    standingBy: Maybe<string>;
    standingReason: Maybe<string>;
    standingSince: Maybe<number>;
    createdBy: string;
    changedBy: string;
    channelCreator: Maybe<string>;
    nextWeek: Maybe<string>;
    nextAt: Maybe<number>;
    lastWeek: Maybe<string>;
    coveredRevision: Maybe<number>;
    coveredAt: Maybe<number>;
    createdAt: number;
    changedAt: number;
  };
  deliveries: {
    id: string;
    kind: string;
    /** Null for what is not about a digest. */
    subscriptionId: Maybe<string>;
    /** A digest has one. */
    week: Maybe<string>;
    recipientKind: string;
    recipientId: string;
    threadTs: Maybe<string>;
    /** What it is about; from the time when only notices had that. Nothing in a digest. */
    notice: Maybe<string>;
    content: Maybe<string>;
    state: string;
    reason: Maybe<string>;
    dueAt: number;
    /** When it may be claimed next; while claimed, when the claim ends. */
    availableAt: number;
    claimToken: Maybe<string>;
    attempts: number;
    /** An attempt was begun, and nobody knows what became of it. */
    unconfirmed: number;
    messageTs: Maybe<string>;
    createdAt: number;
    finishedAt: Maybe<number>;
  };
  contentRevisions: {
    revision: number;
    recordedAt: number;
  };
  articleVersions: {
    slug: string;
    revision: number;
    fingerprint: string;
    minor: number;
  };
  shownArticles: {
    subscriptionId: string;
    slug: string;
    shownAt: number;
  };
  audit: {
    id: string;
    at: number;
    actor: string;
    action: string;
    subscriptionId: string;
    channelId: string;
    before: Maybe<string>;
    after: string;
  };
  reviewMarks: {
    slug: string;
    verdict: string;
    markedBy: string;
    markedAt: number;
    source: string;
    path: string;
    fingerprint: string;
  };
  shownCounts: {
    week: string;
    slug: string;
    shown: number;
    led: number;
  };
  mutes: {
    userId: string;
    mutedAt: number;
  };
  personKeys: {
    value: string;
  };
  ratings: {
    /** A keyed hash, as wherever a person is not named. */
    person: string;
    answer: string;
    slug: string;
    helpful: number;
    reason: Maybe<string>;
    note: Maybe<string>;
    ratedAt: number;
  };
  unanswered: {
    person: string;
    week: number;
    stems: string;
    question: string;
    topic: Maybe<string>;
    askedAt: number;
  };
  asks: {
    id: string;
    asker: string;
    /** The same for the same person and question: it is asked once. */
    same: string;
    question: string;
    slug: Maybe<string>;
    recipientKind: Contact['kind'];
    recipientId: string;
    state: AskState;
    answeredBy: Maybe<string>;
    answerSlug: Maybe<string>;
    askedAt: number;
    changedAt: number;
  };
}

export type Tables = {
  [Name in keyof Columns]: Columns[Name] & { workspaceId: WorkspaceId };
};
