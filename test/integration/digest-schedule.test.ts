import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { pino } from 'pino';
import { decideMove, decidePause } from '../../src/digest/change-subscription.ts';
import { createDeliver, type DeliverDeps } from '../../src/digest/deliver.ts';
import type { DigestSender } from '../../src/digest/digest-sender.ts';
import type { DigestStore } from '../../src/digest/digest-store.ts';
import type { Pacer } from '../../src/digest/pacer.ts';
import { startSchedule } from '../../src/digest/schedule.ts';
import { createChannelChanges } from '../../src/slack/digest/channel-changes.ts';
import { makeArticle } from '../helpers/make-article.ts';
import { makeSettings, makeSubscription } from '../helpers/make-subscription.ts';
import { withDatabase, withDataDir, withStore } from '../helpers/with-store.ts';

const monday = Date.parse('2026-11-30T08:00:00Z');
const nextMonday = { week: '2026-W50', at: monday + 7 * 24 * 60 * 60 * 1000 };
const subscription = makeSubscription({ settings: makeSettings({ evenIfEmpty: true }) });
const log = pino({ level: 'silent' });
const noManagers = () => Promise.resolve([]);

const pacer: Pacer = { turn: () => Promise.resolve(true), hold: () => undefined };
const sender: DigestSender = {
  send: () => Promise.resolve({ kind: 'sent', messageTs: '1.1' }),
  find: () => Promise.resolve({ kind: 'notFound' }),
  checkToken: () => Promise.resolve(undefined),
  isMended: () => Promise.resolve(true),
};

async function subscribe(store: DigestStore, changes: Partial<typeof subscription> = {}) {
  const subscribed = { ...subscription, ...changes };
  await store.changeSubscription(subscribed.channelId, 0, () => ({
    change: { action: 'subscribed', actor: 'U1', subscription: subscribed, notices: [] },
  }));
}

/** A digest of C1 that is due, claimed and delivered. */
async function deliverDue(
  store: DigestStore,
  deps: Partial<Pick<DeliverDeps, 'sender' | 'pacer'>>,
): Promise<void> {
  await subscribe(store);
  const run = { occurrence: { week: '2026-W49', at: monday }, missed: undefined };
  await store.savePlan(
    subscription,
    { runs: [run], next: nextMonday, lastWeek: '2026-W49' },
    monday,
  );
  const claim = await store.claimNext(monday, 60_000);
  if (!claim) throw new Error('nothing is due');
  const deliver = createDeliver({
    store,
    sender,
    pacer,
    searchPacer: pacer,
    articles: () => [makeArticle({ slug: 'a' })],
    now: () => monday,
    random: () => 0,
    managers: noManagers,
    onTokenGone: () => undefined,
    log,
    ...deps,
  });
  await deliver(claim, new AbortController().signal);
}

const withDigests = (act: (store: DigestStore) => Promise<void>) =>
  withDataDir((location) => withStore(location, (store) => act(store.forWorkspace('T1'))));

describe('a digest that is due', () => {
  it('does not come when it is paused while it waits for its turn', () =>
    withDigests(async (store) => {
      const sent: string[] = [];
      await deliverDue(store, {
        pacer: {
          ...pacer,
          turn: async () => {
            await store.changeSubscription('C1', monday, (current) =>
              decidePause(current, { by: 'U1', now: monday }),
            );
            return true;
          },
        },
        sender: {
          ...sender,
          send: ({ id }) => {
            sent.push(id);
            return Promise.resolve({ kind: 'sent', messageTs: '1.1' });
          },
        },
      });
      expect(sent).toEqual([]);
      expect(await store.listHistory('S1', 1)).toMatchObject([
        { state: 'cancelled', reason: 'paused' },
      ]);
    }));

  it('comes under the new id when the channel gets one while it is sent to the old', () =>
    withDigests(async (store) => {
      await deliverDue(store, {
        sender: {
          ...sender,
          send: async () => {
            await store.changeSubscription('C1', monday, (current) =>
              decideMove(current, 'C9', monday),
            );
            return { kind: 'stopped', reason: 'notFound' };
          },
        },
      });
      expect((await store.claimNext(monday, 60_000))?.delivery).toMatchObject({
        kind: 'digest',
        recipient: { id: 'C9' },
        unconfirmed: false,
      });
      expect(await store.findSubscription('C9')).toMatchObject({ standing: { kind: 'active' } });
    }));

  it('goes on at once when the new id is told after the old one was refused', () =>
    withDigests(async (store) => {
      const stopped = { kind: 'stopped', reason: 'notFound' } as const;
      await deliverDue(store, { sender: { ...sender, send: () => Promise.resolve(stopped) } });
      expect(await store.findSubscription('C1')).toMatchObject({ standing: stopped });
      const now = () => new Date(monday);
      const schedule = { wake: () => undefined };
      const channels = createChannelChanges({ store, sender, schedule, managers: noManagers, now });
      await channels.moved('C1', 'C9');
      expect(await store.findSubscription('C9')).toMatchObject({ standing: { kind: 'active' } });
      expect(await store.listHistory('S1', 1)).toMatchObject([{ state: 'pending' }]);
    }));
});

describe('the schedule', () => {
  const start = (store: DigestStore, now: () => number, sent: (channel: string) => void) =>
    startSchedule({
      store,
      sender: {
        ...sender,
        send: ({ recipient }) => {
          sent(recipient.id);
          return Promise.resolve({ kind: 'sent', messageTs: '1.1' });
        },
      },
      articles: () => [makeArticle({ slug: 'a' })],
      now,
      random: () => 0,
      managers: noManagers,
      clock: {
        elapsed: () => performance.now(),
        sleep: async (ms, signal) => {
          await delay(ms, undefined, { signal }).catch(() => undefined);
        },
      },
      postsPerMinute: 1_000,
      log,
    });

  it('sends the others when one cannot be planned, and says that something is wrong', () =>
    withDataDir((location) =>
      withStore(location, async (opened) => {
        const store = opened.forWorkspace('T1');
        await subscribe(store);
        await subscribe(store, { id: 'S2', channelId: 'C2' });
        // As after going back to a release that does not know the zone yet.
        await withDatabase(location, async (db) => {
          await sql`update subscriptions set time_zone = 'Mars/Base' where id = 'S1'`.execute(db);
        });
        const { promise: sent, resolve } = Promise.withResolvers<string>();
        const schedule = start(store, () => monday, resolve);
        expect(await sent).toBe('C2');
        await schedule.stop();
        expect(schedule.problem()).toBe('something is in the way; the log says what');
      }),
    ));

  it('claims by the time at which it knew that the clock had not leapt', () =>
    withDigests(async (real) => {
      let now = monday;
      const claimedAt: number[] = [];
      const { promise: claimed, resolve } = Promise.withResolvers<undefined>();
      const store: DigestStore = {
        ...real,
        holdUnconfirmed: async (until) => {
          await real.holdUnconfirmed(until);
          now += 60 * 60 * 1000;
        },
        claimNext: (at) => {
          claimedAt.push(at);
          resolve(undefined);
          return Promise.resolve(undefined);
        },
      };
      const schedule = start(
        store,
        () => now,
        () => undefined,
      );
      await claimed;
      await schedule.stop();
      expect(claimedAt[0]).toBe(monday);
    }));
});
