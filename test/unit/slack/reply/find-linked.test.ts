import { expect, it } from '@jest/globals';
import { createFindLinked, createLinkTo } from '../../../../src/slack/reply/article-links.ts';
import { makeArticle } from '../../../helpers/make-article.ts';

const articles = [
  makeArticle({ slug: 'ops/vault tokens' }),
  makeArticle({ slug: 'wiki', url: 'https://wiki.example.com/a/b/' }),
];
const linkTo = createLinkTo('https://guide.example.com/articles/');

it.each([
  ['https://guide.example.com/articles/ops/vault%20tokens', 'ops/vault tokens'],
  [' <https://guide.example.com/articles/ops/vault%20tokens/|the link> ', 'ops/vault tokens'],
  ['http://wiki.example.com/a/b?x=1#part', 'wiki'],
  ['https://guide.example.com/articles/', undefined],
  ['https://evil.example.com/articles/wiki', undefined],
  ['javascript:alert(1)', undefined],
  ['wiki', undefined],
  ['', undefined],
])('finds the article of %s: %s', (typed, slug) => {
  expect(createFindLinked(articles, linkTo)(typed)?.article.slug).toBe(slug);
});
