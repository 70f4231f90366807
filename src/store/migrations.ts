/** The statements of one step, for both databases. */
export type Migration = readonly string[];

/**
 * In order, numbered from 1. Only ever appended to: there is no way back, and a release that does not
 * know one of them refuses the database.
 */
export const migrations: readonly Migration[] = [
  // Subscriptions, what was promised to them, the history of articles, and who changed what.
  [
    `create table subscriptions (
    workspace_id text not null,
    id text not null,
    channel_id text not null,
    place text not null,
    weekday integer not null,
    time text not null,
    time_zone text not null,
    topics text not null,
    even_if_empty integer not null,
    standing text not null,
    standing_by text,
    standing_reason text,
    standing_since bigint,
    created_by text not null,
    changed_by text not null,
    channel_creator text,
    next_week text,
    next_at bigint,
    last_week text,
    covered_revision integer,
    covered_at bigint,
    created_at bigint not null,
    changed_at bigint not null,
    constraint subscriptions_pk primary key (workspace_id, id),
    constraint subscriptions_one_a_channel unique (workspace_id, channel_id)
  )`,
    `create index subscriptions_due on subscriptions (workspace_id, standing, next_at)`,
    `create table deliveries (
    workspace_id text not null,
    id text not null,
    kind text not null,
    subscription_id text not null,
    week text,
    recipient_kind text not null,
    recipient_id text not null,
    notice text,
    content text,
    state text not null,
    reason text,
    due_at bigint not null,
    available_at bigint not null,
    claim_token text,
    attempts integer not null,
    unconfirmed integer not null,
    message_ts text,
    created_at bigint not null,
    finished_at bigint,
    constraint deliveries_pk primary key (workspace_id, id),
    -- A notice has no week, and nulls are never equal: this binds digests alone.
    constraint deliveries_one_a_week unique (workspace_id, subscription_id, week),
    constraint deliveries_of_subscription foreign key (workspace_id, subscription_id)
      references subscriptions (workspace_id, id)
  )`,
    `create index deliveries_open on deliveries (workspace_id, kind, available_at)
    where state in ('pending', 'sending')`,
    `create table content_revisions (
    workspace_id text not null,
    revision integer not null,
    recorded_at bigint not null,
    constraint content_revisions_pk primary key (workspace_id, revision)
  )`,
    `create table article_versions (
    workspace_id text not null,
    slug text not null,
    revision integer not null,
    fingerprint text not null,
    minor integer not null,
    constraint article_versions_pk primary key (workspace_id, slug, revision)
  )`,
    `create index article_versions_by_revision on article_versions (workspace_id, revision)`,
    `create table shown_articles (
    workspace_id text not null,
    subscription_id text not null,
    slug text not null,
    shown_at bigint not null,
    constraint shown_articles_pk primary key (workspace_id, subscription_id, slug),
    constraint shown_articles_of_subscription foreign key (workspace_id, subscription_id)
      references subscriptions (workspace_id, id)
  )`,
    `create table audit (
    workspace_id text not null,
    id text not null,
    at bigint not null,
    actor text not null,
    action text not null,
    subscription_id text not null,
    channel_id text not null,
    before text,
    after text not null,
    constraint audit_pk primary key (workspace_id, id)
  )`,
    `create index audit_of_channel on audit (workspace_id, channel_id, at)`,
  ],
  // Events that were acknowledged before they were answered.
  [
    `create table event_inbox (
    workspace_id text not null,
    id text not null,
    body text not null,
    kept_at bigint not null,
    constraint event_inbox_pk primary key (workspace_id, id)
  )`,
  ],
  // Articles that were shared from an answer, claimed before they are posted.
  [
    `create table shares (
    workspace_id text not null,
    answer text not null,
    slug text not null,
    posted smallint not null,
    claimed_at bigint not null,
    constraint shares_pk primary key (workspace_id, answer, slug)
  )`,
  ],
];

