import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { HtmlValidate } from 'html-validate';
import { pino } from 'pino';
import { loadArticles } from '../../src/content/load-articles.ts';
import { createReader } from '../../src/reader/create-reader.ts';
import { makeLibrary } from '../helpers/make-library.ts';

const maxBytesOnTheWire = 50 * 1024;
const { articles } = await loadArticles('content');
const library = makeLibrary(...articles);
const server = createServer(
  createReader({
    library: () => library,
    contentDir: 'content',
    openToNetwork: false,
    logger: pino({ level: 'silent' }),
  }),
);
const checker = new HtmlValidate({ extends: ['html-validate:standard'] });
const pages = [
  '/',
  '/articles',
  '/search?q=retry',
  ...articles.map(({ slug }) => `/articles/${slug}`),
  ...new Set(articles.flatMap(({ tags }) => tags.map((tag) => `/topics/${tag}`))),
];

beforeAll(async () => {
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
});

afterAll(async () => {
  await new Promise((closed) => server.close(closed));
});

async function get(path: string): Promise<string> {
  const { port } = server.address() as AddressInfo;
  const response = await fetch(`http://127.0.0.1:${port}${path}`);
  expect(response.status).toBe(200);
  return response.text();
}

it.each(pages)('%s is valid, small, and asks nobody else for anything', async (path) => {
  const html = await get(path);
  const report = await checker.validateString(html);
  expect(report.results.flatMap(({ messages }) => messages)).toEqual([]);
  expect(brotliCompressSync(html).length).toBeLessThan(maxBytesOnTheWire);
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
