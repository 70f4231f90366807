import type { Insertable, Kysely, Selectable, Updateable } from 'kysely';
import { z } from 'zod';
import type { DigestContent, RunRecord, RunState } from '../digest/delivery.ts';
import type {
  DigestSettings,
  Occurrence,
  Standing,
  StopReason,
  Subscription,
  Weekday,
} from '../digest/subscription.ts';
import type { Item, NewItem } from '../outbox/item.ts';
import type { Tables } from './tables.ts';

/** JSON leaves out what is undefined; our types name it. */
function maybe<T>(schema: z.ZodType<T>) {
  return schema.optional().transform((value) => value);
}

/** The compiler misses one that is not named. */
const namedReasons: Readonly<Record<StopReason, true>> = {
  archived: true,
  deleted: true,
  notFound: true,
  notMember: true,
  restricted: true,
};
export const stopReasons = Object.keys(namedReasons) as readonly StopReason[];

const weekday = z.union([1, 2, 3, 4, 5, 6, 7].map((day) => z.literal(day as Weekday)));
const maxTopicChars = 150;
const settings: z.ZodType<DigestSettings> = z.object({
  schedule: z.object({
    weekday,
    time: z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/),
    timeZone: z.string(),
  }),
  topics: z.array(z.string().max(maxTopicChars)),
  evenIfEmpty: z.boolean(),
  // What was written before there was a choice has none.
  withUpkeep: z.boolean().default(false),
});
const occurrence: z.ZodType<Occurrence> = z.object({ week: z.string(), at: z.number() });
const stopReason = z.enum(stopReasons);

const content: z.ZodType<DigestContent> = z.object({
  revision: z.number(),
  added: z.array(z.string()),
  updated: z.array(z.string()),
  leftOut: z.number(),
  shelf: maybe(z.string()),
});

const standing: z.ZodType<Standing> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('active') }),
  z.object({ kind: z.literal('paused'), by: z.string(), since: z.number() }),
  z.object({ kind: z.literal('stopped'), reason: stopReason, since: z.number() }),
  z.object({ kind: z.literal('ended'), by: z.string(), since: z.number() }),
]);

const subscription: z.ZodType<Subscription> = z.object({
  id: z.string(),
  channelId: z.string(),
  place: z.enum(['channel', 'direct']),
  settings,
  standing,
  createdBy: z.string(),
  changedBy: z.string(),
  channelCreator: maybe(z.string()),
  next: maybe(occurrence),
  lastWeek: maybe(z.string()),
  covered: maybe(z.object({ revision: z.number(), at: z.number() })),
});

const recipientKind = z.enum(['channel', 'user', 'answer']);

/** What cannot be understood is left aside: undefined. */
export function parseSubscription(
  row: Selectable<Tables['subscriptions']>,
): Subscription | undefined {
  return readSubscription(row).data;
}

/** Why a row cannot be understood; undefined when it can. */
export function problemOf(row: Selectable<Tables['subscriptions']>): string | undefined {
  const { error } = readSubscription(row);
  return error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
}

function readSubscription(row: Selectable<Tables['subscriptions']>) {
  return subscription.safeParse({
    id: row.id,
    channelId: row.channel_id,
    place: row.place,
    settings: {
      schedule: { weekday: row.weekday, time: row.time, timeZone: row.time_zone },
      topics: parseJson(row.topics),
      evenIfEmpty: row.even_if_empty === 1,
      withUpkeep: row.with_upkeep === 1,
    },
    standing: {
      kind: row.standing,
      by: row.standing_by ?? undefined,
      reason: row.standing_reason ?? undefined,
      since: row.standing_since ?? undefined,
    },
    createdBy: row.created_by,
    changedBy: row.changed_by,
    channelCreator: row.channel_creator ?? undefined,
    next: row.next_at === null ? undefined : { week: row.next_week, at: row.next_at },
    lastWeek: row.last_week ?? undefined,
    covered:
      row.covered_at === null ? undefined : { revision: row.covered_revision, at: row.covered_at },
  });
}

/** The columns that a change to a subscription may touch. */
export function subscriptionRow(
  value: Subscription,
): Updateable<Tables['subscriptions']> &
  Omit<Insertable<Tables['subscriptions']>, 'created_at' | 'changed_at'> {
  const { schedule } = value.settings;
  const { standing: stands } = value;
  return {
    id: value.id,
    channel_id: value.channelId,
    place: value.place,
    weekday: schedule.weekday,
    time: schedule.time,
    time_zone: schedule.timeZone,
    topics: JSON.stringify(value.settings.topics),
    even_if_empty: value.settings.evenIfEmpty ? 1 : 0,
    with_upkeep: value.settings.withUpkeep ? 1 : 0,
    standing: stands.kind,
    standing_by: 'by' in stands ? stands.by : null,
    standing_reason: 'reason' in stands ? stands.reason : null,
    standing_since: 'since' in stands ? stands.since : null,
    created_by: value.createdBy,
    changed_by: value.changedBy,
    channel_creator: value.channelCreator ?? null,
    next_week: value.next?.week ?? null,
    next_at: value.next?.at ?? null,
    last_week: value.lastWeek ?? null,
    covered_revision: value.covered?.revision ?? null,
    covered_at: value.covered?.at ?? null,
  };
}

/** Something to be said from its hour on; nothing is begun. */
export function waitingRow(
  { id, kind, recipient, about, dueAt }: NewItem,
  now: number,
): Insertable<Tables['deliveries']> {
  return {
    id,
    kind,
    recipient_kind: recipient.kind,
    recipient_id: recipient.id,
    thread_ts: recipient.threadTs ?? null,
    notice: JSON.stringify(about),
    state: 'waiting',
    due_at: dueAt,
    available_at: dueAt,
    attempts: 0,
    unconfirmed: 0,
    created_at: now,
  };
}

/** Undefined for a row that makes no sense to us. */
export function parseItem(row: Selectable<Tables['deliveries']>): Item | undefined {
  const kind = recipientKind.safeParse(row.recipient_kind);
  if (!kind.success) return undefined;
  return {
    id: row.id,
    kind: row.kind,
    recipient: { kind: kind.data, id: row.recipient_id, threadTs: row.thread_ts ?? undefined },
    about:
      row.week === null
        ? parseJson(row.notice)
        : { subscriptionId: row.subscription_id, week: row.week },
    dueAt: row.due_at,
    attempts: row.attempts,
    unconfirmed: row.unconfirmed === 1,
    lastReason: row.reason ?? undefined,
  };
}

/** Undefined for what is no JSON: whoever understands the item will say so. */
function parseJson(json: string | null): unknown {
  try {
    return json === null ? undefined : JSON.parse(json);
  } catch {
    return undefined;
  }
}

export function parseRunRecord(row: Selectable<Tables['deliveries']>): RunRecord {
  return {
    id: row.id,
    week: row.week ?? '',
    dueAt: row.due_at,
    state: row.state as RunState,
    reason: row.reason ?? undefined,
    finishedAt: row.finished_at ?? undefined,
    content: parseContent(row.content),
  };
}

/** What the digest of a run said, in the attempt begun last. */
export function parseContent(json: string | null): DigestContent | undefined {
  return json === null ? undefined : content.parse(JSON.parse(json));
}

/** Inserts a row unless there is one like it. Whether it did. */
export async function insertNew<T extends keyof Tables>(
  db: Kysely<Tables>,
  table: T,
  row: Insertable<Tables[T]>,
): Promise<boolean> {
  const written = await db
    .insertInto(table)
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (written.numInsertedOrUpdatedRows ?? 0n) > 0n;
}
