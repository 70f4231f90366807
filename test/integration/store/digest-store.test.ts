import { describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { contentOf } from '../../../src/digest/build-digest.ts';
import { decideDue, decideMove, decideWish } from '../../../src/digest/change-subscription.ts';
import type { Notice } from '../../../src/digest/delivery.ts';
import type { ArticleFacts } from '../../../src/digest/digest-store.ts';
import { planRevision } from '../../../src/digest/plan-revision.ts';
import type { Subscription } from '../../../src/digest/subscription.ts';
import type { Claim, NewItem } from '../../../src/outbox/item.ts';
import { inspectStore } from '../../../src/store/inspect-store.ts';
import type { WorkspaceStore } from '../../../src/store/open-store.ts';
import { makeSettings, makeSubscription, makeWish } from '../../helpers/make-subscription.ts';
import {
  describeOnEachDatabase,
  keeping,
  readAudit,
  type TestDatabase,
  withDatabase,
  withStore,
} from '../../helpers/with-store.ts';
import { makeFacts } from '../../helpers/make-facts.ts';

const monday = Date.parse('2026-11-30T08:00:00Z');
const hourMs = 60 * 60 * 1000;
const dayMs = 24 * hourMs;
const leaseMs = 60_000;
const kinds = ['digest', 'notice', 'reply', 'share'];
const nextMonday = { week: '2026-W50', at: monday + 7 * dayMs };
const resumed: Notice = {
  kind: 'restored',
  settings: makeSettings(),
  next: { week: '2026-W49', at: monday },
};

async function subscribe(store: WorkspaceStore, changes: Partial<Subscription> = {}) {
  const subscription = makeSubscription(changes);
  await store.changeSubscription(subscription.channelId, monday - dayMs, () => ({
    change: { action: 'subscribed', actor: 'U1', subscription, notices: [] },
  }));
  return subscription;
}

/** What has come due in its channel gets its runs. */
const planRun = (store: WorkspaceStore, { channelId }: Subscription, now = monday) =>
  store.changeSubscription(channelId, now, (current) => decideDue(current, now));

const move = (store: WorkspaceStore, to: string) =>
  store.changeSubscription('C1', monday - dayMs, (current) =>
    decideMove(current, to, monday - dayMs),
  );

const record = (store: WorkspaceStore, articles: readonly ArticleFacts[], now: number) =>
  store.recordRevision((known) => planRevision(known, articles, now));

async function claim(store: WorkspaceStore, now = monday): Promise<Claim> {
  const claimed = await store.claimNext(now, leaseMs, kinds);
  if (!claimed) throw new Error('nothing to claim');
  return claimed;
}

function suite(database: TestDatabase): void {
  const withDigests = (
    act: (store: WorkspaceStore, audit: (channelId: string) => Promise<unknown>) => Promise<void>,
  ) =>
    database.use((location) =>
      withStore(location, (store) =>
        act(store.forWorkspace('T1'), (channelId) => readAudit(location, channelId)),
      ),
    );

  describe('subscriptions', () => {
    it('come back as they were written', () =>
      withDigests(async (store) => {
        const subscriptions = [
          makeSubscription(),
          makeSubscription({
            id: 'S2',
            channelId: 'D2',
            place: 'direct',
            settings: makeSettings({ topics: ['queues', 'retries'], evenIfEmpty: true }),
            standing: { kind: 'stopped', reason: 'archived', since: monday },
            channelCreator: 'U9',
            next: undefined,
            lastWeek: '2026-W48',
            covered: { revision: 3, at: monday },
          }),
          makeSubscription({
            id: 'S3',
            channelId: 'C3',
            standing: { kind: 'paused', by: 'U2', since: monday },
            next: undefined,
          }),
        ];
        for (const subscription of subscriptions) await subscribe(store, subscription);
        expect(await store.listSubscriptions()).toEqual([
          subscriptions[0],
          subscriptions[2],
          subscriptions[1],
        ]);
        expect(await store.findSubscription('D2')).toEqual(subscriptions[1]);
        expect(await store.getSubscription('S3')).toEqual(subscriptions[2]);
        expect(await store.findSubscription('C404')).toBeUndefined();
      }));

    it('are not listed once they have ended, and are still found', () =>
      withDigests(async (store) => {
        const standing = { kind: 'ended', by: 'U1', since: monday } as const;
        await subscribe(store, { standing, next: undefined });
        expect(await store.listSubscriptions()).toEqual([]);
        expect((await store.findSubscription('C1'))?.standing).toEqual(standing);
      }));

    it('leave a trace of every change, the latest first', () =>
      withDigests(async (store, audit) => {
        const before = await subscribe(store);
        const after = { ...before, settings: makeSettings({ evenIfEmpty: true }), changedBy: 'U2' };
        await store.changeSubscription('C1', monday, () => ({
          change: { action: 'changed', actor: 'U2', subscription: after, notices: [] },
        }));
        expect(await audit('C1')).toEqual([
          { at: monday, actor: 'U2', action: 'changed', before, after },
          {
            at: monday - dayMs,
            actor: 'U1',
            action: 'subscribed',
            before: undefined,
            after: before,
          },
        ]);
      }));

    it('change one after the other when two people change them at once', () =>
      withDigests(async (store, audit) => {
        await subscribe(store);
        const addTopic = (topic: string) =>
          store.changeSubscription('C1', monday, (current) => {
            if (!current) throw new Error('gone');
            const topics = [...current.settings.topics, topic].sort();
            const subscription = { ...current, settings: { ...current.settings, topics } };
            return { change: { action: 'changed', actor: topic, subscription, notices: [] } };
          });
        const topics = ['a', 'b', 'c', 'd', 'e'];
        await Promise.all(topics.map(addTopic));
        expect((await store.findSubscription('C1'))?.settings.topics).toEqual(topics);
        expect(await audit('C1')).toHaveLength(6);
      }));

    it('exist once a channel when two people subscribe at once', () =>
      withDigests(async (store) => {
        const outcomes = await Promise.all(
          ['S1', 'S2', 'S3'].map((id) =>
            store.changeSubscription('C1', monday, (current) =>
              current
                ? { found: current.id, change: undefined }
                : {
                    found: id,
                    change: {
                      action: 'subscribed',
                      actor: id,
                      subscription: makeSubscription({ id }),
                      notices: [],
                    },
                  },
            ),
          ),
        );
        const [subscription] = await store.listSubscriptions();
        expect(outcomes.map(({ found }) => found)).toEqual(Array(3).fill(subscription?.id));
      }));

    it('write nothing when nothing is decided', () =>
      withDigests(async (store, audit) => {
        const decision = { change: undefined, said: 'no' };
        expect(await store.changeSubscription('C1', monday, () => decision)).toBe(decision);
        expect(await audit('C1')).toEqual([]);
      }));

    it('follow a channel to its new id with what is promised to it', () =>
      withDigests(async (store, audit) => {
        await planRun(store, await subscribe(store));
        await move(store, 'C9');
        expect((await store.findSubscription('C9'))?.id).toBe('S1');
        expect(await store.findSubscription('C1')).toBeUndefined();
        expect((await claim(store)).item.recipient.id).toBe('C9');
        expect(await audit('C9')).toMatchObject([{ action: 'moved' }]);
      }));
  });

  describe('a row that cannot be understood', () => {
    it.each([
      ['a weekday that no week has', sql`update subscriptions set weekday = 9 where id = 'S1'`],
      [
        'a topic without an end',
        sql`update subscriptions set topics = ${JSON.stringify(['x'.repeat(3_000)])} where id = 'S1'`,
      ],
      ['topics that are no list', sql`update subscriptions set topics = 'oops' where id = 'S1'`],
      ['an hour that no day has', sql`update subscriptions set time = '25:00' where id = 'S1'`],
      [
        'a standing of another release',
        sql`update subscriptions set standing = 'resting' where id = 'S1'`,
      ],
    ])('is set aside with a reason and stops nobody else: %s', (_, damage) =>
      database.use((location) =>
        withStore(location, async (opened) => {
          const store = opened.forWorkspace('T1');
          await subscribe(store);
          await subscribe(store, { id: 'S2', channelId: 'C2' });
          await withDatabase(location, (db) => damage.execute(db));

          expect((await store.listDue(monday)).map(({ id }) => id)).toEqual(['S2']);
          expect((await store.listSubscriptions()).map(({ id }) => id)).toEqual(['S2']);
          expect(await store.findSubscription('C1')).toBeUndefined();
          const { setAside } = await inspectStore(location);
          expect(setAside).toEqual([{ channelId: 'C1', reason: expect.any(String) }]);

          await subscribe(store, { id: 'S3' });
          expect((await store.findSubscription('C1'))?.id).toBe('S3');
          expect((await inspectStore(location)).setAside).toHaveLength(1);
        }),
      ),
    );
  });

  it('passes over something to be said to whom nobody knows, and hands out the next', () =>
    database.use((location) =>
      withStore(location, async (opened) => {
        const store = opened.forWorkspace('T1');
        const item = {
          kind: 'reply',
          recipient: { kind: 'channel', id: 'C1' },
          about: {},
          dueAt: 0,
        } as const;
        await store.enqueue({ ...item, id: 'first' }, 0);
        await store.enqueue({ ...item, id: 'second' }, 0);
        await withDatabase(location, (db) =>
          sql`update deliveries set recipient_kind = 'pigeon' where id = 'first'`.execute(db),
        );
        const claim = await store.claimNext(1, hourMs, ['reply']);
        expect(claim?.item.id).toBe('second');
        expect(await store.claimNext(1, hourMs, ['reply'])).toBeUndefined();
      }),
    ));

  it.each(['oops', '{"revision":"one"}'])(
    'tells of a run though what it said cannot be understood: %s',
    (damaged) =>
      database.use((location) =>
        withStore(location, async (opened) => {
          const store = opened.forWorkspace('T1');
          await planRun(store, await subscribe(store));
          await withDatabase(location, (db) =>
            sql`update deliveries set content = ${damaged}`.execute(db),
          );
          expect(await store.listHistory('S1', 5)).toMatchObject([
            { week: '2026-W49', content: undefined },
          ]);
        }),
      ),
  );

  describe('planning', () => {
    it('lists what is due', () =>
      withDigests(async (store) => {
        await subscribe(store, { next: { week: '2026-W49', at: monday } });
        await subscribe(store, {
          id: 'S2',
          channelId: 'C2',
          next: { week: '2026-W49', at: monday - hourMs },
        });
        await subscribe(store, { id: 'S3', channelId: 'C3', next: nextMonday });
        await subscribe(store, {
          id: 'S4',
          channelId: 'C4',
          standing: { kind: 'paused', by: 'U1', since: 0 },
          next: undefined,
        });
        const list = async (now: number) => (await store.listDue(now)).map(({ id }) => id);
        expect(await list(monday)).toEqual(['S1', 'S2']);
        expect(await list(monday - 1)).toEqual(['S2']);
        expect(await list(monday - 2 * hourMs)).toEqual([]);
      }));

    it('makes one run a week, however often and by whomever it is planned', () =>
      withDigests(async (store) => {
        const subscription = await subscribe(store);
        await Promise.all([planRun(store, subscription), planRun(store, subscription)]);
        expect(await store.listHistory('S1', 10)).toHaveLength(1);
        expect(await store.getSubscription('S1')).toMatchObject({
          next: nextMonday,
          lastWeek: '2026-W49',
        });
        expect(await store.listDue(monday)).toEqual([]);
      }));

    it('plans nothing for what was paused meanwhile', () =>
      withDigests(async (store) => {
        const subscription = await subscribe(store);
        await subscribe(store, {
          standing: { kind: 'paused', by: 'U1', since: monday },
          next: undefined,
        });
        await planRun(store, subscription);
        expect(await store.listHistory('S1', 10)).toEqual([]);
      }));

    it('goes on while the channel has to be mended, so that no week is left out', () =>
      withDigests(async (store) => {
        const standing = { kind: 'stopped', reason: 'archived', since: monday } as const;
        const subscription = await subscribe(store, { standing });
        expect(await store.nextDueAt(0)).toBe(monday);
        expect(await store.listDue(monday)).toEqual([subscription]);
        await planRun(store, subscription);
        expect(await store.listHistory('S1', 10)).toMatchObject([{ week: '2026-W49' }]);
      }));

    it('plans what has come due before a change is decided', () =>
      withDigests(async (store, audit) => {
        await subscribe(store);
        const paused = await store.changeSubscription('C1', monday + 1, (current) =>
          decideWish(current, makeWish(monday + 1, { change: { kind: 'pause' } })),
        );
        expect(paused).toMatchObject({ subscription: { lastWeek: '2026-W49', next: undefined } });
        expect(await store.listHistory('S1', 10)).toMatchObject([
          { week: '2026-W49', dueAt: monday, state: 'pending' },
        ]);
        expect(await audit('C1')).toMatchObject([
          { action: 'paused', before: { next: { week: '2026-W49', at: monday } } },
          { action: 'subscribed' },
        ]);
      }));

    it('plans by the schedule as it is when it plans', () =>
      withDigests(async (store) => {
        const subscription = await subscribe(store);
        await subscribe(store, { next: nextMonday });
        await planRun(store, subscription);
        expect(await store.listHistory('S1', 10)).toEqual([]);
      }));

    it('records a run that comes too late as missed, and never hands it out', () =>
      withDigests(async (store) => {
        const subscription = await subscribe(store);
        const now = monday + 2 * dayMs;
        await planRun(store, subscription, now);
        expect(await store.claimNext(now, leaseMs, kinds)).toBeUndefined();
        expect(await store.listHistory('S1', 10)).toEqual([
          {
            id: expect.any(String),
            week: '2026-W49',
            dueAt: monday,
            state: 'missed',
            reason: 'late',
            finishedAt: now,
            content: undefined,
          },
        ]);
      }));

    it('knows when to look again', () =>
      withDigests(async (store) => {
        expect(await store.nextDueAt(0)).toBeUndefined();
        expect(await store.nextReadyAt(0)).toBeUndefined();
        const subscription = await subscribe(store);
        expect(await store.nextDueAt(0)).toBe(monday);
        expect(await store.nextDueAt(monday)).toBeUndefined();
        await planRun(store, subscription);
        expect(await store.nextDueAt(monday)).toBe(nextMonday.at);
        await claim(store);
        expect(await store.nextReadyAt(monday)).toBe(monday + leaseMs);
      }));
  });

  describe('deliveries', () => {
    const content = { revision: 4, added: ['a'], updated: ['b'], leftOut: 2, shelf: 'c' };

    it('go to one claimant at a time', () =>
      withDigests(async (store) => {
        for (const n of [1, 2, 3]) {
          await planRun(store, await subscribe(store, { id: `S${n}`, channelId: `C${n}` }));
        }
        const claims = await Promise.all(
          [1, 2, 3, 4, 5].map(() => store.claimNext(monday, leaseMs, kinds)),
        );
        const channels = claims.flatMap((c) => (c ? [c.item.recipient.id] : []));
        expect(channels.sort()).toEqual(['C1', 'C2', 'C3']);
      }));

    it('are handed out again when the claim has run out, and then only count for the new one', () =>
      withDigests(async (store) => {
        await planRun(store, await subscribe(store));
        const first = await claim(store);
        expect(await store.beginAttempt(first, monday + leaseMs, content)).toBe(true);
        expect(await store.claimNext(monday + leaseMs - 1, leaseMs, kinds)).toBeUndefined();

        const second = await claim(store, monday + leaseMs);
        expect(second.item).toMatchObject({ unconfirmed: true, attempts: 1 });
        expect(await store.beginAttempt(first, monday + 2 * leaseMs, content)).toBe(false);
        expect(await store.settle(first, { kind: 'sent', messageTs: '1.1' }, monday)).toBe(false);
        expect(await store.settle(second, { kind: 'sent', messageTs: '2.2' }, monday)).toBe(true);
        expect(await store.claimNext(monday + dayMs, leaseMs, kinds)).toBeUndefined();
      }));

    it('are held when they may be on their way, and only then', () =>
      withDigests(async (store) => {
        for (const n of [1, 2, 3, 4]) {
          await planRun(store, await subscribe(store, { id: `S${n}`, channelId: `C${n}` }));
        }
        const sending = await claim(store);
        await store.beginAttempt(sending, monday + leaseMs, content);
        const unconfirmed = await claim(store);
        const later = { kind: 'later', availableAt: monday + 1, reason: 'timeout' } as const;
        await store.settle(unconfirmed, { ...later, unconfirmed: true }, monday);
        const neverBegun = await claim(store);
        await store.holdUnconfirmed(monday + dayMs);
        const free = await claim(store, monday + hourMs);
        const again = await claim(store, monday + hourMs);
        expect([free.item.id, again.item.id]).toContain(neverBegun.item.id);
        const theirs = [free.item.id, again.item.id];
        expect(await store.claimNext(monday + dayMs - 1, leaseMs, kinds, theirs)).toBe(undefined);
        expect(await store.settle(sending, { kind: 'sent', messageTs: '1.1' }, monday)).toBe(true);
        const last = await store.claimNext(monday + dayMs, leaseMs, kinds, theirs);
        expect(last?.item.id).toBe(unconfirmed.item.id);
      }));

    it('come later when they have to be tried again', () =>
      withDigests(async (store) => {
        await planRun(store, await subscribe(store));
        const first = await claim(store);
        await store.beginAttempt(first, monday + leaseMs, content);
        const settlement = { kind: 'later', availableAt: monday + 5_000, reason: 'busy' } as const;
        await store.settle(first, { ...settlement, unconfirmed: false }, monday);
        expect(await store.listHistory('S1', 1)).toMatchObject([
          { state: 'pending', reason: 'busy' },
        ]);
        expect(await store.claimNext(monday + 4_999, leaseMs, kinds)).toBeUndefined();
        const second = await claim(store, monday + 5_000);
        expect(second.item).toMatchObject({ unconfirmed: false, attempts: 1 });
        await store.settle(second, { ...settlement, unconfirmed: true }, monday + 5_000);
        expect((await claim(store, monday + 5_000)).item.unconfirmed).toBe(true);
      }));

    it('say what a channel has been told once they are sent', () =>
      withDigests(async (store) => {
        const subscription = await subscribe(store);
        await planRun(store, subscription);
        const claimed = await claim(store);
        await store.beginAttempt(claimed, monday + leaseMs, content);
        await store.settle(claimed, { kind: 'sent', messageTs: '1.1' }, monday + 1);
        const covered = { revision: 4, at: monday };
        expect((await store.getSubscription('S1'))?.covered).toEqual(covered);
        const { shownAt } = await store.readMaterial('S1', 0);
        expect(Object.fromEntries(shownAt)).toEqual({
          a: monday + 1,
          b: monday + 1,
          c: monday + 1,
        });
        expect(await store.listHistory('S1', 1)).toMatchObject([
          { state: 'sent', reason: undefined, finishedAt: monday + 1, content },
        ]);
      }));

    it.each([
      { kind: 'missed', reason: 'down' },
      { kind: 'uncertain', reason: 'no_history' },
      { kind: 'failed', reason: 'invalid_blocks' },
      { kind: 'cancelled', reason: 'paused' },
    ] as const)('say nothing of the kind when they end as $kind', (settlement) =>
      withDigests(async (store) => {
        const subscription = await subscribe(store);
        await planRun(store, subscription);
        const claimed = await claim(store);
        await store.beginAttempt(claimed, monday + leaseMs, content);
        await store.settle(claimed, settlement, monday);
        expect((await store.getSubscription('S1'))?.covered).toBeUndefined();
        expect((await store.readMaterial('S1', 0)).shownAt.size).toBe(0);
        expect(await store.listHistory('S1', 1)).toMatchObject([
          { state: settlement.kind, reason: settlement.reason },
        ]);
        expect(await store.claimNext(monday + dayMs, leaseMs, kinds)).toBeUndefined();
      }),
    );

    it('cover a week that was skipped', () =>
      withDigests(async (store) => {
        await planRun(store, await subscribe(store));
        await store.settle(await claim(store), { kind: 'skipped', content: contentOf(7) }, monday);
        expect((await store.getSubscription('S1'))?.covered).toEqual({ revision: 7, at: monday });
      }));

    it('are written with the change they tell of, and go before digests', () =>
      withDigests(async (store) => {
        const subscription = await subscribe(store);
        await planRun(store, subscription);
        const current = await store.findSubscription('C1');
        if (!current) throw new Error('gone');
        await store.changeSubscription('C1', monday, () => ({
          change: {
            action: 'restored',
            actor: 'guidepost',
            subscription: current,
            notices: [{ to: { kind: 'user', id: 'U7' }, notice: resumed }],
          },
        }));
        const claimed = await claim(store);
        expect(claimed.item).toMatchObject({
          kind: 'notice',
          recipient: { kind: 'user', id: 'U7' },
          about: resumed,
          dueAt: monday,
        });
        await store.beginAttempt(claimed, monday + leaseMs, undefined);
        await store.settle(claimed, { kind: 'sent', messageTs: '1.1' }, monday);
        expect((await claim(store)).item.kind).toBe('digest');
        expect(await store.listHistory('S1', 10)).toHaveLength(1);
      }));

    it('get another chance when a stopped channel is mended, unless they are too old', () =>
      withDigests(async (store) => {
        const restore = (channelId: string, reviveFrom: number) =>
          store.changeSubscription(channelId, monday, (current) => ({
            change: {
              action: 'restored',
              actor: 'guidepost',
              subscription: current ?? makeSubscription(),
              notices: [],
              reviveFrom,
            },
          }));
        await planRun(store, await subscribe(store));
        await store.settle(await claim(store), { kind: 'failed', reason: 'archived' }, monday);
        await restore('C1', monday + 1);
        expect(await store.claimNext(monday, leaseMs, kinds)).toBeUndefined();
        await restore('C1', monday);
        expect((await claim(store)).item.recipient.id).toBe('C1');

        await planRun(store, await subscribe(store, { id: 'S2', channelId: 'C2' }));
        await store.settle(await claim(store), { kind: 'failed', reason: 'other' }, monday);
        await restore('C2', monday);
        expect(await store.claimNext(monday, leaseMs, kinds)).toBeUndefined();
      }));
  });

  describe('what somebody came with', () => {
    const question: NewItem = {
      id: 'C1:1.1',
      kind: 'reply',
      recipient: { kind: 'channel', id: 'C1', threadTs: '1.1' },
      about: { text: 'webhooks' },
      dueAt: monday,
    };
    const until = monday + leaseMs;

    it('is for one of several processes, and known to the others', () =>
      database.use((location) =>
        withStore(location, (one) =>
          withStore(location, async (two) => {
            const stores = [one, two, one, two].map((store) => store.forWorkspace('T1'));
            const accepted = await Promise.all(
              stores.map((store) => store.accept(question, monday, until)),
            );
            expect(accepted.map(({ kind }) => kind).sort()).toEqual([
              'known',
              'known',
              'known',
              'ours',
            ]);
            const others = await two.forWorkspace('T2').accept(question, monday, until);
            expect(others.kind).toBe('ours');
          }),
        ),
      ));

    it('is found by another process when the first has died, to be looked for before it is said', () =>
      withDigests(async (store) => {
        await store.accept(question, monday, until);
        expect(await store.claimNext(until - 1, leaseMs, kinds)).toBeUndefined();
        expect((await claim(store, until)).item).toEqual({
          ...question,
          attempts: 1,
          unconfirmed: true,
          lastReason: undefined,
        });
      }));

    it('may be tried again when it was certainly not said, and only then', () =>
      withDigests(async (store) => {
        const outcomes = [
          [{ kind: 'failed', reason: 'no' }, 'ours'],
          [{ kind: 'uncertain', reason: 'lost' }, 'uncertain'],
          [{ kind: 'sent', messageTs: '1.2' }, 'sent'],
        ] as const;
        for (const [n, [settlement, expected]] of outcomes.entries()) {
          const item = { ...question, id: `C1:${n}` };
          const first = await store.accept(item, monday, until);
          if (first.kind !== 'ours') throw new Error('not ours');
          await store.settle(first.claim, settlement, monday);
          const second = await store.accept(item, monday, until);
          expect(second.kind === 'known' ? second.standing : second.kind).toBe(expected);
        }
        expect(await store.listSent('C1')).toEqual(['C1:2']);
      }));

    it('is not kept in words once it is answered, and forgotten in the end', () =>
      database.use((location) =>
        withStore(location, async (opened) => {
          const store = opened.forWorkspace('T1');
          const accepted = await store.accept(question, monday, until);
          if (accepted.kind !== 'ours') throw new Error('not ours');
          const read = () =>
            withDatabase(location, async (db) => {
              const { rows } = await sql<{ notice: string }>`select notice from deliveries`.execute(
                db,
              );
              return rows;
            });
          expect(await read()).toEqual([{ notice: JSON.stringify(question.about) }]);
          await store.settle(accepted.claim, { kind: 'sent', messageTs: '1.2' }, monday);
          expect(await read()).toEqual([{ notice: null }]);
          await store.purge(keeping({ said: monday }));
          expect(await read()).toHaveLength(1);
          await store.purge(keeping({ said: monday + 1 }));
          expect(await read()).toEqual([]);
        }),
      ));
  });

  describe('the history of articles', () => {
    const daysLater = (days: number) => monday + days * dayMs;
    const read = (store: WorkspaceStore, since = 1) => store.readMaterial('S1', since);

    it('begins with a baseline in which nothing is news but what was dated lately', () =>
      withDigests(async (store) => {
        await record(
          store,
          [
            makeFacts('old', { updated: '2026-11-01' }),
            makeFacts('undated'),
            makeFacts('recent', { updated: '2026-11-25', minor: true }),
            makeFacts('future', { updated: '2026-12-24' }),
          ],
          monday,
        );
        const { revision, changes } = await read(store);
        expect(revision).toBe(2);
        expect(changes).toEqual([
          {
            slug: 'recent',
            before: '',
            versions: [{ revision: 2, fingerprint: 'recent-1', minor: false }],
          },
        ]);
      }));

    it('takes no note of a restart, a clone or an article that is gone for a while', () =>
      withDigests(async (store) => {
        const articles = [makeFacts('a'), makeFacts('b')];
        await record(store, articles, monday);
        await record(store, [...articles].reverse(), daysLater(1));
        await record(store, [makeFacts('a')], daysLater(2));
        await record(store, articles, daysLater(3));
        expect(await read(store, 1)).toMatchObject({ revision: 1, changes: [] });
      }));

    it('tells nothing of a source that was added, and what changes in it from then on', () =>
      withDigests(async (store) => {
        const docs = makeFacts('docs/a', { source: 'docs' });
        const runbooks = ['a', 'b'].map((name) =>
          makeFacts(`runbooks/${name}`, { source: 'runbooks', updated: '2026-11-30' }),
        );
        await record(store, [docs], monday);
        await record(store, [docs, ...runbooks], daysLater(1));
        expect((await read(store, 1)).changes).toEqual([]);
        const edited = runbooks.map((facts) => ({ ...facts, fingerprint: `${facts.slug}-2` }));
        await record(store, [docs, ...edited.slice(0, 1), ...runbooks.slice(1)], daysLater(2));
        expect((await read(store, 1)).changes).toMatchObject([
          { slug: 'runbooks/a', before: 'runbooks/a-1', versions: [{ revision: 3 }] },
        ]);
      }));

    it('tells the versions since a revision, with what was there before', () =>
      withDigests(async (store) => {
        await record(store, [makeFacts('a'), makeFacts('b')], monday);
        await record(store, [makeFacts('a', { fingerprint: 'a-2' })], daysLater(1));
        await record(
          store,
          [makeFacts('a', { fingerprint: 'a-3', minor: true }), makeFacts('new')],
          daysLater(2),
        );
        expect(await read(store, 1)).toMatchObject({
          revision: 3,
          changes: [
            {
              slug: 'a',
              before: 'a-1',
              versions: [
                { revision: 2, fingerprint: 'a-2', minor: false },
                { revision: 3, fingerprint: 'a-3', minor: true },
              ],
            },
            {
              slug: 'new',
              before: undefined,
              versions: [{ revision: 3, fingerprint: 'new-1', minor: false }],
            },
          ],
        });
        expect((await read(store, 2)).changes).toMatchObject([
          { slug: 'a', before: 'a-2', versions: [{ revision: 3 }] },
          { slug: 'new' },
        ]);
        expect((await read(store, 3)).changes).toEqual([]);
      }));

    it('knows the revision of a time', () =>
      withDigests(async (store) => {
        await record(store, [makeFacts('a')], daysLater(-30));
        await record(store, [makeFacts('b')], daysLater(-8));
        await record(store, [makeFacts('c')], daysLater(-6));
        expect(await store.latestRevision(daysLater(-7))).toBe(2);
        expect(await store.latestRevision()).toBe(3);
        expect((await read(store, 2)).changes.map(({ slug }) => slug)).toEqual(['c']);
      }));

    it('takes an article that moved for the one it was', () =>
      withDigests(async (store) => {
        await record(store, [makeFacts('before')], monday);
        const moved = makeFacts('after', { fingerprint: 'before-1' });
        await record(store, [moved], daysLater(1));
        expect((await read(store, 1)).changes).toEqual([]);
        await record(store, [{ ...moved, fingerprint: 'after-2' }], daysLater(2));
        expect((await read(store, 1)).changes).toMatchObject([
          { slug: 'after', before: 'before-1' },
        ]);
      }));

    it('still tells of a new article that moved before anybody was told', () =>
      withDigests(async (store) => {
        await record(store, [makeFacts('a')], monday);
        await record(store, [makeFacts('a'), makeFacts('before')], daysLater(1));
        const moved = makeFacts('after', { fingerprint: 'before-1' });
        await record(store, [makeFacts('a'), moved], daysLater(2));
        expect((await read(store, 1)).changes).toContainEqual({
          slug: 'after',
          before: undefined,
          versions: [{ revision: 2, fingerprint: 'before-1', minor: false }],
        });
      }));

    it('is written once when several processes see the same change', () =>
      withDigests(async (store) => {
        await Promise.all([1, 2, 3].map(() => record(store, [makeFacts('a')], monday)));
        const changed = [makeFacts('a', { fingerprint: 'a-2' })];
        await Promise.all([1, 2, 3].map(() => record(store, changed, monday)));
        expect(await read(store, 1)).toMatchObject({
          revision: 2,
          changes: [{ slug: 'a', versions: [{ revision: 2 }] }],
        });
      }));

    it('forgets old versions, but for those that a digest is still compared with', () =>
      database.use((location) =>
        withStore(location, async (opened) => {
          const store = opened.forWorkspace('T1');
          const revisions = async (history: number) => {
            await store.purge(keeping({ history }));
            return withDatabase(location, async (db) => {
              const { rows } = await sql<{ slug: string; revision: number }>`
                select slug, revision from article_versions order by slug, revision`.execute(db);
              return rows.map(({ slug, revision }) => `${slug}${revision}`);
            });
          };
          await record(store, [makeFacts('a'), makeFacts('b')], monday);
          for (const n of [2, 3, 4]) {
            const changed = makeFacts('a', { fingerprint: `a-${n}` });
            await record(store, [changed, makeFacts('b')], daysLater(n));
          }
          await subscribe(store, { covered: { revision: 3, at: monday } });
          expect(await revisions(daysLater(2))).toEqual(['a1', 'a2', 'a3', 'a4', 'b1']);
          expect(await revisions(daysLater(2) + 1)).toEqual(['a2', 'a3', 'a4', 'b1']);
          expect(await revisions(daysLater(100))).toEqual(['a3', 'a4', 'b1']);
          await subscribe(store, { covered: { revision: 4, at: monday } });
          expect(await revisions(daysLater(100))).toEqual(['a4', 'b1']);
        }),
      ));

    it('holds thousands of articles', () =>
      withDigests(async (store) => {
        const many = Array.from({ length: 5_000 }, (_, n) => makeFacts(`article-${n}`));
        await record(store, many, monday);
        await record(
          store,
          many.map((article) => ({ ...article, fingerprint: 'other' })),
          monday,
        );
        expect((await read(store, 1)).changes).toHaveLength(5_000);
      }));
  });

  it('keeps workspaces apart', () =>
    database.use((location) =>
      withStore(location, async (store) => {
        const [ours, theirs] = [store.forWorkspace('T1'), store.forWorkspace('T2')];
        const subscription = await subscribe(ours);
        await planRun(ours, subscription);
        await record(ours, [makeFacts('a')], monday);

        expect(await theirs.findSubscription('C1')).toBeUndefined();
        expect(await theirs.getSubscription('S1')).toBeUndefined();
        expect(await theirs.listSubscriptions()).toEqual([]);
        expect(await theirs.listDue(monday + 30 * dayMs)).toEqual([]);
        expect(await theirs.listHistory('S1', 10)).toEqual([]);
        expect(await theirs.nextDueAt(0)).toBeUndefined();
        expect(await theirs.nextReadyAt(0)).toBeUndefined();
        expect(await theirs.claimNext(monday, leaseMs, kinds)).toBeUndefined();
        expect((await theirs.readMaterial('S1', 0)).revision).toBe(0);
        const claimed = await claim(ours);
        expect(await theirs.beginAttempt(claimed, monday, undefined)).toBe(false);
        expect(await theirs.settle(claimed, { kind: 'missed', reason: '' }, monday)).toBe(false);
        await move(theirs, 'C9');

        const others = await subscribe(theirs, { createdBy: 'U2' });
        await planRun(theirs, others);
        expect((await ours.findSubscription('C1'))?.createdBy).toBe('U1');
        expect((await theirs.findSubscription('C1'))?.createdBy).toBe('U2');
      }),
    ));
}

describeOnEachDatabase('the digest store', suite);
