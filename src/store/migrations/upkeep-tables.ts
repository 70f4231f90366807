import { sql, type Transaction } from 'kysely';

/** What people say about answers, what found none, and what is asked of people. */
export async function createUpkeepTables(transaction: Transaction<unknown>): Promise<void> {
  await sql`create table mutes (
    workspace_id text not null,
    user_id text not null,
    muted_at bigint not null,
    constraint mutes_pk primary key (workspace_id, user_id)
  )`.execute(transaction);
  // With it a person is a hash in the tables below: they can be counted, and forgotten by their id.
  await sql`create table person_keys (
    workspace_id text primary key,
    value text not null
  )`.execute(transaction);
  await sql`create table ratings (
    workspace_id text not null,
    person text not null,
    answer text not null,
    slug text not null,
    helpful smallint not null,
    reason text,
    note text,
    rated_at bigint not null,
    constraint ratings_pk primary key (workspace_id, person, answer)
  )`.execute(transaction);
  await sql`create table unanswered (
    workspace_id text not null,
    person text not null,
    week integer not null,
    stems text not null,
    question text not null,
    topic text,
    asked_at bigint not null,
    constraint unanswered_pk primary key (workspace_id, person, week, stems)
  )`.execute(transaction);
  await sql`create table asks (
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
  )`.execute(transaction);
}
