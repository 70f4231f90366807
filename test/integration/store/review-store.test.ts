import { expect, it } from '@jest/globals';
import type { ReviewMark } from '../../../src/upkeep/review-store.ts';
import { describeOnEachDatabase, withDatabase, withStore } from '../../helpers/with-store.ts';
import { sql } from 'kysely';

const mark: ReviewMark = {
  slug: 'a',
  verdict: 'needsWork',
  by: 'U1',
  at: Date.parse('2026-11-23T08:00:00Z'),
  source: '',
  path: 'a.md',
  fingerprint: 'f',
};

describeOnEachDatabase('what people say about articles', (database) => {
  it('is the latest of each verdict, until "right" ends "needs work"', () =>
    database.use((location) =>
      withStore(location, async (opened) => {
        const store = opened.forWorkspace('T1');
        await store.putMark(mark);
        await store.putMark({ ...mark, by: 'U2', fingerprint: 'g' });
        await store.putMark({ ...mark, verdict: 'notMine' });
        expect(await store.listMarks()).toHaveLength(2);
        const right = { ...mark, verdict: 'right' } as const;
        await store.putMark(right);
        expect(new Set(await store.listMarks())).toEqual(
          new Set([{ ...mark, verdict: 'notMine' }, right]),
        );
        expect(await opened.forWorkspace('T2').listMarks()).toEqual([]);
      }),
    ));

  it('is passed over where a later release says what this one does not know', () =>
    database.use((location) =>
      withStore(location, async (opened) => {
        const store = opened.forWorkspace('T1');
        await store.putMark(mark);
        await withDatabase(location, (db) =>
          sql`update review_marks set verdict = 'archived'`.execute(db),
        );
        expect(await store.listMarks()).toEqual([]);
      }),
    ));
});

describeOnEachDatabase('how often articles were shown', (database) => {
  it('adds up by week, and is forgotten by week', () =>
    database.use((location) =>
      withStore(location, async (opened) => {
        const store = opened.forWorkspace('T1');
        expect(await store.firstShownWeek()).toBeUndefined();
        const a = { slug: 'a', shown: 2, led: 1 };
        const b = { slug: 'b', shown: 1, led: 1 };
        await store.addShown('2026-W47', [a]);
        await store.addShown('2026-W48', [a, b]);
        await store.addShown('2026-W48', [b]);
        await store.addShown('2026-W48', []);
        await opened.forWorkspace('T2').addShown('2026-W48', [a]);
        expect(await store.listShown('2026-W48', '2026-W48')).toEqual([
          { slug: 'b', shown: 2, led: 2 },
          a,
        ]);
        expect(await store.listShown('2026-W01', '2026-W48')).toEqual([
          { slug: 'a', shown: 4, led: 2 },
          { slug: 'b', shown: 2, led: 2 },
        ]);
        expect(await store.firstShownWeek()).toBe('2026-W47');
        await store.purgeShown('2026-W48');
        expect(await store.firstShownWeek()).toBe('2026-W48');
      }),
    ));
});
