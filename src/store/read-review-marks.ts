import { Kysely } from 'kysely';
import type { ReviewMark } from '../upkeep/review-store.ts';
import type { StoreLocation } from './open-store.ts';
import { openDialect } from './personal-data.ts';
import { createReviewQueries } from './review-queries.ts';
import type { Tables } from './tables.ts';

/** What people said about articles, in every workspace; nothing where none was ever asked. */
export async function readReviewMarks(location: StoreLocation): Promise<readonly ReviewMark[]> {
  const db = new Kysely<Tables>({ dialect: openDialect(location) });
  try {
    const tables = await db.introspection.getTables();
    if (!tables.some(({ name }) => name === 'review_marks')) return [];
    return await createReviewQueries(db).listMarks();
  } finally {
    await db.destroy();
  }
}
