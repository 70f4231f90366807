import { describe, expect, it } from '@jest/globals';
import { parseQuestion } from '../../../src/answers/parse-question.ts';
import { buildArticleIndex, type ArticleIndex } from '../../../src/search/article-index.ts';
import { shortArticle } from '../../helpers/make-library.ts';

function slugs(index: ArticleIndex, question: string): string[] {
  return index.search(parseQuestion(question)).hits.map(({ article }) => article.slug);
}

function listed(index: ArticleIndex) {
  return index.list({ tags: [], phrases: [], excluded: [] });
}

/** So many that they are retrieved, and no more than fifty ranked. */
const old = Array.from({ length: 130 }, (_, i) =>
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
    expect([...seen]).toEqual(['50 old, 0 new', '0 old, 50 new']);
    expect(new Set(listed(index))).toEqual(new Set(changed));
  });

  it('takes in changes one after the other, though nobody waits', async () => {
    const index = buildArticleIndex(old.slice(0, 3));
    const page = (body: string) => shortArticle({ slug: 'n1', title: 'Page 1', body });
    void index.update({ put: [page('first')] });
    void index.update({ put: [page('second')] });
    await index.update({ remove: ['n0'] });
    expect(slugs(index, 'first')).toEqual([]);
    expect(slugs(index, 'second')).toEqual(['n1']);
    expect(listed(index)).toHaveLength(2);
  });

  it('finds new synonyms', async () => {
    const index = buildArticleIndex(old.slice(0, 1));
    expect(slugs(index, 'ancient')).toEqual([]);
    await index.update({ synonyms: [{ asked: 'ancient', also: ['old'] }] });
    expect(slugs(index, 'ancient')).toEqual(['n0']);
  });
});
