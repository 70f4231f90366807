import type { Kysely, Selectable } from 'kysely';
import { z } from 'zod';
import type { ReviewMark, ReviewStore } from '../upkeep/review-store.ts';
import { type StoreLocation, withDatabase } from './open-dialect.ts';
import type { Tables } from './tables.ts';

/** What people said about articles, and how often each was shown. `db` is confined to one workspace. */
export function createReviewQueries(db: Kysely<Tables>): ReviewStore {
  return {
    listMarks: async () => {
      const rows = await db.selectFrom('review_marks').selectAll().execute();
      return rows.flatMap(parseMark);
    },

    putMark: (mark) =>
      db.transaction().execute(async (transaction) => {
        const { slug, verdict } = mark;
        const values = {
          marked_by: mark.by,
          marked_at: mark.at,
          source: mark.source,
          path: mark.path,
          fingerprint: mark.fingerprint,
        };
        await transaction
          .insertInto('review_marks')
          .values({ slug, verdict, ...values })
          .onConflict((conflict) =>
            conflict.columns(['workspace_id', 'slug', 'verdict']).doUpdateSet(values),
          )
          .execute();
        if (verdict !== 'right') return;
        await transaction
          .deleteFrom('review_marks')
          .where('slug', '=', slug)
          .where('verdict', '=', 'needsWork')
          .execute();
      }),

    addShown: async (week, counts) => {
      if (counts.length === 0) return;
      await db
        .insertInto('shown_counts')
        .values(counts.map((count) => ({ week, ...count })))
        .onConflict((conflict) =>
          conflict.columns(['workspace_id', 'week', 'slug']).doUpdateSet((eb) => ({
            shown: eb('shown_counts.shown', '+', eb.ref('excluded.shown')),
            led: eb('shown_counts.led', '+', eb.ref('excluded.led')),
          })),
        )
        .execute();
    },

    listShown: async (from, to) => {
      const rows = await db
        .selectFrom('shown_counts')
        .select((eb) => [
          'slug',
          eb.fn.sum<number | string>('shown').as('shown'),
          eb.fn.sum<number | string>('led').as('led'),
        ])
        .where('week', '>=', from)
        .where('week', '<=', to)
        .groupBy('slug')
        .orderBy('led', 'desc')
        .orderBy('slug')
        .execute();
      return rows.map(({ slug, shown, led }) => ({ slug, shown: Number(shown), led: Number(led) }));
    },

    firstShownWeek: async () => {
      const row = await db
        .selectFrom('shown_counts')
        .select((eb) => eb.fn.min('week').as('week'))
        .executeTakeFirst();
      // Null when there is none, which the types do not say.
      return row?.week ?? undefined;
    },
  };
}

/** What people said about articles, in every workspace; nothing where none was ever asked. */
export function readReviewMarks(location: StoreLocation): Promise<readonly ReviewMark[]> {
  return withDatabase(location, async (db, tables) =>
    tables.some(({ name }) => name === 'review_marks') ? createReviewQueries(db).listMarks() : [],
  );
}

const verdict = z.enum(['right', 'needsWork', 'notMine']);

/** Nothing for a verdict that a later release may know. */
function parseMark(row: Selectable<Tables['review_marks']>): readonly ReviewMark[] {
  const said = verdict.safeParse(row.verdict);
  if (!said.success) return [];
  return [
    {
      slug: row.slug,
      verdict: said.data,
      by: row.marked_by,
      at: row.marked_at,
      source: row.source,
      path: row.path,
      fingerprint: row.fingerprint,
    },
  ];
}
