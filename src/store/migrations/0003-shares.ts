import type { Transaction } from 'kysely';

/** Articles that were shared from an answer, claimed before they are posted. */
export async function createShares(transaction: Transaction<unknown>): Promise<void> {
  await transaction.schema
    .createTable('shares')
    .addColumn('workspace_id', 'text', (c) => c.notNull())
    .addColumn('answer', 'text', (c) => c.notNull())
    .addColumn('slug', 'text', (c) => c.notNull())
    .addColumn('posted', 'smallint', (c) => c.notNull())
    .addColumn('claimed_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('shares_pk', ['workspace_id', 'answer', 'slug'])
    .execute();
}
