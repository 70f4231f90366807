import type { Transaction } from 'kysely';

/** What people said about articles when they were asked, and how often each was an answer. */
export async function createReviewTables({ schema }: Transaction<unknown>): Promise<void> {
  await schema
    .createTable('review_marks')
    .addColumn('workspace_id', 'text', (c) => c.notNull())
    .addColumn('slug', 'text', (c) => c.notNull())
    .addColumn('verdict', 'text', (c) => c.notNull())
    .addColumn('marked_by', 'text', (c) => c.notNull())
    .addColumn('marked_at', 'bigint', (c) => c.notNull())
    .addColumn('source', 'text', (c) => c.notNull())
    .addColumn('path', 'text', (c) => c.notNull())
    .addColumn('fingerprint', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('review_marks_pk', ['workspace_id', 'slug', 'verdict'])
    .execute();
  await schema
    .createTable('shown_counts')
    .addColumn('workspace_id', 'text', (c) => c.notNull())
    .addColumn('week', 'text', (c) => c.notNull())
    .addColumn('slug', 'text', (c) => c.notNull())
    .addColumn('shown', 'integer', (c) => c.notNull())
    .addColumn('led', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('shown_counts_pk', ['workspace_id', 'week', 'slug'])
    .execute();
}
