import { describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import {
  createRecordLibrary,
  planDueRuns,
  restoreStopped,
} from '../../../src/digest/digest-jobs.ts';
import type { DigestStore, KnownLibrary, NewRevision } from '../../../src/digest/digest-store.ts';
import type { Subscription } from '../../../src/digest/subscription.ts';
import { makeArticle } from '../../helpers/make-article.ts';
import { makeSubscription } from '../../helpers/make-subscription.ts';

const monday = Date.parse('2026-11-30T08:00:00Z');
const log = pino({ level: 'silent' });
const now = () => monday;
const active = (channelId: string): Subscription => makeSubscription({ channelId });
const stopped = (channelId: string): Subscription =>
  makeSubscription({ channelId, standing: { kind: 'stopped', reason: 'archived', since: 1 } });

/** The part of a store that a job needs; whatever else it asks for fails its test. */
const partOfStore = (part: Partial<DigestStore>) => part as DigestStore;

describe('the library', () => {
  it('is recorded when it is another one than before, and only then', async () => {
    const known: KnownLibrary = { revision: 0, fingerprints: new Map() };
    const recorded: (NewRevision | undefined)[] = [];
    const recordRevision: DigestStore['recordRevision'] = (decide) => {
      recorded.push(decide(known));
      return Promise.resolve();
    };
    let articles = [makeArticle({ slug: 'a' })];
    const record = createRecordLibrary(partOfStore({ recordRevision }), () => articles, now);
    expect(await record()).toBe(60 * 60 * 1000);
    await record();
    articles = [makeArticle({ slug: 'b' })];
    await record();
    expect(recorded.map((revision) => revision?.versions.map(({ slug }) => slug))).toEqual([
      ['a'],
      ['b'],
    ]);
  });

  it('is recorded by the next look if it could not be written', async () => {
    let calls = 0;
    const recordRevision = () =>
      (calls += 1) === 1 ? Promise.reject(new Error('disk full')) : Promise.resolve();
    const articles = [makeArticle()];
    const record = createRecordLibrary(partOfStore({ recordRevision }), () => articles, now);
    await expect(record()).rejects.toThrow('disk full');
    await record();
    await record();
    expect(calls).toBe(2);
  });
});

describe('what is due', () => {
  /** Plans subscriptions, of which those in `broken` cannot be written. */
  async function plan(ids: readonly string[], broken: readonly string[] = [], nextDueAt?: number) {
    const planned: string[] = [];
    let woken = 0;
    const due = ids.map((id) => makeSubscription({ id, channelId: id }));
    const store = partOfStore({
      listDue: () => Promise.resolve(due),
      changeSubscription: (id, _, decide) => {
        if (broken.includes(id)) return Promise.reject(new Error('disk full'));
        const decision = decide(due.find(({ channelId }) => channelId === id));
        const { runs = [] } = decision.change ?? {};
        planned.push(...runs.map(({ occurrence }) => `${id} ${occurrence.week}`));
        return Promise.resolve(decision);
      },
      nextDueAt: () => Promise.resolve(nextDueAt),
    });
    const again = await planDueRuns(store, now, () => (woken += 1), log).catch(
      (error: unknown) => error,
    );
    return { planned, woken, again };
  }

  it('is planned, and whoever sends it is woken', async () => {
    const { planned, woken } = await plan(['S1', 'S2']);
    expect(planned).toEqual(['S1 2026-W49', 'S2 2026-W49']);
    expect(woken).toBe(1);
  });

  it('wakes nobody when there is none', async () => {
    expect((await plan([])).woken).toBe(0);
  });

  it('is planned though something else cannot be, which is told when all is done', async () => {
    const { planned, woken, again } = await plan(['S1', 'S2', 'S3'], ['S1', 'S2']);
    expect(planned).toEqual(['S3 2026-W49']);
    expect(woken).toBe(1);
    expect(again).toMatchObject({
      message: 'a digest cannot be planned',
      cause: { message: 'disk full' },
    });
  });

  it.each([
    ['when the next one is due', monday + 1_200, 1_200],
    ['at once when that was a moment ago', monday - 5, 0],
    ['in five seconds however far that is', monday + 60_000, 5_000],
    ['in five seconds when nothing is', undefined, 5_000],
  ])('is looked for again %s', async (_, next, again) => {
    expect((await plan([], [], next)).again).toBe(again);
  });
});

describe('what stopped', () => {
  /** Whose channels are looked at while turns are given. */
  async function restore(turn: (channelId: string) => boolean) {
    const looked: string[] = [];
    const subscriptions = [active('C0'), stopped('C1'), active('C2'), stopped('C3')];
    const store = partOfStore({ listSubscriptions: () => Promise.resolve(subscriptions) });
    const opened = (channelId: string) => {
      looked.push(channelId);
      return Promise.resolve();
    };
    const { signal } = new AbortController();
    await restoreStopped(store, opened, (channel) => Promise.resolve(turn(channel)), signal);
    return looked;
  }

  it('is looked into channel by channel, and nothing else is', async () => {
    expect(await restore(() => true)).toEqual(['C1', 'C3']);
  });

  it('is left for the next process when this one stops', async () => {
    expect(await restore((channel) => channel === 'C1')).toEqual(['C1']);
  });
});
