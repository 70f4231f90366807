import type { Transaction } from 'kysely';

/** What people say about answers, what found none, and what is asked of people. */
export async function createUpkeepTables({ schema }: Transaction<unknown>): Promise<void> {
  await schema
    .createTable('mutes')
    .addColumn('workspace_id', 'text', (c) => c.notNull())
    .addColumn('user_id', 'text', (c) => c.notNull())
    .addColumn('muted_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('mutes_pk', ['workspace_id', 'user_id'])
    .execute();
  // With it a person is a hash in the tables below: they can be counted, and forgotten by their id.
  await schema
    .createTable('person_keys')
    .addColumn('workspace_id', 'text', (c) => c.primaryKey())
    .addColumn('value', 'text', (c) => c.notNull())
    .execute();
  await schema
    .createTable('ratings')
    .addColumn('workspace_id', 'text', (c) => c.notNull())
    .addColumn('person', 'text', (c) => c.notNull())
    .addColumn('answer', 'text', (c) => c.notNull())
    .addColumn('slug', 'text', (c) => c.notNull())
    .addColumn('helpful', 'smallint', (c) => c.notNull())
    .addColumn('reason', 'text')
    .addColumn('note', 'text')
    .addColumn('rated_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('ratings_pk', ['workspace_id', 'person', 'answer'])
    .execute();
  await schema
    .createTable('unanswered')
    .addColumn('workspace_id', 'text', (c) => c.notNull())
    .addColumn('person', 'text', (c) => c.notNull())
    .addColumn('week', 'integer', (c) => c.notNull())
    .addColumn('stems', 'text', (c) => c.notNull())
    .addColumn('question', 'text', (c) => c.notNull())
    .addColumn('topic', 'text')
    .addColumn('asked_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('unanswered_pk', ['workspace_id', 'person', 'week', 'stems'])
    .execute();
  await schema
    .createTable('asks')
    .addColumn('workspace_id', 'text', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('asker', 'text', (c) => c.notNull())
    .addColumn('same', 'text', (c) => c.notNull())
    .addColumn('question', 'text', (c) => c.notNull())
    .addColumn('slug', 'text')
    .addColumn('recipient_kind', 'text', (c) => c.notNull())
    .addColumn('recipient_id', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('answered_by', 'text')
    .addColumn('answer_slug', 'text')
    .addColumn('asked_at', 'bigint', (c) => c.notNull())
    .addColumn('changed_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('asks_pk', ['workspace_id', 'id'])
    .addUniqueConstraint('asks_once', ['workspace_id', 'same'])
    .execute();
}
