import type { Transaction } from 'kysely';

/** Subscriptions, what was promised to them, the history of articles, and who changed what. */
export async function createDigestTables(transaction: Transaction<unknown>): Promise<void> {
  const { schema } = transaction;
  await schema
    .createTable('subscriptions')
    .addColumn('workspace_id', 'text', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('channel_id', 'text', (c) => c.notNull())
    .addColumn('place', 'text', (c) => c.notNull())
    .addColumn('weekday', 'integer', (c) => c.notNull())
    .addColumn('time', 'text', (c) => c.notNull())
    .addColumn('time_zone', 'text', (c) => c.notNull())
    .addColumn('topics', 'text', (c) => c.notNull())
    .addColumn('even_if_empty', 'integer', (c) => c.notNull())
    .addColumn('standing', 'text', (c) => c.notNull())
    .addColumn('standing_by', 'text')
    .addColumn('standing_reason', 'text')
    .addColumn('standing_since', 'bigint')
    .addColumn('created_by', 'text', (c) => c.notNull())
    .addColumn('changed_by', 'text', (c) => c.notNull())
    .addColumn('channel_creator', 'text')
    .addColumn('next_week', 'text')
    .addColumn('next_at', 'bigint')
    .addColumn('last_week', 'text')
    .addColumn('covered_revision', 'integer')
    .addColumn('covered_at', 'bigint')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('changed_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('subscriptions_pk', ['workspace_id', 'id'])
    .addUniqueConstraint('subscriptions_one_a_channel', ['workspace_id', 'channel_id'])
    .execute();
  await schema
    .createIndex('subscriptions_due')
    .on('subscriptions')
    .columns(['workspace_id', 'standing', 'next_at'])
    .execute();

  await schema
    .createTable('deliveries')
    .addColumn('workspace_id', 'text', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('subscription_id', 'text', (c) => c.notNull())
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
    .addPrimaryKeyConstraint('deliveries_pk', ['workspace_id', 'id'])
    // A notice has no week, and nulls are never equal: this binds digests alone.
    .addUniqueConstraint('deliveries_one_a_week', ['workspace_id', 'subscription_id', 'week'])
    .addForeignKeyConstraint(
      'deliveries_of_subscription',
      ['workspace_id', 'subscription_id'],
      'subscriptions',
      ['workspace_id', 'id'],
    )
    .execute();
  await schema
    .createIndex('deliveries_open')
    .on('deliveries')
    .columns(['workspace_id', 'kind', 'available_at'])
    .where('state' as never, 'in', ['pending', 'sending'])
    .execute();

  await schema
    .createTable('content_revisions')
    .addColumn('workspace_id', 'text', (c) => c.notNull())
    .addColumn('revision', 'integer', (c) => c.notNull())
    .addColumn('recorded_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('content_revisions_pk', ['workspace_id', 'revision'])
    .execute();

  await schema
    .createTable('article_versions')
    .addColumn('workspace_id', 'text', (c) => c.notNull())
    .addColumn('slug', 'text', (c) => c.notNull())
    .addColumn('revision', 'integer', (c) => c.notNull())
    .addColumn('fingerprint', 'text', (c) => c.notNull())
    .addColumn('minor', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('article_versions_pk', ['workspace_id', 'slug', 'revision'])
    .execute();
  await schema
    .createIndex('article_versions_by_revision')
    .on('article_versions')
    .columns(['workspace_id', 'revision'])
    .execute();

  await schema
    .createTable('shown_articles')
    .addColumn('workspace_id', 'text', (c) => c.notNull())
    .addColumn('subscription_id', 'text', (c) => c.notNull())
    .addColumn('slug', 'text', (c) => c.notNull())
    .addColumn('shown_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('shown_articles_pk', ['workspace_id', 'subscription_id', 'slug'])
    .addForeignKeyConstraint(
      'shown_articles_of_subscription',
      ['workspace_id', 'subscription_id'],
      'subscriptions',
      ['workspace_id', 'id'],
    )
    .execute();

  await schema
    .createTable('audit')
    .addColumn('workspace_id', 'text', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('actor', 'text', (c) => c.notNull())
    .addColumn('action', 'text', (c) => c.notNull())
    .addColumn('subscription_id', 'text', (c) => c.notNull())
    .addColumn('channel_id', 'text', (c) => c.notNull())
    .addColumn('before', 'text')
    .addColumn('after', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('audit_pk', ['workspace_id', 'id'])
    .execute();
  await schema
    .createIndex('audit_of_channel')
    .on('audit')
    .columns(['workspace_id', 'channel_id', 'at'])
    .execute();
}
