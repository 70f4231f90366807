import { describe, expect, it } from '@jest/globals';

import { answerQuestion } from '../../../src/answers/answer-question.ts';
import type { Answer } from '../../../src/answers/answer.ts';
import { parseQuestion } from '../../../src/answers/parse-question.ts';
import { packArticle } from '../../../src/content/packed-text.ts';
import { makeLibrary, shortArticle } from '../../helpers/make-library.ts';

const library = makeLibrary(
  shortArticle({
    slug: 'dead-letter-queue',
    title: 'Dead-letter queues',
    body: 'Failed jobs wait here. Somebody looks at them.\n## Replay\nReplay a message by hand.',
    tags: ['queues'],
    updated: '2026-03-01',
  }),
  shortArticle({
    slug: 'retries',
    title: 'Retrying',
    body: 'Retry with jitter.',
    tags: ['queues', 'retries'],
    updated: '2026-04-01',
  }),
  shortArticle({ slug: 'backups', body: 'Restore drills for Postgres.', tags: ['database'] }),
);

function ask(text: string, page = { offset: 0, limit: 3 }): Answer {
  return answerQuestion(library, parseQuestion(text), page);
}

function slugs(answer: Answer): string[] {
  return 'page' in answer ? answer.page.hits.map((hit) => hit.article.slug) : [];
}

