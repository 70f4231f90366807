import type { Kysely } from 'kysely';
import type { Tables } from './tables.ts';

/** Slack's events on their way to an answer; the surface that receives them says what they are for. */
export interface InboxStore {
  keep(event: { readonly id: string; readonly body: string }, now: number): Promise<void>;
  forget(id: string): Promise<void>;
  /** Oldest first. */
  list(): Promise<readonly { readonly id: string; readonly body: string }[]>;
}

/** `db` is confined to one workspace. */
export function createInboxQueries(db: Kysely<Tables>): InboxStore {
  return {
    keep: async ({ id, body }, now) => {
      await db
        .insertInto('event_inbox')
        .values({ id, body, kept_at: now })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    forget: async (id) => {
      await db.deleteFrom('event_inbox').where('id', '=', id).execute();
    },
    list: () =>
      db
        .selectFrom('event_inbox')
        .select(['id', 'body'])
        .orderBy('kept_at')
        .orderBy('id')
        .execute(),
  };
}
