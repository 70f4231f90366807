import type { Transaction } from 'kysely';

/** Events that were acknowledged before they were answered. */
export async function createEventInbox(transaction: Transaction<unknown>): Promise<void> {
  await transaction.schema
    .createTable('event_inbox')
    .addColumn('workspace_id', 'text', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('body', 'text', (c) => c.notNull())
    .addColumn('kept_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('event_inbox_pk', ['workspace_id', 'id'])
    .execute();
}
