import { describe, expect, it } from '@jest/globals';
import { answerQuestion } from '../../../src/answers/answer-question.ts';
import { parseQuestion } from '../../../src/answers/parse-question.ts';
import { makeLibrary, shortArticle } from '../../helpers/make-library.ts';

const library = makeLibrary(
  shortArticle({
    slug: 'pump',
    title: 'Starting the pump',
    body: 'Start the pump.',
    tags: ['pumping'],
    updated: '2026-01-01',
  }),
  shortArticle({
    slug: 'valve',
    title: 'Valves',
    body: 'To start the pump, open a valve.',
    tags: ['water', 'valves'],
    updated: '2026-02-01',
  }),
  shortArticle({
    slug: 'hose',
    title: 'Hoses',
    body: 'Roll up.',
    tags: ['water'],
    updated: '2026-03-01',
  }),
  shortArticle({ slug: 'lunch', title: 'Lunch', body: 'At noon.', tags: ['food', 'water'] }),
);
const ask = (text: string, offset = 0) =>
  answerQuestion(library, parseQuestion(text), { offset, limit: 2 });

describe('a question within a topic that has nothing on it', () => {
  it('is shown what others have on it, with their topics behind the one that was asked for', () => {
    expect(ask('#food start the pump')).toMatchObject({
      kind: 'suggestion',
      dropped: 'tags',
      page: { hits: [{ article: { slug: 'pump' } }] },
      topics: [{ tag: 'food' }, { tag: 'pumping' }],
    });
  });

  it('is told the topic that begins as the one that was typed, or goes on where it ends', () => {
    expect(ask('#pump')).toMatchObject({ kind: 'nothing', topics: [{ tag: 'pumping' }] });
    expect(ask('#pumpings')).toMatchObject({ kind: 'nothing', topics: [{ tag: 'pumping' }] });
  });
});

describe('a topic alone', () => {
  it('is its articles, the latest first, with nothing corrected and nothing missing', () => {
    const answer = ask('#water');
    expect(answer).toMatchObject({
      kind: 'found',
      corrections: [],
      missing: [],
      page: {
        total: 3,
        hits: [
          { article: { slug: 'hose' }, versions: [] },
          { article: { slug: 'valve' }, versions: [] },
        ],
      },
    });
    expect(ask('#water', 2)).toMatchObject({ page: { hits: [{ article: { slug: 'lunch' } }] } });
  });
});

describe('a question', () => {
  it('is shown as many articles as are asked for, from where it goes on', () => {
    const slugsOf = (offset: number) => {
      const answer = ask('water', offset);
      return 'page' in answer ? answer.page.hits.map(({ article: { slug } }) => slug) : [];
    };
    const [first, second] = [slugsOf(0), slugsOf(2)];
    expect([first.length, second.length]).toEqual([2, 1]);
    expect(new Set([...first, ...second]).size).toBe(3);
  });

  it('is told the topics of what comes nearest, the nearest first', () => {
    const about = (slug: string, title: string, tags: string[]) =>
      shortArticle({ slug, title, body: `${title}.`, tags });
    const given = makeLibrary(
      about('a', 'Cleaning the boiler', ['zeta', 'flues']),
      about('b', 'Cleaning the boiler room', ['rotas', 'zeta']),
      about('c', 'Lunch', ['alpha']),
      ...['d', 'e', 'f'].map((slug) => about(slug, 'Rota', ['rotas'])),
    );
    const answer = answerQuestion(given, parseQuestion('#alpha cleaning the boiler'), {
      offset: 0,
      limit: 3,
    });
    expect(answer).toMatchObject({ kind: 'suggestion' });
    expect('topics' in answer ? answer.topics.map(({ tag }) => tag) : []).toEqual([
      'alpha',
      'zeta',
      'flues',
      'rotas',
    ]);
  });
});
