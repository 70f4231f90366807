import { sql, type Transaction } from 'kysely';

/** What people said about articles when they were asked, and how often each was an answer. */
export async function createReviewTables(transaction: Transaction<unknown>): Promise<void> {
  await sql`create table review_marks (
    workspace_id text not null,
    slug text not null,
    verdict text not null,
    marked_by text not null,
    marked_at bigint not null,
    source text not null,
    path text not null,
    fingerprint text not null,
    constraint review_marks_pk primary key (workspace_id, slug, verdict)
  )`.execute(transaction);
  await sql`create table shown_counts (
    workspace_id text not null,
    week text not null,
    slug text not null,
    shown integer not null,
    led integer not null,
    constraint shown_counts_pk primary key (workspace_id, week, slug)
  )`.execute(transaction);
}
