import { describe, expect, it } from '@jest/globals';
import { createCountShown, firstDayOf, isoWeek } from '../../../src/upkeep/count-shown.ts';
import { createReadClosing, type OpenGap } from '../../../src/upkeep/read-closing.ts';
import type { ShownCount } from '../../../src/upkeep/upkeep-store.ts';
import { makeArticle } from '../../helpers/make-article.ts';

const monday = Date.parse('2026-11-30T08:00:00Z');
const [a, b, c, d, e] = ['A', 'B', 'C', 'D', 'E'].map((title) =>
  makeArticle({ title, tags: [title === 'E' ? 'other' : 'deploy'] }),
);
const articles = [a, b, c, d, e].filter((each) => each !== undefined);
const due: Readonly<Record<string, string>> = { b: '2026-10-01', c: '2026-09-01' };

const to = { channelId: 'C0GENERAL1', createdBy: 'U0MEMBER01' };

function read(
  shown: readonly ShownCount[],
  gaps: readonly OpenGap[],
  { of = articles, isShared = false } = {},
) {
  const weeks: string[] = [];
  const readClosing = createReadClosing({
    store: {
      listShown: (from, to) => {
        weeks.push(from, to);
        return Promise.resolve(shown);
      },
    },
    book: {
      listOverdue: (articles) =>
        articles
          .filter(({ slug }) => due[slug] !== undefined)
          .sort((a, b) => ((due[a.slug] ?? '') < (due[b.slug] ?? '') ? -1 : 1)),
    },
    listGaps: () => Promise.resolve(gaps),
    mayTellGap: ({ channelId }) => Promise.resolve(channelId === to.channelId && !isShared),
  });
  return readClosing(to, of, monday).then((closing) => ({
    weeks,
    asked: closing.asked.map(({ title }) => title).join(),
    pastDate: closing.pastDate?.title,
    gap: closing.gap,
  }));
}

const counts = (...slugs: readonly string[]): readonly ShownCount[] =>
  slugs.map((slug, index) => ({ slug, shown: 9, led: slugs.length - index }));
const gap = (question: string, people: number, topic?: string): OpenGap => ({
  questions: [question],
  people,
  topic,
});

describe('the end of a digest', () => {
  it('has the three articles that led most answers of the week before, and the longest overdue', async () => {
    expect(await read(counts('gone', 'e', 'd', 'b', 'a'), [])).toEqual({
      weeks: ['2026-W48', '2026-W48'],
      asked: 'E,D,B',
      pastDate: 'C',
      gap: undefined,
    });
  });

  it('keeps to the articles that the digest is about', async () => {
    const about = articles.filter(({ tags }) => !tags.includes('deploy'));
    const gaps = [gap('About deploys?', 5, 'deploy'), gap('About the others?', 2, 'other')];
    expect(await read(counts('a', 'e'), gaps, { of: about })).toMatchObject({
      asked: 'E',
      pastDate: undefined,
      gap: 'About the others?',
    });
  });

  it('tells no question that one person asked, and nothing that never led', async () => {
    const shown = [{ slug: 'a', shown: 4, led: 0 }];
    expect(await read(shown, [gap('Mine?', 1)])).toMatchObject({ asked: '', gap: undefined });
    expect(await read([], [gap('Ours?', 2)])).toMatchObject({ gap: 'Ours?' });
  });

  it('tells no question where others would read it, and everything else', async () => {
    const gaps = [gap('Ours?', 2)];
    expect(await read(counts('a'), gaps, { isShared: true })).toMatchObject({
      asked: 'A',
      pastDate: 'C',
      gap: undefined,
    });
  });
});

describe('counting what answers show', () => {
  it('adds up by article, the first leads, and is written once', async () => {
    const written: unknown[] = [];
    const addShown = (week: string, given: readonly ShownCount[]) => {
      written.push(week, ...given);
      return Promise.resolve();
    };
    const shown = createCountShown({ addShown }, () => monday);
    shown.count(['a', 'b']);
    shown.count(['b', 'a']);
    shown.count(['b']);
    await shown.flush();
    await shown.flush();
    expect(written).toEqual([
      '2026-W49',
      { slug: 'a', shown: 2, led: 1 },
      { slug: 'b', shown: 3, led: 2 },
      '2026-W49',
    ]);
  });

  it.each([
    ['2026-11-30T08:00:00Z', '2026-W49', '2026-11-30'],
    ['2027-01-01T12:00:00Z', '2026-W53', '2026-12-28'],
    ['2024-12-31T12:00:00Z', '2025-W01', '2024-12-30'],
  ])('%s is in week %s', (at, week, day) => {
    expect(isoWeek(Date.parse(at))).toBe(week);
    expect(firstDayOf(week)).toBe(day);
  });
});
