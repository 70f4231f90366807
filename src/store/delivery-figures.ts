import { type QueryExecutorProvider, sql } from 'kysely';

const dayMs = 24 * 60 * 60 * 1000;

/** How what is to be said stands, over everything that is kept, for those who watch over it. */
export async function readDeliveryFigures(db: QueryExecutorProvider, now: number) {
  const counts = await sql<{ kind: string; state: string; count: number }>`
    select kind, state, cast(count(*) as integer) as count from deliveries group by kind, state
  `.execute(db);
  const open = await sql<{ waiting: number; oldest: number | null }>`
    select cast(count(*) as integer) as waiting, min(due_at) as oldest from deliveries
    where finished_at is null and due_at <= ${now}
  `.execute(db);
  const late = await sql<{ lateness: number | null }>`
    select max(finished_at - due_at) as lateness from deliveries
    where kind = 'digest' and finished_at > ${now - dayMs}
  `.execute(db);
  return {
    counts: counts.rows,
    waiting: open.rows[0]?.waiting ?? 0,
    oldestDueAt: open.rows[0]?.oldest ?? undefined,
    latenessMs: Math.max(0, late.rows[0]?.lateness ?? 0),
  };
}
