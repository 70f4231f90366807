import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { type Kysely, sql } from 'kysely';
import { migrate } from '../../../src/store/migrate.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { migrations } from '../../../src/store/migrations.ts';
import { describeOnEachDatabase, withDatabase, withStore } from '../../helpers/with-store.ts';

/** It knows the first three. */
const known = migrations.slice(0, 3);
const monday = 1_000_000;

/** A digest and a notice that are due, as the release before this one writes them. */
async function fill(db: Kysely<unknown>): Promise<void> {
  await sql`insert into subscriptions
    (workspace_id, id, channel_id, place, weekday, time, time_zone, topics, even_if_empty, standing,
     created_by, changed_by, created_at, changed_at)
    values ('T1', 'S1', 'C1', 'channel', 1, '09:00', 'UTC', '[]', 1, 'active', 'U1', 'U1', 0, 0)`.execute(
    db,
  );
  for (const [id, kind, week] of [
    ['R1', 'digest', '2026-W49'],
    ['N1', 'notice', null],
  ]) {
    await sql`insert into deliveries
      (workspace_id, id, kind, subscription_id, week, recipient_kind, recipient_id, notice, content,
       state, reason, due_at, available_at, claim_token, attempts, unconfirmed, message_ts, created_at,
       finished_at)
      values ('T1', ${id}, ${kind}, 'S1', ${week}, 'channel', 'C1',
              ${kind === 'notice' ? '{"kind":"restored"}' : null}, null, 'pending', null, ${monday},
              ${monday}, null, 0, 0, null, 0, null)`.execute(db);
  }
}

/** The statement by which that release claims. */
async function claimAsBefore(db: Kysely<unknown>): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`update deliveries
    set state = 'sending', claim_token = 'old', available_at = ${monday + 60_000}
    where workspace_id = 'T1' and id = (
      select id from deliveries
      where workspace_id = 'T1' and state in ('pending', 'sending') and available_at <= ${monday}
      order by kind desc, available_at, id limit 1)
    returning id`.execute(db);
  return rows.map(({ id }) => id);
}

describeOnEachDatabase('beside the release before this one', (database) => {
  const engine = database.engine;

  describe('the database', () => {
    it('keeps its promises when we come, with its kept events and shares', () =>
      database.use(async (location) => {
        await withDatabase(location, async (db) => {
          await migrate(db, engine, 0, known, {});
          await fill(db);
          const event = { channel: 'C1', user: 'U1', text: 'webhooks', ts: '5.5' };
          await sql`insert into event_inbox (workspace_id, id, body, kept_at) values
            ('T1', 'Ev1', ${JSON.stringify({ team_id: 'T1', event })}, ${-100_000})`.execute(db);
          await sql`insert into shares (workspace_id, answer, slug, posted, claimed_at) values
            ('T1', 'C1:1.1:U1', 'retries', 1, 5), ('T1', 'C1:1.1:U1', 'queues', 0, 5)`.execute(db);
        });
        await withStore(location, async (opened) => {
          const store = opened.forWorkspace('T1');
          const claims: unknown[] = [];
          for (;;) {
            const claim = await store.claimNext(monday, 60_000, ['digest', 'notice', 'reply']);
            if (!claim) break;
            claims.push(claim.item);
          }
          expect(claims).toMatchObject([
            {
              id: 'C1:5.5',
              kind: 'reply',
              recipient: { kind: 'channel', id: 'C1', threadTs: '5.5' },
              about: { user: 'U1', text: 'webhooks', isDirect: false },
              unconfirmed: true,
            },
            { id: 'N1', kind: 'notice' },
            { id: 'R1', kind: 'digest', about: { subscriptionId: 'S1', week: '2026-W49' } },
          ]);
          expect(await store.listSent('C1:1.1:U1')).toEqual(['share:C1:1.1:U1:retries']);
          expect(await store.listHistory('S1', 5)).toMatchObject([{ id: 'R1', state: 'pending' }]);
        });
      }));

    it('keeps a kept event that is no JSON, tells of it, and takes over the others', () =>
      database.use(async (location) => {
        await withDatabase(location, async (db) => {
          await migrate(db, engine, 0, known, {});
          const event = JSON.stringify({ event: { channel: 'C1', user: 'U1', ts: '5.5' } });
          await sql`insert into event_inbox (workspace_id, id, body, kept_at) values
            ('T1', 'Ev1', ${'{"event":'}, -100000), ('T1', 'Ev2', ${event}, -100000)`.execute(db);
        });
        const told: string[] = [];
        const store = await openStore(location, {
          now: () => 0,
          newId: randomUUID,
          onProblem: ({ message }) => told.push(message),
        });
        const claim = await store.forWorkspace('T1').claimNext(0, 60_000, ['reply']);
        await store.close();
        expect(claim?.item.id).toBe('C1:5.5');
        expect(told).toEqual(['event_inbox: the event Ev1 of T1 is no JSON']);
        await withDatabase(location, async (db) => {
          const { rows } = await sql`select id from event_inbox`.execute(db);
          expect(rows).toEqual([{ id: 'Ev1' }]);
        });
      }));

    it('serves it still when we have been, and hands it nothing that it cannot send', () =>
      database.use(async (location) => {
        await withStore(location, async (opened) => {
          const item = {
            id: 'C1:9.9',
            kind: 'reply',
            recipient: { kind: 'channel', id: 'C1' },
            about: {},
            dueAt: 0,
          } as const;
          await opened.forWorkspace('T1').accept(item, 0, 0);
        });
        await withDatabase(location, async (db) => {
          // It knows three migrations and would refuse a fourth.
          await migrate(db, engine, 0, known, {});
          await fill(db);
          expect(await claimAsBefore(db)).toEqual(['N1']);
          expect(await claimAsBefore(db)).toEqual(['R1']);
          expect(await claimAsBefore(db)).toEqual([]);
        });
      }));
  });
});
