import { describe, expect, it } from '@jest/globals';
import { loadDigest, type LoadDigestDeps } from '../../../src/digest/load-digest.ts';
import type { Subscription } from '../../../src/digest/subscription.ts';
import { makeArticle } from '../../helpers/make-article.ts';
import { makeSettings, makeSubscription } from '../../helpers/make-subscription.ts';

const monday = Date.parse('2026-11-30T08:00:00Z');
const dayMs = 24 * 60 * 60 * 1000;
const articles = [
  makeArticle({ slug: 'a', tags: ['queues'] }),
  makeArticle({ slug: 'b', tags: ['deploy'] }),
];

/** What is loaded from a library whose article `a` is new since its fifth revision of last Monday. */
async function load(subscription: Subscription, firstRevisionAt = 0) {
  const since: number[] = [];
  const asked: string[] = [];
  const store: LoadDigestDeps['store'] = {
    latestRevision: (by = Infinity) =>
      Promise.resolve(by < firstRevisionAt ? 0 : by <= monday - 7 * dayMs ? 5 : 6),
    readMaterial: (_, revision) => {
      since.push(revision);
      const version = { revision: 6, fingerprint: 'new', minor: false };
      const changes = [{ slug: 'a', before: undefined, versions: [version] }];
      return Promise.resolve({
        revision: 6,
        changes: revision < 6 ? changes : [],
        shownAt: new Map(),
      });
    },
    listHistory: (id, limit) => Promise.resolve(id === 'S1' && limit === 12 ? [missed] : []),
  };
  const readClosing: LoadDigestDeps['readClosing'] = (_, about) => {
    asked.push(...about.map(({ slug }) => slug));
    return Promise.resolve({ asked: [], pastDate: undefined, gap: 'Who pays?' });
  };
  const deps = { store, articles: () => articles, readClosing };
  const loaded = await loadDigest(deps, subscription, monday);
  return { ...loaded, since, asked };
}
const missed = {
  id: 'R1',
  week: '2026-W48',
  dueAt: monday - 7 * dayMs,
  state: 'missed',
  reason: 'late',
  finishedAt: monday - 6 * dayMs,
  content: undefined,
} as const;

describe('a digest is loaded', () => {
  it('with what happened in the week before its hour, when it is the first', async () => {
    const { digest, content, since, asked } = await load(makeSubscription());
    expect(since).toEqual([5]);
    expect(digest).toMatchObject({
      added: [{ slug: 'a' }],
      lost: [{ week: '2026-W48' }],
      closing: undefined,
    });
    expect(content).toMatchObject({ revision: 6, added: ['a'], shelf: 'b' });
    expect(asked).toEqual([]);
  });

  it('with nothing from before the library was first read', async () => {
    expect((await load(makeSubscription(), monday)).since).toEqual([1]);
  });

  it('with what happened since the last one', async () => {
    const covered = { revision: 3, at: monday - 14 * dayMs };
    expect((await load(makeSubscription({ covered }))).since).toEqual([3]);
  });

  it('ends with the upkeep of its own topics, where the channel wants that', async () => {
    const settings = makeSettings({ withUpkeep: true, topics: ['queues'] });
    const { digest, asked } = await load(makeSubscription({ settings }));
    expect(digest?.closing?.gap).toBe('Who pays?');
    expect(asked).toEqual(['a']);
  });

  it('is none in a week without news, and covers that week', async () => {
    const covered = { revision: 6, at: monday - 7 * dayMs };
    const settings = makeSettings({ withUpkeep: true });
    const { digest, content, asked } = await load(makeSubscription({ covered, settings }));
    expect(digest).toBeUndefined();
    expect(content).toEqual({ revision: 6, added: [], updated: [], leftOut: 0, shelf: undefined });
    expect(asked).toEqual([]);
  });
});
