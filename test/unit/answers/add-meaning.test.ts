import { describe, expect, test } from '@jest/globals';
import { answerQuestion } from '../../../src/answers/answer-question.ts';
import { parseQuestion } from '../../../src/answers/parse-question.ts';
import { buildArticleIndex } from '../../../src/search/article-index.ts';
import { addMeaning, lackedBy, maxNear, shareOfMeaning } from '../../../src/answers/add-meaning.ts';
import type { Nearness } from '../../../src/answers/nearness.ts';
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
/** What any article is near to a question. */
const mean = 0.1;
const near = (cosines: Readonly<Record<string, number>>, section?: number, from = 0): Nearness =>
  new Map(
    Object.entries(cosines)
      .sort(([, one], [, other]) => other - one)
      .map(([slug, cosine]) => [slug, { nearness: (cosine - mean) / (1 - mean), section, from }]),
  );
/** The slugs of what is found, in order. */
const find = (text: string, nearness: Nearness, { index } = library) => {
  const asked = { ...parseQuestion(text), nearness };
  return addMeaning(index, asked, index.search(asked)).map(({ article }) => article.slug);
};
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
    expect(find(question, meant)).toEqual(['rolling-back', 'bad-apples', 'parking']);
    const other = near({ 'rolling-back': 0.2, 'bad-apples': 0.2, parking: 0.9 });
    expect(find(question, other)[0]).toBe('parking');
    expect(find('how can somebody undo a "bad apple" today', other)).toEqual(['bad-apples']);
  });

  test('leads to no section where it means what stands before the first', () => {
    const [hit] = ask('xylophones', near({ 'rolling-back': 0.8 }, 0)).hits;
    expect(hit?.article.slug).toBe('rolling-back');
    expect(hit?.section).toBeUndefined();
  });

  test('brings nothing that a topic rules out', () => {
    expect(find(`${question} #office`, meant)).not.toContain('rolling-back');
  });
});

describe('what words would not have brought', () => {
  test('is as many as are worth a look, the nearest', () => {
    const many = Array.from({ length: maxNear + 1 }, (_, i) => makeArticle({ slug: `n${i}` }));
    const nearness = near(Object.fromEntries(many.map(({ slug }, i) => [slug, 1 - i / 100])));
    const found = find('xylophones', nearness, {
      articles: many,
      index: buildArticleIndex(many),
    });
    expect(found).toEqual(many.slice(0, maxNear).map(({ slug }) => slug));
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

describe('lackedBy', () => {
  const lacked = (
    asked: readonly (readonly [word: string, count: number])[],
    isMissed?: (typed: ReadonlySet<string>) => boolean,
  ): number =>
    lackedBy(
      { counts: [...asked.map(([, count]) => count), 0] },
      [
        ...asked.map(([word]) => ({ isTelling: true, typed: new Set([word]) })),
        { isTelling: false, typed: new Set(['how']) },
      ],
      isMissed,
    );

  test('is the part of the telling words that does not stand there', () => {
    expect(
      lacked([
        ['kerberos', 0],
        ['refund', 2],
      ]),
    ).toBe(0.5);
    expect(lacked([['refund', 1]])).toBe(0);
    expect(lacked([])).toBe(0);
  });

  test('leaves out what nobody misses', () => {
    expect(lacked([['tomorrow', 0]], (typed) => !typed.has('tomorrow'))).toBe(0);
  });
});
