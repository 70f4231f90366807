import { describe, expect, it } from '@jest/globals';
import { groupVersions } from '../../../src/answers/group-versions.ts';
import type { Hit } from '../../../src/search/rank-articles.ts';
import { makeLibrary, shortArticle } from '../../helpers/make-library.ts';

const words = 'Open a valve and wait until water comes out before you start';

/** What is found of pages about the pump, the best first. */
function find(...pages: { slug: string; body?: string; title?: string; updated?: string }[]) {
  const articles = pages.map(({ body = words, title = 'Starting the pump', ...page }) =>
    shortArticle({ ...page, title, body }),
  );
  const { index } = makeLibrary(...articles);
  const text = 'start pump';
  const question = { text, words: text, phrases: [], tags: [], excluded: [], literal: false };
  const { hits } = index.search(question);
  const bySlug = (slug: string): Hit[] => hits.filter(({ article }) => article.slug === slug);
  return pages.flatMap(({ slug }) => bySlug(slug));
}
const shown = (hits: readonly Hit[]) =>
  groupVersions(hits).map(({ article, versions }) => [
    article.slug,
    ...versions.map(({ slug }) => slug),
  ]);

describe('copies of an article', () => {
  it('are one hit, the newest by its date, in the place and with the score of the best', () => {
    const hits = find(
      { slug: 'old', updated: '2024-01-01' },
      { slug: 'other', title: 'Another pump' },
      { slug: 'new', updated: '2026-01-01', title: 'starting the PUMP' },
      { slug: 'undated' },
    );
    expect(shown(hits)).toEqual([['new', 'old', 'undated'], ['other']]);
    const [first] = groupVersions(hits);
    expect(first?.score).toBe(hits[0]?.score);
    expect(first?.parts).toBe(hits[2]?.parts);
  });

  it('of the same day go by the number of their release', () => {
    const hits = find({ slug: 'v9/pump' }, { slug: 'v11/pump' }, { slug: 'v10/pump' });
    expect(shown(hits)).toEqual([['v11/pump', 'v10/pump', 'v9/pump']]);
  });

  it('share most of their words, of the longer too', () => {
    const near = `${words} and then rest`;
    const far = `${words}. Somewhere else somebody paints houses with brushes made by hand.`;
    expect(shown(find({ slug: 'a' }, { slug: 'b', body: near }))).toEqual([['b', 'a']]);
    expect(shown(find({ slug: 'a' }, { slug: 'b', body: far }))).toEqual([['a'], ['b']]);
    expect(shown(find({ slug: 'a', body: far }, { slug: 'b' }))).toEqual([['a'], ['b']]);
  });
});