/**
 * After the numbered migrations, by name: they only add, so that the release before them can still run
 * beside this one and be gone back to. What they make superfluous goes with a migration of a later
 * release.
 */
export const expansions: Readonly<Record<string, Migration>> = {
  /**
   * Deliveries take in what is not about a digest, and may go to a thread. SQLite cannot let a column
   * be null after all, so the table is made anew; whoever knew the old one finds all of it in this.
   */
  'wider deliveries': [
    `create table wider_deliveries (
    workspace_id text not null,
    id text not null,
    kind text not null,
    subscription_id text,
    week text,
    recipient_kind text not null,
    recipient_id text not null,
    notice text,
    content text,
    state text not null,
    reason text,
    due_at bigint not null,
    available_at bigint not null,
    claim_token text,
    attempts integer not null,
    unconfirmed integer not null,
    message_ts text,
    created_at bigint not null,
    finished_at bigint,
    thread_ts text,
    constraint wider_deliveries_pk primary key (workspace_id, id),
    -- What is no digest has no week, and nulls are never equal: this binds digests alone.
    constraint wider_deliveries_one_a_week unique (workspace_id, subscription_id, week),
    constraint wider_deliveries_of_subscription foreign key (workspace_id, subscription_id)
      references subscriptions (workspace_id, id)
  )`,
    `insert into wider_deliveries select deliveries.*, null from deliveries`,
    `drop table deliveries`,
    `alter table wider_deliveries rename to deliveries`,
    `create index deliveries_open_by_kind on deliveries (workspace_id, kind, available_at)
    where state in ('pending', 'sending', 'waiting')`,
    `create index deliveries_to on deliveries (workspace_id, recipient_id)`,
  ],
  /** What people said about articles when they were asked, and how often each was an answer. */
  reviews: [
    `create table review_marks (
    workspace_id text not null,
    slug text not null,
    verdict text not null,
    marked_by text not null,
    marked_at bigint not null,
    source text not null,
    path text not null,
    fingerprint text not null,
    constraint review_marks_pk primary key (workspace_id, slug, verdict)
  )`,
    `create table shown_counts (
    workspace_id text not null,
    week text not null,
    slug text not null,
    shown integer not null,
    led integer not null,
    constraint shown_counts_pk primary key (workspace_id, week, slug)
  )`,
  ],
  /** A digest may end with what keeps the library alive. */
  'upkeep in digests': [
    `alter table subscriptions add column with_upkeep smallint not null default 0`,
  ],
  /** What people say about answers, what found none, and what is asked of people. */
  upkeep: [
    `create table mutes (
    workspace_id text not null,
    user_id text not null,
    muted_at bigint not null,
    constraint mutes_pk primary key (workspace_id, user_id)
  )`,
    // With it a person is a hash in the tables below: they can be counted, and forgotten by their id.
    `create table person_keys (
    workspace_id text primary key,
    value text not null
  )`,
    `create table ratings (
    workspace_id text not null,
    person text not null,
    answer text not null,
    slug text not null,
    helpful smallint not null,
    reason text,
    note text,
    rated_at bigint not null,
    constraint ratings_pk primary key (workspace_id, person, answer)
  )`,
    `create table unanswered (
    workspace_id text not null,
    person text not null,
    week integer not null,
    stems text not null,
    question text not null,
    topic text,
    asked_at bigint not null,
    constraint unanswered_pk primary key (workspace_id, person, week, stems)
  )`,
    `create table asks (
    workspace_id text not null,
    id text not null,
    asker text not null,
    same text not null,
    question text not null,
    slug text,
    recipient_kind text not null,
    recipient_id text not null,
    state text not null,
    answered_by text,
    answer_slug text,
    asked_at bigint not null,
    changed_at bigint not null,
    constraint asks_pk primary key (workspace_id, id),
    constraint asks_once unique (workspace_id, same)
  )`,
  ],
};
