import { sql, type Transaction } from 'kysely';

/** Articles that were shared from an answer, claimed before they are posted. */
export async function createShares(transaction: Transaction<unknown>): Promise<void> {
  await sql`create table shares (
    workspace_id text not null,
    answer text not null,
    slug text not null,
    posted smallint not null,
    claimed_at bigint not null,
    constraint shares_pk primary key (workspace_id, answer, slug)
  )`.execute(transaction);
}
