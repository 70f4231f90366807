import type { Kysely } from 'kysely';
import type { Tables } from './tables.ts';

/** Since when things are kept, in epoch milliseconds. */
export interface Kept {
  /** Answers and shares: with what is older nobody can come again. */
  readonly said: number;
  /** Ratings, and questions to owners. */
  readonly asked: number;
  /** Questions that found nothing. */
  readonly unanswered: number;
  /** Who changed what, what was delivered, and versions of articles that may still be compared. */
  readonly history: number;
  /** The first week of whose counts the history is, such as `2026-W48`. */
  readonly historyWeek: string;
}

/** An owner's monthly message must be known until its month is over, whatever the retention. */
const monthMs = 32 * 24 * 60 * 60 * 1000;

/** Deletes what is older and what nobody needs any more. `db` is confined to one workspace. */
export async function purge(db: Kysely<Tables>, kept: Kept): Promise<void> {
  const { said, asked, unanswered, history, historyWeek } = kept;
  await db.deleteFrom('ratings').where('ratedAt', '<', asked).execute();
  await db.deleteFrom('asks').where('changedAt', '<', asked).execute();
  await db.deleteFrom('unanswered').where('askedAt', '<', unanswered).execute();
  await db.deleteFrom('shownCounts').where('week', '<', historyWeek).execute();
  await db.deleteFrom('audit').where('at', '<', history).execute();
  await db
    .deleteFrom('deliveries')
    .where((eb) =>
      eb.or([
        eb('finishedAt', '<', history - monthMs),
        eb('finishedAt', '<', history).and('kind', '<>', 'review'),
        eb('finishedAt', '<', said).and('kind', 'in', ['reply', 'share']),
      ]),
    )
    .execute();
  await purgeVersions(db, history);
}

/** What no digest will ever be compared with again: for each, a later version is old enough too. */
async function purgeVersions(db: Kysely<Tables>, before: number): Promise<void> {
  const recorded = await db
    .selectFrom('contentRevisions')
    .select((eb) => eb.fn.max('revision').as('revision'))
    .where('recordedAt', '<', before)
    .executeTakeFirst();
  const covered = await db
    .selectFrom('subscriptions')
    .select((eb) => eb.fn.min('coveredRevision').as('revision'))
    .executeTakeFirst();
  const oldest = Math.min(recorded?.revision ?? 0, covered?.revision ?? Infinity);
  await db
    .deleteFrom('articleVersions')
    .where('revision', '<', oldest)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('articleVersions as newer')
          .select('newer.slug')
          .whereRef('newer.slug', '=', 'articleVersions.slug')
          .whereRef('newer.revision', '>', 'articleVersions.revision')
          .where('newer.revision', '<=', oldest),
      ),
    )
    .execute();
}
