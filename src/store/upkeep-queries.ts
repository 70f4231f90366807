import { randomBytes } from 'node:crypto';
import type { Insertable, Kysely, Selectable } from 'kysely';
import { z } from 'zod';
import type { NewItem } from '../outbox/item.ts';
import type { Ask } from '../upkeep/ask.ts';
import type { ReviewMark, UpkeepStore } from '../upkeep/upkeep-store.ts';
import { keyedHash } from './keyed-hash.ts';
import { type StoreLocation, withDatabase } from './open-dialect.ts';
import { insertNew, waitingRow } from './rows.ts';
import type { Tables } from './tables.ts';

/** What is kept for the upkeep of the library. `db` is confined to one workspace. */
export function createUpkeepQueries(
  db: Kysely<Tables>,
  newId: () => string,
): Omit<UpkeepStore, 'enqueue'> {
  let key: string | undefined;

  /** Made once; whichever process is first. */
  const readKey = async (): Promise<string> => {
    if (key !== undefined) return key;
    await insertNew(db, 'person_keys', { value: randomBytes(32).toString('base64url') });
    const { value } = await db.selectFrom('person_keys').select('value').executeTakeFirstOrThrow();
    key = value;
    return value;
  };
  const hashOf = async (text: string) => keyedHash(await readKey(), text);

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
      await insertNew(db, 'mutes', { user_id: userId, muted_at: now });
    },

    unmute: async (userId) => {
      await db.deleteFrom('mutes').where('user_id', '=', userId).execute();
    },

    rate: async (userId, { answer, slug, helpful, reason, note }, now) =>
      insertNew(db, 'ratings', {
        person: await hashOf(userId),
        answer,
        slug,
        helpful: helpful ? 1 : 0,
        reason: reason ?? null,
        note: note ?? null,
        rated_at: now,
      }),

    countUnhelpful: async () => {
      const rows = await db
        .selectFrom('ratings')
        .select((eb) => ['slug', eb.fn.countAll().as('times')])
        .where('helpful', '=', 0)
        .groupBy('slug')
        .execute();
      return new Map(rows.map(({ slug, times }) => [slug, Number(times)]));
    },

    addUnanswered: async (userId, { question, stems, topic, week, askedAt }) => {
      await insertNew(db, 'unanswered', {
        person: await hashOf(userId),
        week,
        stems: stems.toSorted().join(' '),
        question,
        topic: topic ?? null,
        asked_at: askedAt,
      });
    },

    listUnanswered: async () => {
      const rows = await db.selectFrom('unanswered').selectAll().execute();
      return rows.map(({ question, stems, topic, person, week, asked_at: askedAt }) => ({
        question,
        stems: stems.split(' '),
        topic: topic ?? undefined,
        person,
        week,
        askedAt,
      }));
    },

    addAsk: async (plan) => {
      const { ask, items } = plan(newId());
      const row = {
        ...askRow(ask),
        same: await hashOf(`${ask.asker} ${ask.question.toLowerCase()}`),
        changed_at: ask.askedAt,
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
          const { state, answered_by, answer_slug } = askRow(change.ask);
          const updated = await transaction
            .updateTable('asks')
            .set({ state, answered_by, answer_slug, changed_at: now })
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

async function insertItems(
  transaction: Kysely<Tables>,
  items: readonly NewItem[],
  now: number,
): Promise<void> {
  for (const item of items) await insertNew(transaction, 'deliveries', waitingRow(item, now));
}

async function getAsk(db: Kysely<Tables>, id: string): Promise<Ask | undefined> {
  const row = await db.selectFrom('asks').selectAll().where('id', '=', id).executeTakeFirst();
  return row && parseAsk(row);
}

function parseAsk(row: Selectable<Tables['asks']>): Ask {
  return {
    id: row.id,
    asker: row.asker,
    question: row.question,
    slug: row.slug ?? undefined,
    to: { kind: row.recipient_kind, id: row.recipient_id },
    state: row.state,
    answeredBy: row.answered_by ?? undefined,
    answerSlug: row.answer_slug ?? undefined,
    askedAt: row.asked_at,
  };
}

function askRow(ask: Ask): Omit<Insertable<Tables['asks']>, 'changed_at' | 'same'> {
  return {
    id: ask.id,
    asker: ask.asker,
    question: ask.question,
    slug: ask.slug ?? null,
    recipient_kind: ask.to.kind,
    recipient_id: ask.to.id,
    state: ask.state,
    answered_by: ask.answeredBy ?? null,
    answer_slug: ask.answerSlug ?? null,
    asked_at: ask.askedAt,
  };
}

/** What people said about articles, in every workspace; nothing where none was ever asked. */
export function readReviewMarks(location: StoreLocation): Promise<readonly ReviewMark[]> {
  return withDatabase(location, async (db, tables) =>
    tables.some(({ name }) => name === 'review_marks') ? listMarks(db) : [],
  );
}

async function listMarks(db: Kysely<Tables>): Promise<readonly ReviewMark[]> {
  const rows = await db.selectFrom('review_marks').selectAll().execute();
  return rows.flatMap(parseMark);
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
