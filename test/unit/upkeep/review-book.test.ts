import { describe, expect, it } from '@jest/globals';
import { describeLibrary, describeUse } from '../../../src/upkeep/library-state.ts';
import { createReviewBook } from '../../../src/upkeep/review-book.ts';
import type { ReviewMark } from '../../../src/upkeep/upkeep-store.ts';
import { makeArticle } from '../../helpers/make-article.ts';

const now = () => new Date('2026-11-25T12:00:00Z');
const by = (day: string) => ({ verified: undefined, reviewBy: day, reviewIn: undefined });
const old = makeArticle({ title: 'Old', tags: ['deploy'], review: by('2026-01-01') });
const older = makeArticle({ title: 'Older', tags: ['deploy', 'api'], review: by('2025-01-01') });
const soon = makeArticle({ title: 'Soon', review: by('2026-12-01') });
const fresh = makeArticle({ title: 'Fresh', tags: ['api'], review: by('2027-06-01') });
const articles = [fresh, old, older, soon];

function mark({ slug, source, path, fingerprint }: typeof old, change: Partial<ReviewMark> = {}) {
  const at = now().getTime();
  return { slug, source, path, fingerprint, verdict: 'right', by: 'U1', at, ...change } as const;
}

function bookWith(...marks: readonly ReviewMark[]) {
  const book = createReviewBook(now);
  book.take(marks);
  return book;
}

const titles = (due: ReturnType<ReturnType<typeof bookWith>['listDue']>) =>
  due.map(({ article }) => article.title);

describe('what is to be looked at again', () => {
  it('is what is past its date or will be within a month, the longest first', () => {
    expect(titles(bookWith().listDue(articles))).toEqual(['Older', 'Old', 'Soon']);
  });

  it('is overdue when its day has passed, whether or not it is known to need work', () => {
    const book = bookWith(mark(older, { verdict: 'needsWork' }));
    expect(book.listOverdue(articles).map(({ title }) => title)).toEqual(['Older', 'Old']);
  });

  it('is not what somebody said is right, nor what is known to need work', () => {
    const marks = [mark(old), mark(older, { verdict: 'needsWork' })];
    const book = bookWith(...marks);
    expect(titles(book.listDue(articles))).toEqual(['Soon']);
    expect(book.wasDue(older)).toBe('2025-01-01');
    expect(book.needsWork({ ...older, fingerprint: 'changed since' })).toBe(false);
  });

  it('belongs to somebody else when its owner says so', () => {
    const book = bookWith(mark(old, { verdict: 'notMine' }));
    expect(book.disownedBy(old)).toBe('U1');
    expect(book.disownedBy(older)).toBeUndefined();
  });

  it('remembers what somebody said last, since a moment', () => {
    const at = now().getTime();
    const book = bookWith(
      mark(old, { at: at - 2, verdict: 'needsWork' }),
      mark(old, { at: at - 1 }),
    );
    expect(book.saidBy(old, 'U1', at - 5)?.verdict).toBe('right');
    expect(book.saidBy(old, 'U1', at)).toBeUndefined();
    expect(book.saidBy(old, 'U2', 0)).toBeUndefined();
  });

  it('has another version when marks change, or the day', () => {
    let day = '2026-11-25';
    const book = createReviewBook(() => new Date(day));
    const first = book.version();
    book.take([mark(old)]);
    const second = book.version();
    day = '2026-11-26';
    expect(new Set([first, second, book.version()]).size).toBe(3);
  });
});

describe('the state of the library', () => {
  const named = (of: readonly (typeof old)[] = []) => of.map(({ title }) => title);
  const counts = {
    since: '2026-09-28',
    shown: new Set(['old']),
    unhelpful: new Map([
      ['old', 1],
      ['fresh', 2],
      ['gone', 9],
    ]),
  };

  it('lists what somebody should see to', () => {
    const book = bookWith(mark(soon, { verdict: 'needsWork' }));
    const state = describeLibrary(articles, book, ({ title }) => title !== 'Fresh');
    expect(named(state.pastDate)).toEqual(['Older', 'Old']);
    expect(named(state.needsWork)).toEqual(['Soon']);
    expect(named(state.withoutOwner)).toEqual(['Fresh']);
    expect(state.topics).toEqual([
      { tag: 'api', count: 2, pastDate: 1 },
      { tag: 'deploy', count: 2, pastDate: 2 },
    ]);
  });

  it('lists what answers nothing, or nobody well', () => {
    const { neverFound, unhelpful } = describeUse(articles, counts);
    expect(named(neverFound?.articles)).toEqual(['Fresh', 'Older', 'Soon']);
    expect(named(unhelpful)).toEqual(['Fresh', 'Old']);
  });

  it('calls nothing never found before anything was counted', () => {
    expect(describeUse(articles, { ...counts, since: undefined }).neverFound).toBeUndefined();
  });
});
