import { describe, expect, it } from '@jest/globals';
import { parseQuestion } from '../../../src/answers/parse-question.ts';
import type { Article } from '../../../src/content/article.ts';
import { readSavedIndex, saveIndex } from '../../../src/library/saved-index.ts';
import { buildArticleIndex, openArticleIndex } from '../../../src/search/article-index.ts';
import { shortArticle } from '../../helpers/make-library.ts';

const pages = (body: string): Article[] =>
  Array.from({ length: 20 }, (_, i) => shortArticle({ slug: `n${i}`, title: `Page ${i}`, body }));
const [old, changed] = [pages('The old retry.'), pages('The new retry.')];

function save(articles: readonly Article[]): Buffer {
  return Buffer.concat(saveIndex(buildArticleIndex(articles), '1'));
}

async function open(saved: Buffer, now: readonly Article[]) {
  const known = readSavedIndex(saved, '1');
  return { index: await openArticleIndex(now, { known }), isAsSaved: known?.isAllOf(now) };
}

describe('a saved index', () => {
  it('is brought up to date with what has changed since', async () => {
    const now = [...old.slice(0, 2), ...changed.slice(2, 4), ...changed.slice(10, 11)];
    const { index, isAsSaved } = await open(save(old.slice(0, 5)), now);
    const slugs = (question: string) =>
      index.search(parseQuestion(question)).hits.map(({ article }) => article.slug);
    expect(isAsSaved).toBe(false);
    expect(slugs('old').sort()).toEqual(['n0', 'n1']);
    expect(slugs('new').sort()).toEqual(['n10', 'n2', 'n3']);
  });

  it.each([
    ['nothing has changed', old.slice(0, 5), true],
    ['an article says something else', [...old.slice(0, 4), ...changed.slice(4, 5)], false],
    ['an article came', old.slice(0, 6), false],
    ['an article went', old.slice(0, 4), false],
  ])('tells whether it is worth saving again: %s', async (_, now, isAsSaved) => {
    expect(await open(save(old.slice(0, 5)), now)).toMatchObject({ isAsSaved });
  });

  it('is not taken when another version wrote it', () => {
    const saved = save(old.slice(0, 5));
    expect(readSavedIndex(saved, '2')).toBeUndefined();
    expect(readSavedIndex(saved, '1')).toBeDefined();
  });

  it.each([
    ['empty', (): Buffer => Buffer.alloc(0)],
    ['foreign', (): Buffer => Buffer.from('{"index": true}'.repeat(20))],
    ['cut short', (saved: Buffer): Buffer => saved.subarray(0, saved.length - 1)],
    [
      'damaged',
      (saved: Buffer): Buffer => {
        const copy = Buffer.from(saved);
        copy[copy.length >> 1] = (copy[copy.length >> 1] ?? 0) ^ 1;
        return copy;
      },
    ],
  ])('is not taken when it is %s', (_, damage) => {
    const saved = save(old.slice(0, 5));
    expect(readSavedIndex(damage(saved), '1')).toBeUndefined();
  });
});
