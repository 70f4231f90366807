import { sql, type Transaction } from 'kysely';

/** A digest may end with what keeps the library alive. */
export async function addDigestUpkeep(transaction: Transaction<unknown>): Promise<void> {
  await sql`alter table subscriptions add column with_upkeep smallint not null default 0`.execute(
    transaction,
  );
}
