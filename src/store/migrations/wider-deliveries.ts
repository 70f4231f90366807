import { sql, type Transaction } from 'kysely';

const columns = [
  'workspace_id',
  'id',
  'kind',
  'subscription_id',
  'week',
  'recipient_kind',
  'recipient_id',
  'notice',
  'content',
  'state',
  'reason',
  'due_at',
  'available_at',
  'claim_token',
  'attempts',
  'unconfirmed',
  'message_ts',
  'created_at',
  'finished_at',
].join(', ');

/**
 * Deliveries take in what is not about a digest, and may go to a thread. SQLite cannot let a column
 * be null after all, so the table is made anew; whoever knew the old one finds all of it in this.
 */
export async function widenDeliveries(transaction: Transaction<unknown>): Promise<void> {
  const { schema } = transaction;
  await schema
    .createTable('wider_deliveries')
    .addColumn('workspace_id', 'text', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('subscription_id', 'text')
    .addColumn('week', 'text')
    .addColumn('recipient_kind', 'text', (c) => c.notNull())
    .addColumn('recipient_id', 'text', (c) => c.notNull())
    .addColumn('notice', 'text')
    .addColumn('content', 'text')
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('reason', 'text')
    .addColumn('due_at', 'bigint', (c) => c.notNull())
    .addColumn('available_at', 'bigint', (c) => c.notNull())
    .addColumn('claim_token', 'text')
    .addColumn('attempts', 'integer', (c) => c.notNull())
    .addColumn('unconfirmed', 'integer', (c) => c.notNull())
    .addColumn('message_ts', 'text')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('finished_at', 'bigint')
    .addColumn('thread_ts', 'text')
    .addPrimaryKeyConstraint('wider_deliveries_pk', ['workspace_id', 'id'])
    // What is no digest has no week, and nulls are never equal: this binds digests alone.
    .addUniqueConstraint('wider_deliveries_one_a_week', ['workspace_id', 'subscription_id', 'week'])
    .addForeignKeyConstraint(
      'wider_deliveries_of_subscription',
      ['workspace_id', 'subscription_id'],
      'subscriptions',
      ['workspace_id', 'id'],
    )
    .execute();
  await sql`insert into wider_deliveries (${sql.raw(columns)})
    select ${sql.raw(columns)} from deliveries`.execute(transaction);
  await schema.dropTable('deliveries').execute();
  await schema.alterTable('wider_deliveries').renameTo('deliveries').execute();
  await schema
    .createIndex('deliveries_open_by_kind')
    .on('deliveries')
    .columns(['workspace_id', 'kind', 'available_at'])
    .where('state' as never, 'in', ['pending', 'sending', 'waiting'])
    .execute();
  await schema
    .createIndex('deliveries_to')
    .on('deliveries')
    .columns(['workspace_id', 'recipient_id'])
    .execute();
}
