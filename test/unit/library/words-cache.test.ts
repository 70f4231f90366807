import { describe, expect, it } from '@jest/globals';
import { parseQuestion } from '../../../src/answers/parse-question.ts';
import type { Article } from '../../../src/content/article.ts';
import { openWordsCache } from '../../../src/library/words-cache.ts';
import { buildArticleIndex, openArticleIndex } from '../../../src/search/article-index.ts';
import { keepInMemory } from '../../helpers/keep-in-memory.ts';
import { shortArticle } from '../../helpers/make-library.ts';

const pages = (body: string): Article[] =>
  Array.from({ length: 20 }, (_, i) => shortArticle({ slug: `n${i}`, title: `Page ${i}`, body }));
const [old, changed] = [pages('The old retry.'), pages('The new retry.')];
const atOnce = () => undefined;

/** Disks with the words of these articles, and what was written to it since. */
async function diskWith(articles: readonly Article[]) {
  const values = new Map<string, Uint8Array>();
  const kept = keepInMemory(values);
  await openWordsCache(kept, atOnce).save(buildArticleIndex(articles));
  const written: string[] = [];
  const put: typeof kept.put = (entries) => {
    written.push(...entries.map(([key]) => key));
    kept.put(entries);
  };
  return { values, written, disk: { ...kept, put } };
}

/** Starts with these articles, and keeps them. */
async function start(disk: ReturnType<typeof keepInMemory>, articles: readonly Article[]) {
  const cache = openWordsCache(disk, atOnce);
  const known = cache.load();
  const recalled = articles.filter((article) => known.wordsOf(article) !== undefined);
  const index = await openArticleIndex(articles, { known });
  await cache.save(index);
  const find = (question: string) =>
    index
      .search(parseQuestion(question))
      .hits.map(({ article }) => article.slug)
      .sort();
  return { find, recalled: recalled.map(({ slug }) => slug) };
}

describe('the words of articles on disk', () => {
  it('are those of the articles that say what they said', async () => {
    const { disk } = await diskWith(old.slice(0, 5));
    const now = [...old.slice(0, 2), ...changed.slice(2, 4), ...changed.slice(10, 11)];
    const { find, recalled } = await start(disk, now);
    expect(recalled).toEqual(['n0', 'n1']);
    expect(find('old')).toEqual(['n0', 'n1']);
    expect(find('new')).toEqual(['n10', 'n2', 'n3']);
  });

  it('are written when they have changed, and go with their article', async () => {
    const { disk, values, written } = await diskWith(old.slice(0, 5));
    await start(disk, old.slice(0, 5));
    expect(written).toEqual([]);
    await start(disk, [...old.slice(0, 3), ...changed.slice(3, 4)]);
    expect(written).toEqual(['', 'n3']);
    expect([...values.keys()].sort()).toEqual(['', 'n0', 'n1', 'n2', 'n3']);
  });

  it('mean nothing without the list that their numbers are from', async () => {
    const { disk, values } = await diskWith(old.slice(0, 5));
    const another = await diskWith([shortArticle({ slug: 'n9', title: 'Other words first' })]);
    values.set('', another.values.get('') ?? new Uint8Array());
    expect((await start(disk, old.slice(0, 5))).recalled).toEqual([]);
    values.delete('');
    const { find, recalled } = await start(disk, old.slice(0, 5));
    expect(recalled).toEqual([]);
    expect(find('old')).toHaveLength(5);
    expect((await start(disk, old.slice(0, 5))).recalled).toHaveLength(5);
  });

  it('are told apart from those of another process that numbers new words alike', async () => {
    const { disk } = await diskWith(old.slice(0, 3));
    const [own, its] = [openWordsCache(disk, atOnce), openWordsCache(disk, atOnce)];
    const [ours, theirs] = [own.load(), its.load()];
    const alpha = shortArticle({ slug: 'alpha', title: 'Alpha' });
    const omega = shortArticle({ slug: 'omega', title: 'Omega' });
    await own.save(await openArticleIndex([...old.slice(0, 3), alpha], { known: ours }));
    await its.save(await openArticleIndex([...old.slice(0, 3), omega, alpha], { known: theirs }));
    const { find, recalled } = await start(disk, [...old.slice(0, 3), alpha, omega]);
    expect(recalled).toEqual(expect.arrayContaining(['n0', 'n1', 'n2']));
    expect(find('alpha')).toEqual(['alpha']);
    expect(find('omega')).toEqual(['omega']);
  });
});
