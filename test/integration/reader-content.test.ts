import { gzipSync } from 'node:zlib';
import { expect, it } from '@jest/globals';
import { HtmlValidate } from 'html-validate';
import { loadArticles } from '../../src/library/load-articles.ts';
import { createReader } from '../../src/reader/create-reader.ts';
import { createReviewBook } from '../../src/upkeep/review-book.ts';
import { makeLibrary } from '../helpers/make-library.ts';

const maxBytesOnTheWire = 50 * 1024;
const { articles } = await loadArticles('content');
const library = makeLibrary(...articles);
const reader = createReader({
  library: () => library,
  readFile: () => Promise.resolve(undefined),
  reviews: createReviewBook(() => new Date('2026-11-25')),
  deadLinks: () => [],
  openToNetwork: false,
});
const checker = new HtmlValidate({ extends: ['html-validate:standard'] });
const pages = [
  '/',
  '/articles',
  '/library',
  '/search?q=retry',
  ...articles.map(({ slug }) => `/articles/${slug}`),
  ...new Set(articles.flatMap(({ tags }) => tags.map((tag) => `/topics/${tag}`))),
];

async function get(path: string): Promise<string> {
  const response = await reader.request(path, { headers: { host: 'localhost' } });
  expect(response.status).toBe(200);
  return response.text();
}

it.each(pages)('%s is valid, small, and asks nobody else for anything', async (path) => {
  const html = await get(path);
  const report = await checker.validateString(html);
  expect(report.results.flatMap(({ messages }) => messages)).toEqual([]);
  expect(gzipSync(html).length).toBeLessThan(maxBytesOnTheWire);
  expect(html).not.toMatch(/<script|<[^a][^>]*(?:src|href|srcset)="(?:https?:)?\/\//);
});

it.each(articles)('$slug has every section at its anchor, once', async ({ slug, sections }) => {
  const html = await get(`/articles/${slug}`);
  for (const { anchor } of sections.filter(({ level }) => level > 0)) {
    expect(html.split(`id="${anchor}"`)).toHaveLength(2);
  }
});

it('every link within the library leads to a page and a place on it', async () => {
  const texts = new Map<string, string>();
  for (const path of pages) texts.set(path, await get(path));
  const links = [...texts.values()].flatMap((html) =>
    [...html.matchAll(/ href="(\/articles\/[^"#]+)(?:#([^"]*))?"/g)].map(
      ([, path = '', anchor = '']) => ({ path, anchor }),
    ),
  );
  expect(links.length).toBeGreaterThan(articles.length);
  const dead = links.filter(({ path, anchor }) => {
    const target = texts.get(path);
    return target === undefined || (anchor !== '' && !target.includes(`id="${anchor}"`));
  });
  expect(dead).toEqual([]);
});
