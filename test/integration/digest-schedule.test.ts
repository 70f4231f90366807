import { describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { pino } from 'pino';
import { contentOf } from '../../src/digest/build-digest.ts';
import { decideMove, decideWish } from '../../src/digest/change-subscription.ts';
import { planDueRuns } from '../../src/digest/digest-jobs.ts';
import { systemTimers } from '../../src/ops/clock.ts';
import { createOutbox, type OutboxDeps } from '../../src/outbox/outbox.ts';
import type { Pacer } from '../../src/outbox/pacer.ts';
import type { Sender } from '../../src/outbox/sender.ts';
import { createChannelChanges } from '../../src/slack/digest/channel-changes.ts';
import { createDigestKinds } from '../../src/slack/digest/digest-kinds.ts';
import type { SightPolicy } from '../../src/slack/receive/may-see.ts';
import type { Message } from '../../src/slack/reply/message.ts';
import { renderNotice } from '../../src/slack/reply/notice.ts';
import type { WorkspaceStore } from '../../src/store/open-store.ts';
import { makeSettings, makeSubscription, makeWish } from '../helpers/make-subscription.ts';
import { withDatabase, withDataDir, withStore } from '../helpers/with-store.ts';

const monday = Date.parse('2026-11-30T08:00:00Z');
const subscription = makeSubscription({ settings: makeSettings({ evenIfEmpty: true }) });
const log = pino({ level: 'silent' });

const pacer: Pacer = { turn: () => Promise.resolve(true), hold: () => undefined };
const sender: Sender<Message> = {
  send: () => Promise.resolve({ kind: 'sent', messageTs: '1.1' }),
  find: () => Promise.resolve({ kind: 'notFound' }),
  checkToken: () => Promise.resolve(undefined),
};

async function subscribe(store: WorkspaceStore, changes: Partial<typeof subscription> = {}) {
  const subscribed = { ...subscription, ...changes };
  await store.changeSubscription(subscribed.channelId, 0, () => ({
    change: { action: 'subscribed', actor: 'U1', subscription: subscribed, notices: [] },
  }));
}

/** @param shared these are, with another organisation */
const channelsOf = (
  store: WorkspaceStore,
  shared: readonly string[] = [],
  external: SightPolicy['external'] = 'refuse',
) =>
  createChannelChanges({
    store,
    workspace: {
      sharingOf: (id) => Promise.resolve(shared.includes(id) ? 'external' : 'own'),
      channels: () => Promise.resolve(new Map(shared.map((id) => [id, '']))),
    },
    external,
    isMended: (id) => Promise.resolve(!shared.includes(id)),
    wake: () => undefined,
    managers: () => Promise.resolve([]),
    now: () => monday,
    log,
  });

type Deps = Partial<Pick<OutboxDeps<Message>, 'sender' | 'pacer' | 'now' | 'store'>>;

/** One round of the outbox, and what it began. */
async function sendReady(store: WorkspaceStore, deps: Deps): Promise<void> {
  const now = () => monday;
  const outbox = createOutbox({
    store,
    sender,
    kinds: createDigestKinds({
      command: '/guide',
      store,
      composeDigest: () =>
        Promise.resolve({ message: renderNotice('The digest.'), content: contentOf(1) }),
      now,
      channels: channelsOf(store),
      log,
    }),
    now,
    random: () => 0,
    clock: systemTimers,
    pacer,
    searchPacer: pacer,
    wake: () => undefined,
    log,
    ...deps,
  });
  await outbox.work();
  await outbox.stop();
}

/** A digest of C1 that is due, claimed and delivered. */
async function deliverDue(store: WorkspaceStore, deps: Deps): Promise<void> {
  await subscribe(store);
  await planDueRuns(
    store,
    () => monday,
    () => undefined,
    log,
  );
  await sendReady(store, deps);
}

const withDigests = (act: (store: WorkspaceStore) => Promise<void>) =>
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
              decideWish(current, makeWish(monday, { change: { kind: 'pause' } })),
            );
            return true;
          },
        },
        sender: {
          ...sender,
          send: ({ kind }) => {
            sent.push(kind);
            return Promise.resolve({ kind: 'sent', messageTs: '1.1' });
          },
        },
      });
      // What was changed is told.
      expect(sent).not.toContain('digest');
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
            return { kind: 'closed', reason: 'channel_not_found' };
          },
        },
      });
      expect((await store.claimNext(monday, 60_000, ['digest']))?.item).toMatchObject({
        kind: 'digest',
        recipient: { id: 'C9' },
        unconfirmed: false,
      });
      expect(await store.findSubscription('C9')).toMatchObject({ standing: { kind: 'active' } });
    }));

  it('goes on at once when the new id is told after the old one was refused', () =>
    withDigests(async (store) => {
      const closed = { kind: 'closed', reason: 'channel_not_found' } as const;
      await deliverDue(store, { sender: { ...sender, send: () => Promise.resolve(closed) } });
      const stopped = { kind: 'stopped', reason: 'notFound' };
      expect(await store.findSubscription('C1')).toMatchObject({ standing: stopped });
      await channelsOf(store).moved('C1', 'C9');
      expect(await store.findSubscription('C9')).toMatchObject({ standing: { kind: 'active' } });
      expect(await store.listHistory('S1', 1)).toMatchObject([{ state: 'pending' }]);
    }));
});

describe('a digest whose channel is shared with another organisation', () => {
  it.each([
    ['refuse', 'stopped'],
    // Somebody may have agreed to it.
    ['ask', 'active'],
    ['allow', 'active'],
  ] as const)('is found where nobody told: %s', (external, kind) =>
    withDigests(async (store) => {
      await subscribe(store);
      await channelsOf(store, ['C1', 'C7'], external).heedSharing('C1');
      expect(await store.findSubscription('C1')).toMatchObject({ standing: { kind } });
    }),
  );

  it.each([
    ['refuse', 'stopped'],
    ['ask', 'stopped'],
    ['allow', 'active'],
  ] as const)('is found under the id that the channel has got by it: %s', (external, kind) =>
    withDigests(async (store) => {
      await subscribe(store);
      await channelsOf(store, ['C9'], external).moved('C1', 'C9');
      expect(await store.findSubscription('C9')).toMatchObject({ standing: { kind } });
    }),
  );
});

describe('the jobs', () => {
  it('send the others when one cannot be planned, and say that something is wrong', () =>
    withDataDir((location) =>
      withStore(location, async (opened) => {
        const store = opened.forWorkspace('T1');
        await subscribe(store);
        await subscribe(store, { id: 'S2', channelId: 'C2' });
        // As after going back to a release that does not know the zone yet.
        await withDatabase(location, async (db) => {
          await sql`update subscriptions set time_zone = 'Mars/Base' where id = 'S1'`.execute(db);
        });
        const planned = planDueRuns(
          store,
          () => monday,
          () => undefined,
          log,
        );
        await expect(planned).rejects.toThrow('cannot be planned');
        await sendReady(store, {});
        expect(await store.listHistory('S2', 1)).toMatchObject([{ state: 'sent' }]);
      }),
    ));

  it('claim by the time at which it was known that the clock had not leapt', () =>
    withDigests(async (real) => {
      let now = monday;
      const claimedAt: number[] = [];
      const store: WorkspaceStore = {
        ...real,
        holdUnconfirmed: async (until) => {
          await real.holdUnconfirmed(until);
          now += 60 * 60 * 1000;
        },
        claimNext: (at) => {
          claimedAt.push(at);
          return Promise.resolve(undefined);
        },
      };
      await sendReady(store, { now: () => now, store });
      expect(claimedAt).toEqual([monday]);
    }));
});
