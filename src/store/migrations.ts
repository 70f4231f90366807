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
