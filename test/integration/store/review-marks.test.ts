import { expect, it } from '@jest/globals';
import { noticeKind } from '../../../src/upkeep/plan-notices.ts';
import type { ReviewMark } from '../../../src/upkeep/upkeep-store.ts';
import {
  describeOnEachDatabase,
  keeping,
  withDatabase,
  withStore,
} from '../../helpers/with-store.ts';
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
        await store.purge(keeping({ historyWeek: '2026-W48' }));
        expect(await store.firstShownWeek()).toBe('2026-W48');
      }),
    ));
});

describeOnEachDatabase('the monthly message to an owner', (database) => {
  it('is known until its month is over, however little history is kept', () =>
    database.use((location) =>
      withStore(location, async (opened) => {
        const store = opened.forWorkspace('T1');
        const at = Date.parse('2026-10-01T08:00:00Z');
        const dayMs = 24 * 60 * 60 * 1000;
        const id = `${noticeKind}:U1:2026-10`;
        const recipient = { kind: 'user', id: 'U1' } as const;
        const item = { id, kind: noticeKind, recipient, about: {}, dueAt: at };
        expect(await store.enqueue(item, at)).toBe(true);
        const claim = await store.claimNext(at, 60_000, [noticeKind]);
        if (claim === undefined) throw new Error('nothing to say');
        await store.settle(claim, { kind: 'sent', messageTs: '1.1' }, at);
        // On the last day of the month, with the shortest retention there is.
        await store.purge(keeping({ history: at + dayMs }));
        expect(await store.enqueue(item, at + 30 * dayMs)).toBe(false);
        await store.purge(keeping({ history: at + 33 * dayMs }));
        expect(await store.enqueue(item, at + 63 * dayMs)).toBe(true);
      }),
    ));
});
