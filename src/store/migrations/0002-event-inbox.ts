import { sql, type Transaction } from 'kysely';

/** Events that were acknowledged before they were answered. */
export async function createEventInbox(transaction: Transaction<unknown>): Promise<void> {
  await sql`create table event_inbox (
    workspace_id text not null,
    id text not null,
    body text not null,
    kept_at bigint not null,
    constraint event_inbox_pk primary key (workspace_id, id)
  )`.execute(transaction);
}
