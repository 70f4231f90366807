import type { Transaction } from 'kysely';

/** A digest may end with what keeps the library alive. */
export async function addDigestUpkeep({ schema }: Transaction<unknown>): Promise<void> {
  await schema
    .alterTable('subscriptions')
    .addColumn('with_upkeep', 'smallint', (c) => c.notNull().defaultTo(0))
    .execute();
}
