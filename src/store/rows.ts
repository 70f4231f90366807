import type { Insertable, Kysely, Selectable } from 'kysely';
import { z } from 'zod';
import type { DigestContent } from '../digest/delivery.ts';
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

/** What is missing is named in our types. */
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
  shared: true,
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
    ...row,
    settings: {
      schedule: row,
      topics: parseJson(row.topics),
      evenIfEmpty: row.evenIfEmpty === 1,
      withUpkeep: row.withUpkeep === 1,
    },
    standing: {
      kind: row.standing,
      by: row.standingBy,
      reason: row.standingReason,
      since: row.standingSince,
    },
    next: row.nextAt === undefined ? undefined : { week: row.nextWeek, at: row.nextAt },
    covered:
      row.coveredAt === undefined
        ? undefined
        : { revision: row.coveredRevision, at: row.coveredAt },
  });
}

/** The columns that a change to a subscription may touch. */
export function subscriptionRow({ settings, standing, next, covered, ...value }: Subscription) {
  const { schedule, topics, evenIfEmpty, withUpkeep } = settings;
  return {
    ...value,
    ...schedule,
    topics: JSON.stringify(topics),
    evenIfEmpty: evenIfEmpty ? 1 : 0,
    withUpkeep: withUpkeep ? 1 : 0,
    standing: standing.kind,
    standingBy: 'by' in standing ? standing.by : null,
    standingReason: 'reason' in standing ? standing.reason : null,
    standingSince: 'since' in standing ? standing.since : null,
    channelCreator: value.channelCreator ?? null,
    nextWeek: next?.week ?? null,
    nextAt: next?.at ?? null,
    lastWeek: value.lastWeek ?? null,
    coveredRevision: covered?.revision ?? null,
    coveredAt: covered?.at ?? null,
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
    recipientKind: recipient.kind,
    recipientId: recipient.id,
    threadTs: recipient.threadTs,
    notice: JSON.stringify(about),
    state: 'waiting',
    dueAt: dueAt,
    availableAt: dueAt,
    attempts: 0,
    unconfirmed: 0,
    createdAt: now,
  };
}

/** Undefined for a row that makes no sense to us. */
export function parseItem(row: Selectable<Tables['deliveries']>): Item | undefined {
  const { id, kind, dueAt, attempts, week, subscriptionId, threadTs } = row;
  const to = recipientKind.safeParse(row.recipientKind);
  if (!to.success) return undefined;
  return {
    ...{ id, kind, dueAt, attempts },
    recipient: { kind: to.data, id: row.recipientId, threadTs },
    about: week === undefined ? parseJson(row.notice) : { subscriptionId, week },
    unconfirmed: row.unconfirmed === 1,
    lastReason: row.reason,
  };
}

/** Undefined for what is no JSON: whoever wants to understand it will say so. */
export function parseJson(json: string | undefined): unknown {
  try {
    return json === undefined ? undefined : JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** What the digest of a run said, in the attempt begun last; undefined when that cannot be understood. */
export function parseContent(json: string | undefined): DigestContent | undefined {
  return content.safeParse(parseJson(json)).data;
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
