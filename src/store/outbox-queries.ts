import type { Kysely, Selectable, Transaction } from 'kysely';
import type { OutboxStore } from '../outbox/outbox-store.ts';
import type { Engine } from './migrate.ts';
import { insertNew, parseContent, parseItem, waitingRow } from './rows.ts';
import { openStates, type Tables } from './tables.ts';

/** What is said once: the table is called after digests, which were the first. `db` is confined to one workspace. */
export function createOutboxQueries(
  db: Kysely<Tables>,
  engine: Engine,
  newId: () => string,
): OutboxStore {
  return {
    accept: async (item, now, until) => {
      const token = newId();
      const waiting = waitingRow(item, now);
      const begun = {
        state: waiting.state,
        reason: null,
        notice: waiting.notice,
        claimToken: token,
        availableAt: until,
        unconfirmed: 1,
        finishedAt: null,
      };
      const row = await db
        .insertInto('deliveries')
        .values({ ...waiting, ...begun, attempts: 1 })
        .onConflict((conflict) =>
          conflict
            .columns(['workspaceId', 'id'])
            .doUpdateSet((eb) => ({ ...begun, attempts: eb('deliveries.attempts', '+', 1) }))
            .where('deliveries.state', '=', 'failed'),
        )
        .returning('attempts')
        .executeTakeFirst();
      if (row) {
        const { attempts } = row;
        const ours = { ...item, attempts, unconfirmed: false, lastReason: undefined };
        return { kind: 'ours', claim: { item: ours, token } };
      }
      const known = await db
        .selectFrom('deliveries')
        .select('state')
        .where('id', '=', item.id)
        .executeTakeFirst();
      const state = known?.state;
      return {
        kind: 'known',
        standing: state === 'sent' || state === 'uncertain' ? state : 'open',
      };
    },

    enqueue: (item, now) => insertNew(db, 'deliveries', waitingRow(item, now)),

    claimNext: async (now, leaseMs, kinds, except = []) => {
      for (;;) {
        const token = newId();
        const row = await db
          .updateTable('deliveries')
          .set({ claimToken: token, availableAt: now + leaseMs })
          .where('id', '=', (eb) =>
            eb
              .selectFrom('deliveries')
              .select('id')
              .where('state', 'in', openStates)
              .where('kind', 'in', kinds)
              .where('availableAt', '<=', now)
              .$if(except.length > 0, (query) => query.where('id', 'not in', except))
              .orderBy('kind', 'desc')
              .orderBy('availableAt')
              .orderBy('id')
              .limit(1)
              // Whoever else is claiming takes another; SQLite lets one write at a time anyway.
              .$if(engine === 'postgres', (query) => query.forUpdate().skipLocked()),
          )
          .returningAll()
          .executeTakeFirst();
        if (!row) return undefined;
        const item = parseItem(row);
        if (item) return { item, token };
      }
    },

    beginAttempt: async (claim, until, content) => {
      const begun = await db
        .updateTable('deliveries')
        .set((eb) => ({
          unconfirmed: 1,
          attempts: eb('attempts', '+', 1),
          availableAt: until,
          ...(content !== undefined && { content: JSON.stringify(content) }),
        }))
        .where('id', '=', claim.item.id)
        .where('claimToken', '=', claim.token)
        .executeTakeFirst();
      return begun.numUpdatedRows > 0n;
    },

    settle: (claim, settlement, now) =>
      db.transaction().execute(async (transaction) => {
        const done = settlement.kind !== 'later';
        const row = await transaction
          .updateTable('deliveries')
          .set({
            claimToken: null,
            reason: 'reason' in settlement ? settlement.reason : null,
            ...(done
              ? { state: settlement.kind, unconfirmed: 0, finishedAt: now }
              : {
                  unconfirmed: settlement.unconfirmed ? 1 : 0,
                  availableAt: settlement.availableAt,
                }),
            ...(settlement.kind === 'sent' && { messageTs: settlement.messageTs }),
            ...(settlement.kind === 'skipped' && { content: JSON.stringify(settlement.content) }),
            // What a person asked is not kept once it is answered.
            ...(done && { notice: null }),
          })
          .where('id', '=', claim.item.id)
          .where('claimToken', '=', claim.token)
          .returningAll()
          .executeTakeFirst();
        if (!row) return false;
        if (settlement.kind === 'sent' || settlement.kind === 'skipped') {
          await recordDigest(transaction, row, now);
        }
        return true;
      }),

    holdUnconfirmed: async (until) => {
      await db
        .updateTable('deliveries')
        .set({ availableAt: until })
        .where('state', 'in', openStates)
        .where('unconfirmed', '=', 1)
        .where('availableAt', '<', until)
        .execute();
    },

    nextReadyAt: async (now) => {
      const row = await db
        .selectFrom('deliveries')
        .select((eb) => eb.fn.min('availableAt').as('at'))
        .where('state', 'in', openStates)
        .where('availableAt', '>', now)
        .executeTakeFirst();
      return row?.at;
    },

    listSent: async (recipientId) => {
      const rows = await db
        .selectFrom('deliveries')
        .select('id')
        .where('recipientId', '=', recipientId)
        .where('state', '=', 'sent')
        .execute();
      return rows.map(({ id }) => id);
    },
  };
}

/** The channel has been told what a digest says, or that there was nothing, up to a revision. */
async function recordDigest(
  transaction: Transaction<Tables>,
  { subscriptionId: id, dueAt: dueAt, content }: Selectable<Tables['deliveries']>,
  now: number,
): Promise<void> {
  const said = parseContent(content);
  if (id === undefined || !said) return;
  await transaction
    .updateTable('subscriptions')
    .set({ coveredRevision: said.revision, coveredAt: dueAt })
    .where('id', '=', id)
    .execute();
  const slugs = [...said.added, ...said.updated, ...(said.shelf === undefined ? [] : [said.shelf])];
  if (slugs.length === 0) return;
  await transaction
    .insertInto('shownArticles')
    .values(slugs.map((slug) => ({ subscriptionId: id, slug, shownAt: now })))
    .onConflict((conflict) =>
      conflict.columns(['workspaceId', 'subscriptionId', 'slug']).doUpdateSet({ shownAt: now }),
    )
    .execute();
}
