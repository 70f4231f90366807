import { describe, expect, test } from '@jest/globals';
import { answerQuestion } from '../../../src/answers/answer-question.ts';
import { parseQuestion } from '../../../src/answers/parse-question.ts';
import { buildArticleIndex } from '../../../src/search/article-index.ts';
import type { Nearness } from '../../../src/search/score-meaning.ts';
import { makeArticle } from '../../helpers/make-article.ts';

const articles = [
  makeArticle({
    slug: 'rolling-back',
    title: 'Rolling back',
    markdown:
      'Before you start.\n\n## Deploying the previous tag\n\nDeploy the image that ran last week.\n',
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
const near = (cosines: Readonly<Record<string, number>>, section?: number): Nearness => ({
  articles: new Map(Object.entries(cosines).map(([slug, cosine]) => [slug, { cosine, section }])),
  mean: 0.1,
  highest: Math.max(...Object.values(cosines)),
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

  test('has no say in a word, in what is called by its name, and in exact words', () => {
    expect(ask('parking', meant).slugs).toEqual(['parking']);
    expect(ask('bad apples', meant).slugs[0]).toBe('bad-apples');
    expect(ask('where do "visitors park" after the bad release', meant).slugs[0]).toBe('parking');
  });

  test('brings nothing that a topic rules out', () => {
    const { hits } = library.index.search({
      ...parseQuestion(`${question} #office`),
      nearness: meant,
    });
    expect(hits.map(({ article }) => article.slug)).not.toContain('rolling-back');
  });
});
