import { describe, expect, it } from '@jest/globals';

import { parseQuestion } from '../../../src/answers/parse-question.ts';
import type { Article } from '../../../src/content/article.ts';
import { buildArticleIndex } from '../../../src/search/article-index.ts';
import { shortArticle } from '../../helpers/make-library.ts';

function slugs(articles: Article[], question: string): string[] {
  const { hits } = buildArticleIndex(articles).search(parseQuestion(question));
  return hits.map((hit) => hit.article.slug);
}

const queue = shortArticle({
  slug: 'dead-letter-queue',
  title: 'Dead-letter queues',
  body: 'Where failed jobs go when no retry helps.\n## Replay\nSend the message again by hand.',
  aliases: ['DLQ'],
  tags: ['queues'],
});
const retries = shortArticle({
  slug: 'retries',
  title: 'Retrying without making it worse',
  body: 'Retry with jitter. A failed job may go to a dead letter queue.',
  tags: ['retries', 'queues'],
});
const backups = shortArticle({ slug: 'backups', body: 'Restore drills for Postgres.' });
const library = [retries, backups, queue];

describe('ArticleIndex.search', () => {
  it('ranks the article about the words first', () => {
    expect(slugs(library, 'dead letter queue')).toEqual(['dead-letter-queue', 'retries']);
    expect(slugs(library, 'how do we restore')).toEqual(['backups']);
  });

  it('takes a word for more than a part of an identifier', () => {
    const build = shortArticle({
      slug: 'build',
      body: 'A build has to be fast. Fast is what counts.',
    });
    const framework = shortArticle({ slug: 'web', body: 'FastAPI it is; FastAPI, FastAPI again.' });
    expect(slugs([framework, build], 'fast')).toEqual(['build', 'web']);
  });

  it.each(['retries', 'dead-letter-queue', 'Retrying without making it worse', 'dlq', 'BACKUPS'])(
    'puts the article of that name first: %s',
    (name) => {
      const { hits, isCalled } = buildArticleIndex(library).search(parseQuestion(name));
      const [first] = hits;
      const named = [first?.article.slug, first?.article.title, ...(first?.article.aliases ?? [])];
      expect(named.map((text) => text?.toLowerCase())).toContain(name.toLowerCase());
      expect(isCalled).toBe(true);
    },
  );

  it('corrects only what is not in the library, and says so', () => {
    const { hits, query } = buildArticleIndex(library).search(parseQuestion('restroe jobs'));
    expect(query.corrections).toEqual([{ typed: 'restroe', corrected: 'restore' }]);
    expect(hits.map((hit) => hit.article.slug)).toContain('backups');
  });

  it('corrects nothing in a literal question', () => {
    const index = buildArticleIndex(library);
    const result = index.search(parseQuestion('restroe', { literal: true }));
    expect(result).toMatchObject({ hits: [], query: { corrections: [] } });
  });

  it('keeps to tags, phrases and exclusions', () => {
    expect(slugs(library, 'failed job #retries')).toEqual(['retries']);
    expect(slugs(library, '"failed jobs"')).toEqual(['dead-letter-queue']);
    expect(slugs(library, 'queue -jitter')).toEqual(['dead-letter-queue']);
  });

  it('breaks ties by date, then by slug', () => {
    const twin = (slug: string, updated?: string): Article =>
      shortArticle({ slug, title: 'Same', body: 'tie', updated });
    const twins = [twin('c'), twin('b'), twin('a', '2026-01-01'), twin('d', '2026-05-01')];
    expect(slugs(twins, 'tie')).toEqual(['d', 'a', 'b', 'c']);
    expect(slugs(twins.toReversed(), 'tie')).toEqual(['d', 'a', 'b', 'c']);
  });

  it('answers an empty library with nothing', () => {
    expect(buildArticleIndex([]).search(parseQuestion('anything')).hits).toEqual([]);
  });

  it('prefers words that stand as they were asked, one after the other', () => {
    const apart = shortArticle({ slug: 'apart', title: 'One', body: 'A lamp, and a green rug.' });
    const beside = shortArticle({ slug: 'beside', title: 'Two', body: 'A rug, and a green lamp.' });
    expect(slugs([apart, beside], 'the green lamp of the house')).toEqual(['beside', 'apart']);
  });

  it('prefers words that stand close together', () => {
    const body = (first: string, second: string): string =>
      `${first}\n## Middle\nNothing else.\n## End\n${second}`;
    const far = shortArticle({ slug: 'far', body: body('The lamp.', 'The ladder.') });
    const close = shortArticle({ slug: 'near', body: body('The lamp and a ladder.', 'The end.') });
    expect(slugs([far, close], 'ladder for a lamp')).toEqual(['near', 'far']);
  });
});

describe('an index', () => {
  it('lists its articles, the newest first, as far as none is ruled out', () => {
    const page = (slug: string, updated: string, tags: string[] = []): Article =>
      shortArticle({ slug, updated, tags });
    const index = buildArticleIndex([
      page('b', '2026-01-02', ['ops']),
      page('c', '2026-01-03'),
      page('a', '2026-01-01', ['ops']),
    ]);
    const slugsOf = (articles: readonly Article[]) => articles.map(({ slug }) => slug);
    const listed = (tags: string[]) => slugsOf(index.list({ tags, phrases: [], excluded: [] }));
    expect(listed([])).toEqual(['c', 'b', 'a']);
    expect(listed(['ops'])).toEqual(['b', 'a']);
  });

  it('knows what a word tells, as a part of what one tells that nobody has said', () => {
    const synonyms = [{ asked: 'hose', also: ['pipe'] }];
    const index = buildArticleIndex([shortArticle({ slug: 'pump' })], { synonyms });
    const said = index.weigh(['pump']);
    expect(said.isKnown).toBe(true);
    expect(said.share).toBeGreaterThan(0.5);
    expect(said.share).toBeLessThan(1);
    expect(index.weigh(['zebra'])).toEqual({ share: 1, isKnown: false });
    expect(index.weigh(['hose'])).toEqual({ share: 1, isKnown: true });
    expect(index.weigh(['zebra', 'pump'])).toEqual(said);
    expect(index.weigh(['time']).share).toBeLessThan(said.share);
  });
});
