import type { Kysely } from 'kysely';
import type { Tables } from './tables.ts';

interface Share {
  readonly answer: string;
  readonly slug: string;
}

/** What was shared from which answer; the surface where people share says what that means. */
export interface ShareStore {
  claim(share: Share, now: number): Promise<'claimed' | 'underWay' | 'posted'>;
  confirm(share: Share): Promise<void>;
  release(share: Share): Promise<void>;
  listPosted(answer: string): Promise<readonly string[]>;
}

/** Nobody has an answer's buttons before them for longer. */
const rememberMs = 7 * 24 * 60 * 60 * 1000;

/** `db` is confined to one workspace. */
export function createShareQueries(db: Kysely<Tables>): ShareStore {
  return {
    claim: async ({ answer, slug }, now) => {
      await db
        .deleteFrom('shares')
        .where('claimed_at', '<', now - rememberMs)
        .execute();
      const added = await db
        .insertInto('shares')
        .values({ answer, slug, posted: 0, claimed_at: now })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      if (added.numInsertedOrUpdatedRows === 1n) return 'claimed';
      const row = await db
        .selectFrom('shares')
        .select('posted')
        .where('answer', '=', answer)
        .where('slug', '=', slug)
        .executeTakeFirst();
      return row?.posted === 1 ? 'posted' : 'underWay';
    },
    confirm: async ({ answer, slug }) => {
      await db
        .updateTable('shares')
        .set({ posted: 1 })
        .where('answer', '=', answer)
        .where('slug', '=', slug)
        .execute();
    },
    release: async ({ answer, slug }) => {
      await db.deleteFrom('shares').where('answer', '=', answer).where('slug', '=', slug).execute();
    },
    listPosted: async (answer) => {
      const rows = await db
        .selectFrom('shares')
        .select('slug')
        .where('answer', '=', answer)
        .where('posted', '=', 1)
        .execute();
      return rows.map(({ slug }) => slug);
    },
  };
}
