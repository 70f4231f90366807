import type { Kysely } from 'kysely';
import type { UpkeepStore } from '../upkeep/upkeep-store.ts';
import type { Tables } from './tables.ts';

/** What is kept for the upkeep of the library. `db` is confined to one workspace. */
export function createUpkeepQueries(db: Kysely<Tables>): UpkeepStore {
  return {
    isMuted: async (userId) => {
      const row = await db
        .selectFrom('mutes')
        .select('user_id')
        .where('user_id', '=', userId)
        .executeTakeFirst();
      return row !== undefined;
    },

    mute: async (userId, now) => {
      await db
        .insertInto('mutes')
        .values({ user_id: userId, muted_at: now })
        .onConflict((conflict) => conflict.columns(['workspace_id', 'user_id']).doNothing())
        .execute();
    },

    unmute: async (userId) => {
      await db.deleteFrom('mutes').where('user_id', '=', userId).execute();
    },
  };
}
