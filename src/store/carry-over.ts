import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import type { NewItem } from '../outbox/item.ts';
import { insertNew, parseJson, waitingRow } from './rows.ts';
import { StoreError } from './store-error.ts';
import type { Tables } from './tables.ts';
import { createWorkspaceScope } from './workspace-scope.ts';

// The release before this one kept events that waited for their answer, and shares, in tables of
// their own. It may still run beside us and be what we go back to, so they stay until the next
// release; whatever it leaves there is taken over at each start.

const keptEvent = z.object({
  is_ext_shared_channel: z.boolean().default(false),
  event: z.object({
    channel: z.string(),
    channel_type: z.string().optional(),
    user: z.string(),
    text: z.string().default(''),
    ts: z.string(),
    thread_ts: z.string().optional(),
  }),
});

interface KeptEvent {
  readonly workspace_id: string;
  readonly id: string;
  readonly body: string;
  readonly kept_at: number;
}

/** That long an older process may still be at it. */
const patienceMs = 60_000;

/** @param onProblem is told of an event that nobody can read: it stays where it is. */
export async function carryOver(
  db: Kysely<Tables>,
  now: number,
  onProblem: (error: Error) => void,
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const raw = transaction.withoutPlugins();
    const events = await sql<KeptEvent>`
      select * from event_inbox where kept_at <= ${now - patienceMs}`.execute(raw);
    for (const { workspace_id: workspaceId, id, body, kept_at: keptAt } of events.rows) {
      const kept = parseJson(body);
      if (kept === undefined) {
        onProblem(new StoreError(`event_inbox: the event ${id} of ${workspaceId} is no JSON`));
        continue;
      }
      const reply = toReply(kept, keptAt);
      if (reply) {
        const begun = { attempts: 1, unconfirmed: 1, availableAt: now };
        const ours = transaction.withPlugin(createWorkspaceScope(workspaceId));
        await insertNew(ours, 'deliveries', { ...waitingRow(reply, keptAt), ...begun });
      }
      await sql`delete from event_inbox where workspace_id = ${workspaceId} and id = ${id}`.execute(
        raw,
      );
    }
    await sql`insert into deliveries (workspace_id, id, kind, recipient_kind, recipient_id, state,
        due_at, available_at, created_at, finished_at, attempts, unconfirmed)
      select workspace_id, 'share:' || answer || ':' || slug, 'share', 'answer', answer,
        case posted when 1 then 'sent' else 'uncertain' end,
        claimed_at, claimed_at, claimed_at, claimed_at, 1, 0
      from shares where true on conflict do nothing`.execute(raw);
  });
}

/** Undefined for an event that nobody answers. */
function toReply(kept: unknown, dueAt: number): NewItem | undefined {
  const parsed = keptEvent.safeParse(kept);
  if (!parsed.success) return undefined;
  const { event, is_ext_shared_channel: isShared } = parsed.data;
  const { channel, user, text, ts, thread_ts: thread } = event;
  const isDirect = event.channel_type === 'im';
  return {
    id: `${channel}:${ts}`,
    kind: 'reply',
    recipient: { kind: 'channel', id: channel, threadTs: isDirect ? thread : (thread ?? ts) },
    about: { user, text, isDirect, isShared },
    dueAt,
  };
}
