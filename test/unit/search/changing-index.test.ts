import { describe, expect, it } from '@jest/globals';
import { parseQuestion } from '../../../src/answers/parse-question.ts';
import {
  buildArticleIndex,
  openArticleIndex,
  type ArticleIndex,
} from '../../../src/search/article-index.ts';
import { readSavedSet } from '../../../src/search/saved-set.ts';
import { shortArticle } from '../../helpers/make-library.ts';

function slugs(index: ArticleIndex, question: string): string[] {
  return index.search(parseQuestion(question)).hits.map(({ article }) => article.slug);
}

function save(index: ArticleIndex): Uint8Array {
  return Buffer.concat([...index.save('1')]);
}

const old = Array.from({ length: 20 }, (_, i) =>
  shortArticle({ slug: `n${i}`, title: `Page ${i}`, body: 'The old retry.' }),
);
const changed = old.map((article) =>
  shortArticle({ slug: article.slug, title: article.title, body: 'The new retry.' }),
);

describe('an index that changes', () => {
  it('shows all of a change at once, and answers meanwhile', async () => {
    const index = buildArticleIndex(old);
    const seen = new Set<string>();
    let isDone = false;
    const updated = index.update({ put: changed }).then(() => (isDone = true));
    let looks = 0;
    // eslint-disable-next-line @typescript-eslint/no-unnecessary-condition -- set by the promise
    while (!isDone) {
      seen.add(`${slugs(index, 'old').length} old, ${slugs(index, 'new').length} new`);
      looks++;
      await new Promise((resolve) => setImmediate(resolve));
    }
    await updated;
    expect(looks).toBeGreaterThan(10);
    expect([...seen]).toEqual(['20 old, 0 new', '0 old, 20 new']);
    expect(index.articles).toEqual(changed.toSorted((a, b) => (a.slug < b.slug ? -1 : 1)));
  });

  it('takes in changes one after the other, though nobody waits', async () => {
    const index = buildArticleIndex(old.slice(0, 3));
    const page = (body: string) => shortArticle({ slug: 'n1', title: 'Page 1', body });
    void index.update({ put: [page('first')] });
    void index.update({ put: [page('second')] });
    await index.update({ remove: ['n0'] });
    expect(slugs(index, 'first')).toEqual([]);
    expect(slugs(index, 'second')).toEqual(['n1']);
    expect(index.size).toBe(2);
  });

  it('finds new synonyms', async () => {
    const index = buildArticleIndex(old.slice(0, 1));
    expect(slugs(index, 'ancient')).toEqual([]);
    await index.update({ synonyms: [{ asked: 'ancient', also: ['old'] }] });
    expect(slugs(index, 'ancient')).toEqual(['n0']);
  });
});

describe('a saved index', () => {
  it('is brought up to date with what has changed since', async () => {
    const saved = save(buildArticleIndex(old.slice(0, 5)));
    const now = [...old.slice(0, 2), ...changed.slice(2, 4), ...changed.slice(10, 11)];
    const { index, isAsSaved } = await openArticleIndex(now, {}, readSavedSet(saved, '1'));
    expect(isAsSaved).toBe(false);
    expect(index.articles.map(({ slug }) => slug)).toEqual(['n0', 'n1', 'n10', 'n2', 'n3']);
    expect(slugs(index, 'old').sort()).toEqual(['n0', 'n1']);
    expect(slugs(index, 'new').sort()).toEqual(['n10', 'n2', 'n3']);
  });

  it.each([
    ['nothing has changed', old.slice(0, 5), true],
    ['an article says something else', [...old.slice(0, 4), ...changed.slice(4, 5)], false],
    ['an article came', old.slice(0, 6), false],
    ['an article went', old.slice(0, 4), false],
  ])('tells whether it is worth saving again: %s', async (_, now, isAsSaved) => {
    const saved = save(buildArticleIndex(old.slice(0, 5)));
    expect(await openArticleIndex(now, {}, readSavedSet(saved, '1'))).toMatchObject({ isAsSaved });
  });

  it('is not taken when another version wrote it', () => {
    const saved = save(buildArticleIndex(old.slice(0, 5)));
    expect(readSavedSet(saved, '2')).toBeUndefined();
    expect(readSavedSet(saved, '1')).toBeDefined();
  });

  it.each([
    ['empty', (): Uint8Array => new Uint8Array()],
    ['foreign', (): Uint8Array => Buffer.from('{"index": true}'.repeat(20))],
    ['cut short', (saved: Uint8Array): Uint8Array => saved.subarray(0, saved.length - 1)],
    [
      'damaged',
      (saved: Uint8Array): Uint8Array => {
        const copy = Uint8Array.from(saved);
        copy[copy.length >> 1] = (copy[copy.length >> 1] ?? 0) ^ 1;
        return copy;
      },
    ],
  ])('is not taken when it is %s', (_, damage) => {
    const saved = save(buildArticleIndex(old.slice(0, 5)));
    expect(readSavedSet(damage(saved), '1')).toBeUndefined();
  });
});
