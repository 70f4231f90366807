import type { Insertable, Kysely, Transaction } from 'kysely';
import type { Contact, NewItem } from '../outbox/item.ts';
import type {
  Decision,
  DigestStore,
  PlannedRun,
  SubscriptionChange,
} from '../digest/digest-store.ts';
import type { RunState } from '../digest/delivery.ts';
import type { Subscription } from '../digest/subscription.ts';
import type { ContentQueries } from './content-queries.ts';
import type { Engine } from './migrate.ts';
import {
  insertNew,
  parseContent,
  parseSubscription,
  problemOf,
  stopReasons,
  subscriptionRow,
  waitingRow,
} from './rows.ts';
import { openStates, type Tables } from './tables.ts';

type SubscriptionQueries = Omit<DigestStore, keyof ContentQueries>;

/** Who holds what, and who changed it. `db` is confined to one workspace. */
export function createSubscriptionQueries(
  db: Kysely<Tables>,
  engine: Engine,
  newId: () => string,
): SubscriptionQueries {
  async function changeSubscription<T extends Decision>(
    channelId: string,
    now: number,
    decide: (current: Subscription | undefined) => T,
  ): Promise<T> {
    for (;;) {
      const decision = await db.transaction().execute(async (transaction) => {
        // On SQLite the transaction has locked the whole database already.
        const before = await read(transaction, 'channelId', channelId, engine === 'postgres');
        const decided = decide(before);
        const { change } = decided;
        if (!change || (await write(transaction, change, before, now))) return decided;
        return undefined;
      });
      if (decision) return decision;
    }
  }

  /** False when another process set up a digest there at the same time. */
  async function write(
    transaction: Transaction<Tables>,
    change: SubscriptionChange,
    before: Subscription | undefined,
    now: number,
  ): Promise<boolean> {
    const { subscription, runs = [] } = change;
    const row = { ...subscriptionRow(subscription), changedAt: now };
    if (before) {
      await transaction.updateTable('subscriptions').set(row).where('id', '=', before.id).execute();
      if (before.channelId !== subscription.channelId) {
        await redirect(transaction, before.channelId, subscription.channelId);
      }
    } else {
      await freeChannel(transaction, subscription.channelId);
      const isNew = await insertNew(transaction, 'subscriptions', { ...row, createdAt: now });
      if (!isNew) return false;
    }
    await insertRuns(transaction, runs, subscription, now);
    for (const { to, notice } of change.notices) {
      const item = { kind: 'notice', recipient: to, about: notice, dueAt: now };
      await insertDelivery(transaction, item, subscription, now);
    }
    if (change.reviveFrom !== undefined) {
      await transaction
        .updateTable('deliveries')
        .set({ state: 'pending', reason: null, availableAt: now, finishedAt: null })
        .where('subscriptionId', '=', subscription.id)
        .where('kind', '=', 'digest')
        .where('state', 'in', ['failed', 'cancelled'])
        .where('reason', 'in', stopReasons)
        .where('dueAt', '>=', change.reviveFrom)
        .execute();
    }
    if (change.action !== undefined) {
      await insertNew(transaction, 'audit', {
        id: newId(),
        at: now,
        actor: change.actor,
        action: change.action,
        subscriptionId: subscription.id,
        channelId: subscription.channelId,
        before: before ? JSON.stringify(before) : null,
        after: JSON.stringify(subscription),
      });
    }
    return true;
  }

  /**
   * Where the channel's row cannot be understood, the new subscription gets a place beside it: the row
   * gives up the channel, and its runs stay with it.
   */
  async function freeChannel(transaction: Transaction<Tables>, channelId: string): Promise<void> {
    const taken = await transaction
      .selectFrom('subscriptions')
      .selectAll()
      .where('channelId', '=', channelId)
      .executeTakeFirst();
    if (taken && problemOf(taken) !== undefined) {
      await transaction
        .updateTable('subscriptions')
        .set({ channelId: `${taken.channelId}:${taken.id}`, nextAt: null })
        .where('id', '=', taken.id)
        .execute();
    }
  }

  /** A week that has its run already keeps it. */
  async function insertRuns(
    transaction: Transaction<Tables>,
    runs: readonly PlannedRun[],
    subscription: Subscription,
    now: number,
  ): Promise<void> {
    const recipient: Contact = { kind: 'channel', id: subscription.channelId };
    for (const { occurrence, missed } of runs) {
      const item = { kind: 'digest', recipient, about: undefined, dueAt: occurrence.at };
      await insertDelivery(transaction, item, subscription, now, {
        week: occurrence.week,
        notice: null,
        ...(missed !== undefined && { state: 'missed', reason: missed, finishedAt: now }),
      });
    }
  }

  /** `pending` is what the release before this one looks for. */
  async function insertDelivery(
    transaction: Transaction<Tables>,
    item: Omit<NewItem, 'id'>,
    { id }: Subscription,
    now: number,
    changes: Partial<Insertable<Tables['deliveries']>> = {},
  ): Promise<void> {
    const row = waitingRow({ ...item, id: newId() }, now);
    const ours = { subscriptionId: id, state: 'pending', availableAt: now };
    await insertNew(transaction, 'deliveries', { ...row, ...ours, ...changes });
  }

  const all = db.selectFrom('subscriptions').selectAll();

  return {
    changeSubscription,

    findSubscription: (channelId) => read(db, 'channelId', channelId),

    getSubscription: (id) => read(db, 'id', id),

    listSubscriptions: async () => {
      const rows = await all.where('standing', '<>', 'ended').orderBy('channelId').execute();
      return rows.flatMap((row) => parseSubscription(row) ?? []);
    },

    listDue: async (now) => {
      const rows = await all.where('nextAt', '<=', now).orderBy('id').execute();
      return rows.flatMap((row) => parseSubscription(row) ?? []);
    },

    nextDueAt: async (now) => {
      const row = await db
        .selectFrom('subscriptions')
        .select((eb) => eb.fn.min('nextAt').as('at'))
        .where('nextAt', '>', now)
        .executeTakeFirst();
      return row?.at;
    },

    listHistory: async (subscriptionId, limit) => {
      const rows = await db
        .selectFrom('deliveries')
        .select(['id', 'week', 'dueAt', 'state', 'reason', 'finishedAt', 'content'])
        .where('subscriptionId', '=', subscriptionId)
        .where('week', 'is not', null)
        .orderBy('week', 'desc')
        .limit(limit)
        .execute();
      return rows.map(({ week = '', state, content, ...row }) => ({
        ...row,
        week,
        state: state as RunState,
        content: parseContent(content),
      }));
    },
  };
}

/** What is promised to a channel follows it to its new id. */
async function redirect(transaction: Transaction<Tables>, from: string, to: string): Promise<void> {
  await transaction
    .updateTable('deliveries')
    .set({ recipientId: to })
    .where('recipientKind', '=', 'channel' satisfies Contact['kind'])
    .where('recipientId', '=', from)
    .where('state', 'in', openStates)
    .execute();
}

async function read(
  db: Kysely<Tables>,
  column: 'id' | 'channelId',
  value: string,
  locks = false,
): Promise<Subscription | undefined> {
  const row = await db
    .selectFrom('subscriptions')
    .selectAll()
    .where(column, '=', value)
    .$if(locks, (query) => query.forUpdate())
    .executeTakeFirst();
  return row && parseSubscription(row);
}
