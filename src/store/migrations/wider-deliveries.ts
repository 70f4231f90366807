import { sql, type Transaction } from 'kysely';

/**
 * Deliveries take in what is not about a digest, and may go to a thread. SQLite cannot let a column
 * be null after all, so the table is made anew; whoever knew the old one finds all of it in this.
 */
export async function widenDeliveries(transaction: Transaction<unknown>): Promise<void> {
  await sql`create table wider_deliveries (
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
  )`.execute(transaction);
  await sql`insert into wider_deliveries select deliveries.*, null from deliveries`.execute(
    transaction,
  );
  await sql`drop table deliveries`.execute(transaction);
  await sql`alter table wider_deliveries rename to deliveries`.execute(transaction);
  await sql`create index deliveries_open_by_kind on deliveries (workspace_id, kind, available_at)
    where state in ('pending', 'sending', 'waiting')`.execute(transaction);
  await sql`create index deliveries_to on deliveries (workspace_id, recipient_id)`.execute(
    transaction,
  );
}
