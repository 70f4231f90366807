import type { Kysely, Selectable, Transaction } from 'kysely';
import type { DigestContent } from '../digest/delivery.ts';
import type { DigestStore } from '../digest/digest-store.ts';
import type { Engine } from './migrate.ts';
import { parseContent, parseDelivery, parseRunRecord } from './rows.ts';
import type { DeliveriesTable, Tables } from './tables.ts';

type DeliveryQueries = Pick<
  DigestStore,
  'claimNext' | 'beginAttempt' | 'settle' | 'holdUnconfirmed' | 'nextWakeAt' | 'listHistory'
>;

/** The queue of what was promised. `db` is confined to one workspace. */
export function createDeliveryQueries(
  db: Kysely<Tables>,
  engine: Engine,
  newId: () => string,
): DeliveryQueries {
  return {
    claimNext: async (now, leaseMs, except = []) => {
      const token = newId();
      const row = await db
        .updateTable('deliveries')
        .set({ state: 'sending', claim_token: token, available_at: now + leaseMs })
        .where('id', '=', (eb) =>
          eb
            .selectFrom('deliveries')
            .select('id')
            .where('state', 'in', ['pending', 'sending'])
            .where('available_at', '<=', now)
            .$if(except.length > 0, (query) => query.where('id', 'not in', except))
            // Notices first: somebody is waiting for them.
            .orderBy('kind', 'desc')
            .orderBy('available_at')
            .orderBy('id')
            .limit(1)
            // Whoever else is claiming takes another; SQLite lets one write at a time anyway.
            .$if(engine === 'postgres', (query) => query.forUpdate().skipLocked()),
        )
        .returningAll()
        .executeTakeFirst();
      return row && { delivery: parseDelivery(row), token };
    },

    beginAttempt: async (claim, until, content) => {
      const begun = await db
        .updateTable('deliveries')
        .set((eb) => ({
          unconfirmed: 1,
          attempts: eb('attempts', '+', 1),
          available_at: until,
          ...(content && { content: JSON.stringify(content) }),
        }))
        .where('id', '=', claim.delivery.id)
        .where('claim_token', '=', claim.token)
        .executeTakeFirst();
      return begun.numUpdatedRows > 0n;
    },

    settle: (claim, settlement, now) =>
      db.transaction().execute(async (transaction) => {
        const done = settlement.kind !== 'later';
        const row = await transaction
          .updateTable('deliveries')
          .set({
            state: done ? settlement.kind : 'pending',
            claim_token: null,
            reason: 'reason' in settlement ? settlement.reason : null,
            ...(done
              ? { unconfirmed: 0, finished_at: now }
              : {
                  unconfirmed: settlement.unconfirmed ? 1 : 0,
                  available_at: settlement.availableAt,
                }),
            ...(settlement.kind === 'sent' && { message_ts: settlement.messageTs }),
          })
          .where('id', '=', claim.delivery.id)
          .where('claim_token', '=', claim.token)
          .returningAll()
          .executeTakeFirst();
        if (!row) return false;
        const content = parseContent(row.content);
        if (settlement.kind === 'sent' && content) {
          await cover(transaction, row, content.revision);
          await markShown(transaction, row.subscription_id, shownSlugs(content), now);
        } else if (settlement.kind === 'skipped') {
          await cover(transaction, row, settlement.revision);
        }
        return true;
      }),

    holdUnconfirmed: async (until) => {
      await db
        .updateTable('deliveries')
        .set({ available_at: until })
        .where('available_at', '<', until)
        .where((eb) =>
          eb.or([
            eb('state', '=', 'sending'),
            eb.and([eb('state', '=', 'pending'), eb('unconfirmed', '=', 1)]),
          ]),
        )
        .execute();
    },

    nextWakeAt: async () => {
      const due = await db
        .selectFrom('subscriptions')
        .select((eb) => eb.fn.min('next_at').as('at'))
        .executeTakeFirst();
      const open = await db
        .selectFrom('deliveries')
        .select((eb) => eb.fn.min('available_at').as('at'))
        .where('state', 'in', ['pending', 'sending'])
        .executeTakeFirst();
      const times = [due?.at, open?.at].filter((at) => typeof at === 'number');
      return times.length > 0 ? Math.min(...times) : undefined;
    },

    listHistory: async (subscriptionId, limit) => {
      const rows = await db
        .selectFrom('deliveries')
        .selectAll()
        .where('subscription_id', '=', subscriptionId)
        .where('week', 'is not', null)
        .orderBy('week', 'desc')
        .limit(limit)
        .execute();
      return rows.map(parseRunRecord);
    },
  };
}

/** The channel has been told everything up to a revision. */
async function cover(
  transaction: Transaction<Tables>,
  run: Selectable<DeliveriesTable>,
  revision: number,
): Promise<void> {
  await transaction
    .updateTable('subscriptions')
    .set({ covered_revision: revision, covered_at: run.due_at })
    .where('id', '=', run.subscription_id)
    .execute();
}

async function markShown(
  transaction: Transaction<Tables>,
  subscriptionId: string,
  slugs: readonly string[],
  now: number,
): Promise<void> {
  if (slugs.length === 0) return;
  await transaction
    .insertInto('shown_articles')
    .values(slugs.map((slug) => ({ subscription_id: subscriptionId, slug, shown_at: now })))
    .onConflict((conflict) =>
      conflict.columns(['workspace_id', 'subscription_id', 'slug']).doUpdateSet({ shown_at: now }),
    )
    .execute();
}

function shownSlugs(content: DigestContent): readonly string[] {
  const shelf = content.shelf === undefined ? [] : [content.shelf];
  return [...content.added, ...content.updated, ...shelf];
}
