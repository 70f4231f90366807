import { describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import type { Item, NewItem } from '../../src/outbox/item.ts';
import { createOutbox, leaseMs, type Outbox } from '../../src/outbox/outbox.ts';
import type { OutboxStore } from '../../src/outbox/outbox-store.ts';
import type { FindOutcome, SendOutcome } from '../../src/outbox/sender.ts';
import { describeOnEachDatabase, keeping, withDataDir, withStore } from '../helpers/with-store.ts';

const dayMs = 24 * 60 * 60 * 1000;
const monday = Date.parse('2026-11-30T08:00:00Z');
const question: NewItem = {
  id: 'C1:1.1',
  kind: 'reply',
  recipient: { kind: 'channel', id: 'C1', threadTs: '1.1' },
  about: { text: 'webhooks' },
  dueAt: monday,
};

interface Slack {
  readonly said: string[];
  readonly searched: string[];
  send: () => Promise<SendOutcome>;
  find: () => FindOutcome;
}

function makeSlack(): Slack {
  return {
    said: [],
    searched: [],
    send: () => Promise.resolve({ kind: 'sent', messageTs: '1.2' }),
    find: () => ({ kind: 'notFound' }),
  };
}

/** A process that has this store, and time that stands still unless it is moved. */
function makeProcess(
  store: OutboxStore,
  slack: Slack,
  time: { wall: number; elapsed: number; impatient?: boolean } = { wall: monday, elapsed: 0 },
): Outbox {
  const pacer = { turn: () => Promise.resolve(true), hold: () => undefined };
  return createOutbox({
    store,
    sender: {
      send: (item: Item) => {
        slack.said.push(item.id);
        return slack.send();
      },
      find: (item) => {
        slack.searched.push(item.id);
        return Promise.resolve(slack.find());
      },
      checkToken: () => Promise.resolve(undefined),
    },
    kinds: {
      asking: {
        lateAfterMs: 11 * dayMs,
        compose: () => Promise.resolve({ words: 'Words.' }),
      },
      reply: {
        ratherTwice: true,
        compose: ({ about }) =>
          about === 'nonsense'
            ? Promise.reject(new TypeError('nonsense'))
            : Promise.resolve({ words: 'Words.' }),
      },
    },
    now: () => time.wall,
    random: () => 0,
    clock: {
      elapsed: () => time.elapsed,
      // Only what waits for the store is ever slept for here; it does so for as long as it takes.
      sleep: (_, signal) =>
        new Promise((resolve) => {
          if (time.impatient) {
            time.impatient = false;
            resolve();
          }
          signal.addEventListener('abort', () => {
            resolve();
          });
        }),
    },
    pacer,
    searchPacer: pacer,
    wake: () => undefined,
    log: pino({ level: 'silent' }),
  });
}

describeOnEachDatabase('the outbox', (database) => {
  it('answers once what reaches two processes, also one that starts meanwhile', () =>
    database.use((location) =>
      withStore(location, (one) =>
        withStore(location, async (two) => {
          const slack = makeSlack();
          const slow = Promise.withResolvers<SendOutcome>();
          slack.send = () => slow.promise;
          const first = makeProcess(one.forWorkspace('T1'), slack);
          await first.accept(question, false);
          await first.accept(question, true);
          // Slack is slow, and another process starts and is sent the same event.
          const second = makeProcess(two.forWorkspace('T1'), slack);
          await second.work();
          await second.accept(question, true);
          slow.resolve({ kind: 'sent', messageTs: '1.2' });
          await Promise.all([first.stop(), second.stop()]);
          expect(slack.said).toEqual(['C1:1.1']);
        }),
      ),
    ));
});

describeOnEachDatabase('what is written down for later', (database) => {
  it('is also what comes while a process stops, and its successor says it', () =>
    database.use((location) =>
      withStore(location, async (opened) => {
        const [store, slack] = [opened.forWorkspace('T1'), makeSlack()];
        const first = makeProcess(store, slack);
        await first.stop();
        await first.accept(question, false);
        expect(slack.said).toEqual([]);
        const second = makeProcess(store, slack);
        await second.work();
        await second.stop();
        expect(slack.said).toEqual(['C1:1.1']);
      }),
    ));

  it('is said once from its hour on, by whichever process is alive then', () =>
    database.use((location) =>
      withStore(location, async (opened) => {
        const [store, slack] = [opened.forWorkspace('T1'), makeSlack()];
        const time = { wall: monday, elapsed: 0 };
        const later = { ...question, kind: 'asking', dueAt: monday + 3_600_000 };
        // This one dies without having said anything.
        const first = makeProcess(store, slack, time);
        expect(await store.enqueue(later, time.wall)).toBe(true);
        await first.work();
        expect(await store.enqueue({ ...later, dueAt: monday }, time.wall)).toBe(false);
        await first.work();
        expect(slack.said).toEqual([]);
        time.wall += 3_600_000;
        const second = makeProcess(store, slack, time);
        await second.work();
        await second.stop();
        expect(await store.enqueue(later, time.wall)).toBe(false);
        await second.work();
        expect(slack.said).toEqual([later.id]);
      }),
    ));

  it('waits out an outage for as long as its kind allows', () =>
    database.use((location) =>
      withStore(location, async (opened) => {
        const [store, slack] = [opened.forWorkspace('T1'), makeSlack()];
        const outbox = makeProcess(store, slack, { wall: monday + 10 * dayMs, elapsed: 0 });
        await store.enqueue({ ...question, id: 'patient', kind: 'asking' }, monday);
        await store.enqueue({ ...question, id: 'too late' }, monday);
        await store.enqueue({ ...question, id: 'late', kind: 'asking', dueAt: monday - dayMs }, 0);
        for (let round = 0; round < 3; round += 1) await outbox.work();
        await outbox.stop();
        expect(slack.said).toEqual(['patient']);
        await store.purge(keeping({ said: monday + 20 * dayMs }));
        expect(await store.enqueue({ ...question, id: 'patient', kind: 'asking' }, 0)).toBe(false);
        expect(await store.enqueue({ ...question, id: 'too late' }, 0)).toBe(true);
      }),
    ));
});

const withProcess = (
  act: (bench: {
    outbox: Outbox;
    store: OutboxStore;
    slack: Slack;
    time: { wall: number; elapsed: number };
  }) => Promise<void>,
) =>
  withDataDir((location) =>
    withStore(location, async (opened) => {
      const [store, slack] = [opened.forWorkspace('T1'), makeSlack()];
      const time = { wall: monday, elapsed: 0 };
      await act({ outbox: makeProcess(store, slack, time), store, slack, time });
    }),
  );

describe('the outbox', () => {
  it('leaves what may be on its way alone when the clock leaps ahead', () =>
    withProcess(async ({ outbox, store, slack, time }) => {
      await outbox.work();
      await store.accept(question, monday, monday + leaseMs);
      // An hour on the wall, a second in truth: another process may be sending this.
      time.wall += 3_600_000;
      time.elapsed += 1_000;
      await outbox.work();
      expect(slack.searched).toEqual([]);
      time.wall += leaseMs;
      time.elapsed += leaseMs;
      await outbox.work();
      await outbox.stop();
      expect(slack.searched).toEqual(['C1:1.1']);
    }));

  it('goes on at once with what was claimed and never begun, however often it is restarted', () =>
    withProcess(async ({ store, slack, time }) => {
      slack.send = () => Promise.resolve({ kind: 'retry', reason: 'busy' });
      const first = makeProcess(store, slack, time);
      await first.accept(question, false);
      await first.stop();
      await store.claimNext(time.wall, leaseMs, ['reply']);
      slack.send = () => Promise.resolve({ kind: 'sent', messageTs: '1.2' });
      for (let restart = 0; restart < 8; restart += 1) {
        time.wall += 9_000;
        const process = makeProcess(store, slack, time);
        await process.work();
        await process.stop();
      }
      expect(slack.said).toHaveLength(2);
      expect(slack.searched).toEqual([]);
    }));

  it('writes down what it could not say yet when the database was slow, and says it later', () =>
    withProcess(async ({ store, slack }) => {
      const time = { wall: monday, elapsed: 0, impatient: true };
      const tried = Promise.withResolvers<undefined>();
      const slow: OutboxStore = {
        ...store,
        accept: async (...args) => {
          await tried.promise;
          return store.accept(...args);
        },
      };
      slack.send = () => {
        tried.resolve(undefined);
        return Promise.resolve({ kind: 'retry', reason: 'ratelimited', afterMs: 1_000 });
      };
      const outbox = makeProcess(slow, slack, time);
      await outbox.accept(question, false);

      slack.send = () => Promise.resolve({ kind: 'sent', messageTs: '1.2' });
      time.wall += 2_000;
      await outbox.work();
      await outbox.stop();
      expect(slack.said).toEqual([question.id, question.id]);
      expect(slack.searched).toEqual([]);
    }));

  it('answers while the database is away, and does so before Slack is told', () =>
    withProcess(async ({ store, slack }) => {
      const away = { ...store, accept: () => Promise.reject(new Error('disk full')) };
      const outbox = makeProcess(away, slack);
      await Promise.all([outbox.accept(question, false), outbox.accept(question, false)]);
      expect(slack.said).toEqual(['C1:1.1']);
      slack.send = () => Promise.resolve({ kind: 'unknown', reason: 'timeout' });
      await expect(outbox.accept({ ...question, id: 'C1:2.2' }, false)).rejects.toThrow('timeout');
      // Delivered again: it is there, though nobody could write that down.
      slack.find = () => ({ kind: 'found', messageTs: '2.3' });
      await outbox.accept({ ...question, id: 'C1:2.2' }, true);
      expect(slack.said).toEqual(['C1:1.1', 'C1:2.2']);
    }));

  it('sets aside what cannot be put into words, and goes on with the rest', () =>
    withProcess(async ({ outbox, store, slack, time }) => {
      await outbox.accept({ ...question, about: 'nonsense' }, false);
      await outbox.accept({ ...question, id: 'C1:2.2' }, false);
      await outbox.stop();
      expect(slack.said).toEqual(['C1:2.2']);
      const claim = await store.claimNext(time.wall + 600_000, leaseMs, ['reply']);
      expect(claim?.item).toMatchObject({
        id: 'C1:1.1',
        unconfirmed: false,
        lastReason: 'not understood: TypeError',
      });
    }));

  it('lets a share be tried again that certainly failed, and none that may be there', () =>
    withProcess(async ({ outbox }) => {
      const share = { ...question, kind: 'share', recipient: { kind: 'answer', id: 'A' } } as const;
      const say = (id: string, outcome: SendOutcome) =>
        outbox.sayHere({ ...share, id }, () => Promise.resolve(outcome));
      const sent = { kind: 'sent', messageTs: '' } as const;
      expect(await say('share:1', { kind: 'refused', reason: 'no' })).toBe('notSaid');
      expect(await say('share:1', sent)).toBe('said');
      expect(await say('share:1', sent)).toBe('saidBefore');
      expect(await say('share:2', { kind: 'unknown', reason: 'lost' })).toBe('uncertain');
      expect(await say('share:2', sent)).toBe('uncertain');
    }));
});
