import { createHmac, randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { NewItem } from '../outbox/item.ts';
import type { Ask } from '../upkeep/ask.ts';
import type { ReviewMark, UpkeepStore } from '../upkeep/upkeep-store.ts';
import { type StoreLocation, withDatabase } from './open-dialect.ts';
import { insertNew, waitingRow } from './rows.ts';
import type { Tables } from './tables.ts';

/** What is kept for the upkeep of the library. `db` is confined to one workspace. */
export function createUpkeepQueries(db: Kysely<Tables>, newId: () => string): UpkeepStore {
  let key: string | undefined;

  /** Made once; whichever process is first. */
  const readKey = async (): Promise<string> => {
    if (key !== undefined) return key;
    await insertNew(db, 'personKeys', { value: randomBytes(32).toString('base64url') });
    const { value } = await db.selectFrom('personKeys').select('value').executeTakeFirstOrThrow();
    key = value;
    return value;
  };
  const hashOf = async (text: string) => keyedHash(await readKey(), text);

  return {
    isMuted: async (userId) => {
      const row = await db
        .selectFrom('mutes')
        .select('userId')
        .where('userId', '=', userId)
        .executeTakeFirst();
      return row !== undefined;
    },

    mute: async (userId, now) => {
      await insertNew(db, 'mutes', { userId: userId, mutedAt: now });
    },

    unmute: async (userId) => {
      await db.deleteFrom('mutes').where('userId', '=', userId).execute();
    },

    rate: async (userId, rating, now) => {
      const row = { ...rating, helpful: rating.helpful ? 1 : 0, ratedAt: now };
      return insertNew(db, 'ratings', { ...row, person: await hashOf(userId) });
    },

    countUnhelpful: async () => {
      const rows = await db
        .selectFrom('ratings')
        .select((eb) => ['slug', eb.fn.countAll().as('times')])
        .where('helpful', '=', 0)
        .groupBy('slug')
        .execute();
      return new Map(rows.map(({ slug, times }) => [slug, Number(times)]));
    },

    addUnanswered: async (userId, asked) => {
      const stems = asked.stems.toSorted().join(' ');
      await insertNew(db, 'unanswered', { ...asked, stems, person: await hashOf(userId) });
    },

    listUnanswered: async () => {
      const rows = await db
        .selectFrom('unanswered')
        .select(['question', 'stems', 'topic', 'person', 'week', 'askedAt'])
        .execute();
      return rows.map((row) => ({ ...row, stems: row.stems.split(' ') }));
    },

    addAsk: async (plan) => {
      const { ask, items } = plan(newId());
      const { to, ...rest } = ask;
      const row = {
        ...rest,
        same: await hashOf(`${ask.asker} ${ask.question.toLowerCase()}`),
        recipientKind: to.kind,
        recipientId: to.id,
        changedAt: ask.askedAt,
      };
      return db.transaction().execute(async (transaction) => {
        if (!(await insertNew(transaction, 'asks', row))) return false;
        await insertItems(transaction, items, ask.askedAt);
        return true;
      });
    },

    getAsk: (id) => getAsk(db, id),

    changeAsk: async (id, now, decide) => {
      for (;;) {
        const before = await getAsk(db, id);
        const change = before && decide(before);
        if (!before || !change) return undefined;
        const written = await db.transaction().execute(async (transaction) => {
          const { state, answeredBy = null, answerSlug = null } = change.ask;
          const updated = await transaction
            .updateTable('asks')
            .set({ state, answeredBy, answerSlug, changedAt: now })
            .where('id', '=', id)
            .where('state', '=', before.state)
            .executeTakeFirst();
          if (updated.numUpdatedRows === 0n) return false;
          await insertItems(transaction, change.items, now);
          return true;
        });
        if (written) return change.ask;
      }
    },

    listMarks: () => listMarks(db),

    putMark: ({ slug, verdict, by, at, ...rest }) =>
      db.transaction().execute(async (transaction) => {
        const values = { ...rest, markedBy: by, markedAt: at };
        await transaction
          .insertInto('reviewMarks')
          .values({ slug, verdict, ...values })
          .onConflict((conflict) =>
            conflict.columns(['workspaceId', 'slug', 'verdict']).doUpdateSet(values),
          )
          .execute();
        if (verdict !== 'right') return;
        await transaction
          .deleteFrom('reviewMarks')
          .where('slug', '=', slug)
          .where('verdict', '=', 'needsWork')
          .execute();
      }),

    addShown: async (week, counts) => {
      if (counts.length === 0) return;
      await db
        .insertInto('shownCounts')
        .values(counts.map((count) => ({ week, ...count })))
        .onConflict((conflict) =>
          conflict.columns(['workspaceId', 'week', 'slug']).doUpdateSet((eb) => ({
            shown: eb('shownCounts.shown', '+', eb.ref('excluded.shown')),
            led: eb('shownCounts.led', '+', eb.ref('excluded.led')),
          })),
        )
        .execute();
    },

    listShown: async (from, to) => {
      const rows = await db
        .selectFrom('shownCounts')
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
        .selectFrom('shownCounts')
        .select((eb) => eb.fn.min('week').as('week'))
        .executeTakeFirst();
      return row?.week;
    },
  };
}

/** What tells people apart without naming them; only with the key can a name be tried on it. */
export function keyedHash(key: string, text: string): string {
  return createHmac('sha256', key).update(text).digest('base64url').slice(0, 22);
}

async function insertItems(
  transaction: Kysely<Tables>,
  items: readonly NewItem[],
  now: number,
): Promise<void> {
  for (const item of items) await insertNew(transaction, 'deliveries', waitingRow(item, now));
}

async function getAsk(db: Kysely<Tables>, id: string): Promise<Ask | undefined> {
  const row = await db
    .selectFrom('asks')
    .select(['id', 'asker', 'question', 'slug', 'recipientKind', 'recipientId'])
    .select(['state', 'answeredBy', 'answerSlug', 'askedAt'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { recipientKind, recipientId, ...ask } = row;
  return { ...ask, to: { kind: recipientKind, id: recipientId } };
}

/** What people said about articles, in every workspace; nothing where none was ever asked. */
export function readReviewMarks(location: StoreLocation): Promise<readonly ReviewMark[]> {
  return withDatabase(location, async (db, tables) =>
    tables.some(({ name }) => name === 'review_marks') ? listMarks(db) : [],
  );
}

/** None of a verdict that a later release may know. */
async function listMarks(db: Kysely<Tables>): Promise<readonly ReviewMark[]> {
  const rows = await db
    .selectFrom('reviewMarks')
    .select(['slug', 'verdict', 'markedBy as by', 'markedAt as at'])
    .select(['source', 'path', 'fingerprint'])
    .execute();
  return rows.flatMap((row) => {
    const { success, data } = verdict.safeParse(row.verdict);
    return success ? [{ ...row, verdict: data }] : [];
  });
}

const verdict = z.enum(['right', 'needsWork', 'notMine']);
