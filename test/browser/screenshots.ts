import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { listBarriers } from './chromium.ts';

const maxBytes = 100 * 1024;
const size = { width: 1080, height: 700 };
/** The README's pictures are taken by `npm run screenshots`; other runs leave them alone. */
const dir =
  process.env['SCREENSHOTS'] === 'keep' ? 'docs/images' : join(tmpdir(), 'guidepost-screenshots');

/**
 * Takes NAME-light.webp and NAME-dark.webp, each small enough for a README, with `top` uppermost, of what
 * keeps nobody out in either.
 */
export async function takeScreenshots(page: Page, name: string, top?: Locator): Promise<void> {
  const usual = page.viewportSize() ?? size;
  const session = await page.context().newCDPSession(page);
  await mkdir(dir, { recursive: true });
  await page.setViewportSize(size);
  // What is pointed at looks otherwise.
  await page.mouse.move(0, 0);
  await top?.evaluate((element) => {
    element.scrollIntoView({ block: 'start' });
  });
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await listBarriers(page)).toEqual([]);
    const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: 80 });
    const picture = Buffer.from(data, 'base64');
    expect(picture.length).toBeLessThan(maxBytes);
    await writeFile(join(dir, `${name}-${colorScheme}.webp`), picture);
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(usual);
}
