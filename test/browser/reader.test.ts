import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { pino } from 'pino';
import type { Browser } from 'playwright-core';
import { loadArticles } from '../../src/library/load-articles.ts';
import { openHttpServer, type HttpServer } from '../../src/ops/open-http-server.ts';
import { createReader } from '../../src/reader/create-reader.ts';
import { createReviewBook } from '../../src/upkeep/review-book.ts';
import { makeLibrary } from '../helpers/make-library.ts';
import { describeInChromium, launchChromium, listBarriers, openPage } from './chromium.ts';
import { takeScreenshots } from './screenshots.ts';

describeInChromium('the pages', () => {
  let browser: Browser;
  let server: HttpServer;
  let address: string;

  beforeAll(async () => {
    browser = await launchChromium();
    const { articles } = await loadArticles('content');
    const library = makeLibrary(...articles);
    const logger = pino({ level: 'silent' });
    const reader = createReader({
      library: () => library,
      readFile: () => Promise.resolve(undefined),
      reviews: createReviewBook(() => new Date('2026-11-25')),
      deadLinks: () => [],
      openToNetwork: false,
    });
    server = await openHttpServer({ host: '127.0.0.1', port: 0, routes: [reader], log: logger });
    address = `http://127.0.0.1:${server.port}`;
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
  });

  it.each([
    '/',
    '/articles',
    '/articles/retries-and-backoff',
    '/topics/deploy',
    '/search?q=roll+back',
    '/search?q=xyzzyq',
    '/nope',
  ])('keep nobody out: %s', async (path) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page, troubles } = await openPage(browser, { colorScheme });
      await page.goto(address + path);
      expect(await listBarriers(page)).toEqual([]);
      expect(troubles.filter((trouble) => !trouble.includes('404'))).toEqual([]);
      await page.context().close();
    }
  });

  it('are complete without JavaScript', async () => {
    const { page, troubles } = await openPage(browser, { javaScriptEnabled: false });
    await page.goto(address);
    await page.getByRole('searchbox', { name: 'Search the guide' }).fill('rate limit');
    await page.getByRole('button', { name: 'Search' }).click();
    await page
      .getByRole('link', { name: /Rate limiting/ })
      .first()
      .click();
    expect(await page.locator('h1').innerText()).toMatch(/rate limit/i);
    expect(await page.locator('.hljs-keyword').count()).toBeGreaterThan(0);
    await page.locator('a.next, a.previous').first().click();
    expect(await page.locator('h1').innerText()).not.toMatch(/rate limit/i);
    expect(troubles).toEqual([]);
    await page.context().close();
  });

  it('fit a telephone', async () => {
    const { page } = await openPage(browser, { viewport: { width: 360, height: 640 } });
    for (const path of ['/', '/articles/retries-and-backoff', '/search?q=retry']) {
      await page.goto(address + path);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width).toBeLessThanOrEqual(360);
    }
    await page.context().close();
  });

  it('can be read by keyboard alone', async () => {
    const { page } = await openPage(browser);
    await page.goto(`${address}/articles/retries-and-backoff`);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('MAIN');
    await page.context().close();
  });

  it('print the article without the frame around it', async () => {
    const { page } = await openPage(browser);
    await page.goto(`${address}/articles/retries-and-backoff`);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('header.site').isVisible()).toBe(false);
    expect(await page.locator('h1').isVisible()).toBe(true);
    await page.context().close();
  });

  it('are worth a look', async () => {
    const { page, troubles } = await openPage(browser);
    await page.goto(`${address}/articles/retries-and-backoff`);
    await takeScreenshots(page, 'article');
    expect(troubles).toEqual([]);
    await page.context().close();
  });
});
