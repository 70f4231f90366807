import type { ColumnType } from 'kysely';
import type { Contact } from '../outbox/item.ts';
import type { AskState } from '../upkeep/ask.ts';

/** Filled in by `workspace-scope.ts` for every query; nobody else may read or write it. */
type WorkspaceId = ColumnType<never, never, never>;

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
    channel_id: string;
    place: string;
    weekday: number;
    time: string;
    time_zone: string;
    topics: string;
    even_if_empty: number;
    with_upkeep: number;
    standing: string;
    standing_by: string | null;
    standing_reason: string | null;
    standing_since: number | null;
    created_by: string;
    changed_by: string;
    channel_creator: string | null;
    next_week: string | null;
    next_at: number | null;
    last_week: string | null;
    covered_revision: number | null;
    covered_at: number | null;
    created_at: number;
    changed_at: number;
  };
  deliveries: {
    id: string;
    kind: string;
    /** Null for what is not about a digest. */
    subscription_id: string | null;
    /** A digest has one. */
    week: string | null;
    recipient_kind: string;
    recipient_id: string;
    thread_ts: string | null;
    /** What it is about; from the time when only notices had that. Nothing in a digest. */
    notice: string | null;
    content: string | null;
    state: string;
    reason: string | null;
    due_at: number;
    /** When it may be claimed next; while claimed, when the claim ends. */
    available_at: number;
    claim_token: string | null;
    attempts: number;
    /** An attempt was begun, and nobody knows what became of it. */
    unconfirmed: number;
    message_ts: string | null;
    created_at: number;
    finished_at: number | null;
  };
  content_revisions: {
    revision: number;
    recorded_at: number;
  };
  article_versions: {
    slug: string;
    revision: number;
    fingerprint: string;
    minor: number;
  };
  shown_articles: {
    subscription_id: string;
    slug: string;
    shown_at: number;
  };
  audit: {
    id: string;
    at: number;
    actor: string;
    action: string;
    subscription_id: string;
    channel_id: string;
    before: string | null;
    after: string;
  };
  review_marks: {
    slug: string;
    verdict: string;
    marked_by: string;
    marked_at: number;
    source: string;
    path: string;
    fingerprint: string;
  };
  shown_counts: {
    week: string;
    slug: string;
    shown: number;
    led: number;
  };
  mutes: {
    user_id: string;
    muted_at: number;
  };
  person_keys: {
    value: string;
  };
  ratings: {
    /** A keyed hash, as wherever a person is not named. */
    person: string;
    answer: string;
    slug: string;
    helpful: number;
    reason: string | null;
    note: string | null;
    rated_at: number;
  };
  unanswered: {
    person: string;
    week: number;
    stems: string;
    question: string;
    topic: string | null;
    asked_at: number;
  };
  asks: {
    id: string;
    asker: string;
    /** The same for the same person and question: it is asked once. */
    same: string;
    question: string;
    slug: string | null;
    recipient_kind: Contact['kind'];
    recipient_id: string;
    state: AskState;
    answered_by: string | null;
    answer_slug: string | null;
    asked_at: number;
    changed_at: number;
  };
}

export type Tables = {
  [Name in keyof Columns]: Columns[Name] & { workspace_id: WorkspaceId };
};
