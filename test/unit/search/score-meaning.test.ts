import { describe, expect, test } from '@jest/globals';
import { answerQuestion } from '../../../src/answers/answer-question.ts';
import { parseQuestion } from '../../../src/answers/parse-question.ts';
import { buildArticleIndex } from '../../../src/search/article-index.ts';
import {
  listNear,
  maxNear,
  nearnessOf,
  shareOfMeaning,
  type Nearness,
} from '../../../src/search/score-meaning.ts';
import { makeArticle } from '../../helpers/make-article.ts';

const articles = [
  makeArticle({
    slug: 'rolling-back',
    title: 'Rolling back',
    markdown:
      'Before you start.\n\n## Deploying the previous tag\n\nDeploy the image that ran last week.\n\nTell the channel.\n',
  }),
  makeArticle({
    slug: 'bad-apples',
    title: 'Bad apples',
    markdown: 'A bad apple spoils the pie.\n',
  }),
  makeArticle({
    slug: 'parking',
    title: 'Parking',
    tags: ['office'],
    markdown: 'Where visitors park.\n',
  }),
];
const library = { articles, index: buildArticleIndex(articles) };
const near = (cosines: Readonly<Record<string, number>>, section?: number, from = 0): Nearness => ({
  articles: new Map(
    Object.entries(cosines).map(([slug, cosine]) => [slug, { cosine, section, from }]),
  ),
  mean: 0.1,
});
const meant = near({ 'rolling-back': 0.8, 'bad-apples': 0.2, parking: 0.1 }, 1);
const ask = (text: string, nearness?: Nearness) => {
  const asked = { ...parseQuestion(text), nearness };
  const answer = answerQuestion(library, asked, { offset: 0, limit: 10 });
  const hits = 'page' in answer ? answer.page.hits : [];
  return { kind: answer.kind, slugs: hits.map(({ article }) => article.slug), hits };
};
const question = 'how can somebody undo a bad release today';

describe('what a question means', () => {
  test('brings an article that shares no word with it, which words alone do not', () => {
    expect(ask(question).slugs).not.toContain('rolling-back');
    expect(ask(question, meant).slugs).toContain('rolling-back');
  });

  test('proves nothing: what is said of the answer is what the words alone would have said', () => {
    expect(ask(question, meant).kind).toBe(ask(question).kind);
    expect(ask('a question of other words entirely', meant).kind).not.toBe('found');
  });

  test('chooses the section where no word does', () => {
    const hit = ask(question, meant).hits.find(({ article }) => article.slug === 'rolling-back');
    expect(hit?.section?.heading).toBe('Deploying the previous tag');
  });

  test('is offered, and no more, where no word leads anywhere', () => {
    for (const unheard of ['kubernetes', 'xylophones versus kubernetes everywhere']) {
      expect(ask(unheard).kind).toBe('nothing');
      expect(ask(unheard, meant)).toMatchObject({ kind: 'suggestion', slugs: ['rolling-back'] });
    }
  });

  test('is not offered where it is only nearer than the rest', () => {
    const far = near({ 'rolling-back': 0.3, 'bad-apples': 0.1, parking: 0.1 }, 1);
    expect(ask('xylophones versus kubernetes everywhere', far).kind).toBe('nothing');
  });

  test('says from where its section is quoted, where no word does', () => {
    const passageFrom = (from: number): string => {
      const [hit] = ask('xylophones', near({ 'rolling-back': 0.8 }, 1, from)).hits;
      return (hit?.passage?.parts ?? [])
        .flatMap(({ pieces }) => pieces)
        .map(({ text }) => text)
        .join('');
    };
    expect(passageFrom(0)).toMatch(/^Deploy the image/);
    expect(passageFrom(7)).toMatch(/^Tell the channel/);
    expect(passageFrom(10)).toMatch(/^Deploy the image/);
  });

  test('has no say in a word, in what is called by its name, and in exact words', () => {
    expect(ask('parking', meant).slugs).toEqual(['parking']);
    expect(ask('bad apples', meant).slugs[0]).toBe('bad-apples');
    expect(ask('where do "visitors park" after the bad release', meant).slugs[0]).toBe('parking');
  });

  test('is added once to what the words bring, and orders all of it', () => {
    const slugsFor = (text: string, nearness: Nearness) =>
      library.index
        .search({ ...parseQuestion(text), nearness })
        .hits.map(({ article }) => article.slug);
    expect(slugsFor(question, meant)).toEqual(['rolling-back', 'bad-apples', 'parking']);
    const other = near({ 'rolling-back': 0.2, 'bad-apples': 0.2, parking: 0.9 });
    expect(slugsFor(question, other)[0]).toBe('parking');
    expect(slugsFor('how can somebody undo a "bad apple" today', other)).toEqual(['bad-apples']);
  });

  test('leads to no section where it means what stands before the first', () => {
    const [hit] = ask('xylophones', near({ 'rolling-back': 0.8 }, 0)).hits;
    expect(hit?.article.slug).toBe('rolling-back');
    expect(hit?.section).toBeUndefined();
  });

  test('brings nothing that a topic rules out', () => {
    const { hits } = library.index.search({
      ...parseQuestion(`${question} #office`),
      nearness: meant,
    });
    expect(hits.map(({ article }) => article.slug)).not.toContain('rolling-back');
  });
});