describe('answerQuestion', () => {
  it('quotes the section it leads to, though the texts of many articles are read in between', () => {
    const body = 'First things.\n## Rollback\nRun the script.\n## Afterwards\nTell everybody.';
    const article = packArticle(shortArticle({ slug: 'deploys', title: 'Deploys', body }));
    const others = Array.from({ length: 120 }, (_, i) =>
      packArticle(shortArticle({ slug: `other-${i}`, body: `Number ${i}.` })),
    );
    const given = makeLibrary(article, ...others);
    const answer = answerQuestion(given, parseQuestion('deploys rollback script'), {
      offset: 0,
      limit: 3,
    });
    const [hit] = 'page' in answer ? answer.page.hits : [];
    expect(hit?.section?.heading).toBe('Rollback');
    expect(others.every(({ sections }) => sections.length > 0)).toBe(true);
    const [quoted] = hit?.passage?.parts ?? [];
    expect(quoted?.pieces.map(({ text }) => text).join('')).toBe('Run the script.');
  });

  it('shows what is said of the title rather than the title said again', () => {
    const article = shortArticle({
      slug: 'celery-queues',
      body: `First.\nCelery queues, and queues of Celery. ${'x'.repeat(500)}. Drain them with a signal.`,
    });
    const answer = answerQuestion(makeLibrary(article), parseQuestion('drain celery'), {
      offset: 0,
      limit: 1,
    });
    const parts = 'page' in answer ? answer.page.hits[0]?.passage?.parts : undefined;
    const pieces = parts?.flatMap((part) => part.pieces);
    expect(pieces?.map(({ text }) => text).join('')).toBe('First.Drain them with a signal.');
  });

  it('shows what an article says first to who asks for its title alone', () => {
    const article = shortArticle({
      slug: 'celery-queues',
      body: `Start here, then go on and on.\n${'x'.repeat(800)}. Celery queues, and queues of Celery.`,
    });
    const answer = answerQuestion(makeLibrary(article), parseQuestion('what is a celery queue'), {
      offset: 0,
      limit: 1,
    });
    const parts = 'page' in answer ? answer.page.hits[0]?.passage?.parts : undefined;
    const pieces = parts?.flatMap((part) => part.pieces);
    expect(pieces?.map(({ text }) => text).join('')).toBe(
      'Start here, then go on and on.Celery queues, and queues of Celery.',
    );
  });

  it('finds the article, its section and the passage', () => {
    const answer = ask('how do I replay a message');
    expect(answer).toMatchObject({
      kind: 'found',
      page: { offset: 0, total: 1, hits: [{ section: { anchor: 'replay' } }] },
      corrections: [],
    });
    expect(slugs(answer)).toEqual(['dead-letter-queue']);
  });

  it('pages through the hits', () => {
    const first = ask('#queues', { offset: 0, limit: 1 });
    const second = ask('#queues', { offset: 1, limit: 1 });
    expect([slugs(first), slugs(second)]).toEqual([['retries'], ['dead-letter-queue']]);
    expect(second).toMatchObject({ page: { offset: 1, total: 2 } });
  });

  it('says nothing matches rather than guess, and calls no topic near that is not', () => {
    expect(ask('kotlin coroutines')).toEqual({
      kind: 'nothing',
      question: parseQuestion('kotlin coroutines'),
      corrections: [],
      topics: [],
    });
  });

  it('leaves out of a topic what must not occur', () => {
    expect(slugs(ask('#queues -jitter'))).toEqual(['dead-letter-queue']);
    expect(ask('#retries -jitter').kind).toBe('nothing');
  });

  it.each(['#unknown jitter', '#database jitter', '#unknown "with jitter"'])(
    'looks beyond the topic for %s, and says so',
    (text) => {
      expect(ask(text)).toMatchObject({
        kind: 'suggestion',
        dropped: 'tags',
        question: parseQuestion(text),
        page: { hits: [{ article: { slug: 'retries' } }] },
      });
    },
  );

  it('keeps to a topic that is asked for beside signs alone', () => {
    expect(slugs(ask('#database ?'))).toEqual(['backups']);
  });

  it('offers what shares a part of the question as no more than nearest', () => {
    expect(ask('terraform jitter').kind).toBe('suggestion');
  });

  it('tells an unknown tag from an empty one by naming the nearest', () => {
    expect(ask('#queue')).toMatchObject({ kind: 'nothing', topics: [{ tag: 'queues' }] });
    expect(ask('#datbase')).toMatchObject({ topics: [{ tag: 'database' }] });
    expect(ask('#xy')).toMatchObject({ kind: 'nothing', topics: [] });
  });

  it.each(['', '   ', '🎉🎉', '?!'])('finds nothing to search for in %j', (text) => {
    expect(ask(text).kind).toBe('empty');
  });

  it('knows that there are words in a question of nothing but stop words', () => {
    expect(ask('the of and').kind).toBe('nothing');
  });

  it('counts exact words as an answer however seldom they stand', () => {
    expect(ask('terraform "jitter"').kind).toBe('found');
    expect(ask('terraform jitter').kind).toBe('suggestion');
  });

  it('answers a question quoted as a whole by its words when it stands nowhere so', () => {
    expect(ask('"waiting jobs failed"')).toMatchObject({
      kind: 'found',
      dropped: 'phrases',
      question: { phrases: ['waiting jobs failed'] },
      page: { hits: [{ article: { slug: 'dead-letter-queue' } }] },
    });
  });

  it('offers what has the words apart when a part of the question stands nowhere as quoted', () => {
    expect(ask('jobs "waiting failed"')).toMatchObject({ kind: 'suggestion', dropped: 'phrases' });
  });

  it('takes quotes around words that carry no subject for nothing', () => {
    expect(ask('"the" lunch menu of the canteen').kind).toBe('nothing');
    expect(ask('"what" jitter').kind).toBe('found');
  });

  describe('lists beside the first', () => {
    const page = (slug: string, body: string) => shortArticle({ slug, title: slug, body });
    const all = makeLibrary(
      page('a', 'Green lamps and brass lamps hang in the attic, green and brass.'),
      page('b', 'Green lamps of brass stand in the attic too.'),
      page('c', 'Somebody painted a green door once, and much later another door.'),
      page('d', 'Nothing of all that.'),
    );
    const listed = (text: string): string[] =>
      slugs(answerQuestion(all, parseQuestion(text), { offset: 0, limit: 9 }));

    it('what comes near it, and nothing that is far behind', () => {
      expect(listed('green brass lamps in the attic')).toEqual(['a', 'b']);
    });

    it('nothing that would not be worth offering by itself', () => {
      // The first is weak too, so that the others are not far behind it.
      expect(listed('green zebra xylophone quilt')).toEqual([]);
      expect(listed('door zebra')).toEqual(['c']);
    });
  });

  describe('says what it lacks', () => {
    it('when no article has a rare word', () => {
      expect(ask('replay a message with xylophone')).toMatchObject({
        missing: [{ word: 'xylophone', from: 'library' }],
      });
    });

    it('as it was written', () => {
      expect(ask('replay a message with Überstunden')).toMatchObject({
        missing: [{ word: 'Überstunden', from: 'library' }],
      });
    });

    it('when others have it', () => {
      expect(ask('replay jitter message')).toMatchObject({
        missing: [{ word: 'jitter', from: 'first' }],
      });
    });

    it('but makes no words of numbers and general words', () => {
      expect(ask('replay 4711 messages quickly and review')).toMatchObject({
        missing: [{ word: 'quickly', from: 'library' }],
      });
    });
  });

  it.each([
    'replay a message vs 50k others',
    'replay a message tho',
    'replay a message that hasn’t come',
    'replay letter queue message number alpha beta gamma delta epsilon zeta',
  ])('names nothing that is no surprise where it is missing: %s', (text) => {
    expect(ask(text)).toMatchObject({ missing: [] });
  });

  it('offers what several articles fit alike, by a lone word, as no more than that', () => {
    const page = (slug: string, body: string) => shortArticle({ slug, title: slug, body });
    const alike = makeLibrary(
      page('a', 'A slow pump.'),
      page('b', 'A slow lamp.'),
      page('c', 'Brass valves.'),
    );
    const asked = (text: string) =>
      answerQuestion(alike, parseQuestion(text), { offset: 0, limit: 3 });
    expect(asked('something is slow')).toMatchObject({ kind: 'suggestion' });
    expect(asked('brass')).toMatchObject({ kind: 'found' });
  });
});
