import { randomBytes } from 'node:crypto';
import type { Insertable, Kysely, Selectable } from 'kysely';
import { z } from 'zod';
import type { NewItem } from '../outbox/item.ts';
import type { Ask, AskState } from '../upkeep/ask.ts';
import type { UpkeepStore } from '../upkeep/upkeep-store.ts';
import { keyedHash } from './keyed-hash.ts';
import { waitingRow } from './outbox-queries.ts';
import { allOf } from './rows.ts';
import type { AsksTable, Tables } from './tables.ts';

/** What is kept for the upkeep of the library. `db` is confined to one workspace. */
export function createUpkeepQueries(
  db: Kysely<Tables>,
  newId: () => string,
): Omit<UpkeepStore, 'enqueue'> {
  let key: string | undefined;

  /** Made once; whichever process is first. */
  const readKey = async (): Promise<string> => {
    if (key !== undefined) return key;
    await db
      .insertInto('person_keys')
      .values({ value: randomBytes(32).toString('base64url') })
      .onConflict((conflict) => conflict.column('workspace_id').doNothing())
      .execute();
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
      await db
        .insertInto('mutes')
        .values({ user_id: userId, muted_at: now })
        .onConflict((conflict) => conflict.columns(['workspace_id', 'user_id']).doNothing())
        .execute();
    },

    unmute: async (userId) => {
      await db.deleteFrom('mutes').where('user_id', '=', userId).execute();
    },

    rate: async (userId, { answer, slug, helpful, reason, note }, now) => {
      const written = await db
        .insertInto('ratings')
        .values({
          person: await hashOf(userId),
          answer,
          slug,
          helpful: helpful ? 1 : 0,
          reason: reason ?? null,
          note: note ?? null,
          rated_at: now,
        })
        .onConflict((conflict) =>
          conflict.columns(['workspace_id', 'person', 'answer']).doNothing(),
        )
        .executeTakeFirst();
      return (written.numInsertedOrUpdatedRows ?? 0n) > 0n;
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

    addUnanswered: async (userId, { question, stems, topic, week, askedAt }) => {
      const person = await hashOf(userId);
      await db
        .insertInto('unanswered')
        .values({
          person,
          week,
          stems: stems.toSorted().join(' '),
          question,
          topic: topic ?? null,
          asked_at: askedAt,
        })
        .onConflict((conflict) =>
          conflict.columns(['workspace_id', 'person', 'week', 'stems']).doNothing(),
        )
        .execute();
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
        const written = await transaction
          .insertInto('asks')
          .values(row)
          .onConflict((conflict) => conflict.columns(['workspace_id', 'same']).doNothing())
          .executeTakeFirst();
        if ((written.numInsertedOrUpdatedRows ?? 0n) === 0n) return false;
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
  };
}

async function insertItems(
  transaction: Kysely<Tables>,
  items: readonly NewItem[],
  now: number,
): Promise<void> {
  for (const item of items) {
    await transaction
      .insertInto('deliveries')
      .values(waitingRow(item, now))
      .onConflict((conflict) => conflict.columns(['workspace_id', 'id']).doNothing())
      .execute();
  }
}

const askState = z.enum(
  allOf<AskState>({ open: true, promised: true, linked: true, declined: true, undelivered: true }),
);

async function getAsk(db: Kysely<Tables>, id: string): Promise<Ask | undefined> {
  const row = await db.selectFrom('asks').selectAll().where('id', '=', id).executeTakeFirst();
  return row && parseAsk(row);
}

function parseAsk(row: Selectable<AsksTable>): Ask {
  return {
    id: row.id,
    asker: row.asker,
    question: row.question,
    slug: row.slug ?? undefined,
    to: { kind: z.enum(['user', 'channel']).parse(row.recipient_kind), id: row.recipient_id },
    state: askState.parse(row.state),
    answeredBy: row.answered_by ?? undefined,
    answerSlug: row.answer_slug ?? undefined,
    askedAt: row.asked_at,
  };
}

function askRow(ask: Ask): Omit<Insertable<AsksTable>, 'changed_at' | 'same'> {
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