describe('nearnessOf', () => {
  const other = { cosine: 0.5, section: undefined, from: 0 };

  test('is nothing for what is as near as any article, and whole for the same text', () => {
    const nearness = { mean: 0.5, articles: new Map([['a', other]]) };
    expect(nearnessOf(nearness, 'a')).toBe(0);
    expect(nearnessOf({ ...nearness, mean: 0.6 }, 'a')).toBe(0);
    expect(nearnessOf({ ...nearness, mean: 0 }, 'a')).toBe(0.5);
    expect(nearnessOf({ ...nearness, mean: 1 }, 'a')).toBe(0);
    expect(nearnessOf(nearness, 'nothing is known of it')).toBe(0);
  });

  test('is the same with a model that finds everything near', () => {
    const strict = {
      mean: 0,
      articles: new Map([['a', { cosine: 0.5, section: undefined, from: 0 }]]),
    };
    const mild = {
      mean: 0.6,
      articles: new Map([['a', { cosine: 0.8, section: undefined, from: 0 }]]),
    };
    expect(nearnessOf(mild, 'a')).toBeCloseTo(nearnessOf(strict, 'a'));
  });
});

describe('listNear', () => {
  test('lists what comes nearest, then by slug', () => {
    expect(listNear(near({ a: 0.2, c: 0.9, b: 0.5, d: 0.5 }))).toEqual(['c', 'b', 'd', 'a']);
    expect(listNear(near({ d: 0.5, b: 0.5, a: 0.2 }))).toEqual(['b', 'd', 'a']);
  });

  test('lists no more than are worth a look', () => {
    const many = Array.from({ length: maxNear + 1 }, (_, i) => [`n${i}`, 1 - i / 100] as const);
    const listed = listNear(near(Object.fromEntries(many)));
    expect(listed).toEqual(many.slice(0, maxNear).map(([slug]) => slug));
  });
});

describe('shareOfMeaning', () => {
  test('falls as the words are surer of their answer, and never to nothing', () => {
    expect(shareOfMeaning(6, 0.5, 0)).toBe(shareOfMeaning(6, 1, 0));
    expect(shareOfMeaning(6, 2, 0)).toBeCloseTo(shareOfMeaning(6, 1, 0) / 2);
    expect(shareOfMeaning(6, Infinity, 0)).toBeCloseTo(shareOfMeaning(6, 1, 0) / 3);
  });

  test('is none for a word, and whole from five words on', () => {
    expect(shareOfMeaning(1, 1, 0)).toBe(0);
    expect(shareOfMeaning(3, 1, 0)).toBeCloseTo(shareOfMeaning(5, 1, 0) / 2);
    expect(shareOfMeaning(9, 1, 0)).toBe(shareOfMeaning(5, 1, 0));
  });

  test('is twice as much where the first by words lacks all that was asked', () => {
    expect(shareOfMeaning(6, 1, 0.5)).toBeCloseTo(1.5 * shareOfMeaning(6, 1, 0));
    expect(shareOfMeaning(6, 1, 1)).toBeCloseTo(2 * shareOfMeaning(6, 1, 0));
  });
});
