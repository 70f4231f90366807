import type { Kysely } from 'kysely';
import { z } from 'zod';

// The release before this one kept events that waited for their answer, and shares, in tables of
// their own. It may still run beside us and be what we go back to, so they stay until the next
// release; whatever it leaves there is taken over at each start.

interface OldTables {
  event_inbox: { workspace_id: string; id: string; body: string; kept_at: number };
  shares: {
    workspace_id: string;
    answer: string;
    slug: string;
    posted: number;
    claimed_at: number;
  };
  deliveries: Record<string, string | number | null>;
}

const keptEvent = z.object({
  is_ext_shared_channel: z.boolean().optional(),
  team_id: z.string(),
  event: z.object({
    channel: z.string(),
    channel_type: z.string().optional(),
    user: z.string(),
    text: z.string().default(''),
    ts: z.string(),
    thread_ts: z.string().optional(),
  }),
});

/** That long an older process may still be at it. */
const patienceMs = 60_000;

export async function carryOver(database: Kysely<unknown>, now: number): Promise<void> {
  const db = database as Kysely<OldTables>;
  await db.transaction().execute(async (transaction) => {
    const events = await transaction.selectFrom('event_inbox').selectAll().execute();
    for (const { workspace_id, id, body, kept_at } of events) {
      if (kept_at > now - patienceMs) continue;
      const reply = toReply(body);
      if (reply) {
        const row = { ...reply, workspace_id, due_at: kept_at, created_at: kept_at };
        await insert({ ...row, state: 'waiting', available_at: now, unconfirmed: 1 });
      }
      await transaction
        .deleteFrom('event_inbox')
        .where('workspace_id', '=', workspace_id)
        .where('id', '=', id)
        .execute();
    }
    const shares = await transaction.selectFrom('shares').selectAll().execute();
    for (const { workspace_id, answer, slug, posted, claimed_at } of shares) {
      await insert({
        workspace_id,
        id: `share:${answer}:${slug}`,
        kind: 'share',
        recipient_kind: 'answer',
        recipient_id: answer,
        thread_ts: null,
        notice: null,
        state: posted === 1 ? 'sent' : 'uncertain',
        due_at: claimed_at,
        available_at: claimed_at,
        unconfirmed: 0,
        created_at: claimed_at,
        finished_at: claimed_at,
      });
    }

    async function insert(row: Record<string, string | number | null>): Promise<void> {
      await transaction
        .insertInto('deliveries')
        .values({ attempts: 1, ...row })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    }
  });
}

/** Undefined for an event that nobody answers. */
function toReply(body: string) {
  const parsed = keptEvent.safeParse(JSON.parse(body));
  if (!parsed.success) return undefined;
  const { event, team_id: teamId, is_ext_shared_channel: isShared = false } = parsed.data;
  const { channel, user, text, ts, thread_ts: thread } = event;
  const isDirect = event.channel_type === 'im';
  return {
    id: `${channel}:${ts}`,
    kind: 'reply',
    recipient_kind: 'channel',
    recipient_id: channel,
    thread_ts: isDirect ? (thread ?? null) : (thread ?? ts),
    notice: JSON.stringify({ user, text, isDirect, isShared, teamId }),
  };
}
