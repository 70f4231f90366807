import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { describe } from '@jest/globals';
import type { AxeResults } from 'axe-core';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';

const executablePath = '/usr/bin/chromium';
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const axeFile = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

const isMissing = !existsSync(executablePath);
if (isMissing && process.env['CI'] === 'true') {
  throw new Error('CI=true needs Chromium: apt-get install chromium');
}
if (isMissing) {
  process.stderr.write(
    `Left out: the tests in a browser. There is no ${executablePath}; apt-get install chromium brings it.\n`,
  );
}

/** Like `describe`; left out, and said so, on a machine without Chromium. */
export function describeInChromium(subject: string, tests: () => void): void {
  // Looked up in each call: files share this module, and `skip` is that of the file in which it is read.
  (isMissing ? describe.skip : describe)(subject, tests);
}

export function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath, args });
}

/** A page that fails the test when it logs an error or asks another machine for anything. */
export async function openPage(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<{ page: Page; troubles: readonly string[] }> {
  const context = await browser.newContext({ viewport: { width: 1100, height: 700 }, ...options });
  const troubles: string[] = [];
  context.on('page', (page) => {
    page.on('pageerror', (error) => troubles.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') troubles.push(message.text());
    });
    page.on('dialog', (dialog) => {
      troubles.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
  });
  context.on('request', (request) => {
    if (new URL(request.url()).hostname !== '127.0.0.1') troubles.push(request.url());
  });
  return { page: await context.newPage(), troubles };
}

/** Looks for what keeps people out: names, roles, contrast, landmarks, focus. */
export async function listBarriers(page: Page): Promise<readonly string[]> {
  // Past the page's policy, which rightly refuses scripts from elsewhere.
  await page.evaluate(await readFile(axeFile, 'utf8'));
  const { violations } = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
  );
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join('\n')}`);
}
