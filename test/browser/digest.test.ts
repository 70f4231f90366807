import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { describeInChromium, launchChromium, openPage } from './chromium.ts';
import { openDemo, type RunningDemo } from './open-demo.ts';
import { takeScreenshots } from './screenshots.ts';
import { actAsPerson, writeMessage } from './workspace-page.ts';

describeInChromium('a weekly digest', () => {
  let demo: RunningDemo;
  let browser: Browser;
  let page: Page;
  let troubles: readonly string[];

  beforeAll(async () => {
    [demo, browser] = await Promise.all([openDemo(), launchChromium()]);
    ({ page, troubles } = await openPage(browser));
    await page.goto(demo.workspace);
  });
  afterAll(async () => {
    await browser.close();
    await demo.interrupt();
  });

  const write = (text: string): Promise<void> => writeMessage(page, text);
  const actAs = (name: string): Promise<void> => actAsPerson(page, name);
  const form = (): Locator => page.getByRole('dialog', { name: 'Weekly digest' });
  const messages = (): Locator => page.locator('.conversation .message');
  const seenByAll = (): Locator => page.locator('.conversation .message:not(.ephemeral)');

  it('is not for guests to set up', async () => {
    await actAs('Gus Ferrari');
    await write('/guide digest subscribe');
    const refusal = messages().filter({ hasText: 'Only full members' });
    expect(await refusal.innerText()).toContain('Only visible to you');
    expect(await form().count()).toBe(0);
  });

  it('is set up by a form, and the channel is told', async () => {
    await actAs('Ada Lindqvist');
    await write('/guide digest subscribe');
    await form().waitFor();
    await form().getByRole('checkbox', { name: 'retries' }).check();
    await form().getByRole('checkbox', { name: 'webhooks' }).check();
    await takeScreenshots(page, 'form');
    await form().getByRole('button', { name: 'Subscribe' }).click();
    await form().locator(':focus', { hasText: 'Close' }).waitFor();
    await page.keyboard.press('Enter');
    await form().waitFor({ state: 'detached' });
    const told = seenByAll().filter({ hasText: 'set up a weekly digest' });
    expect(await told.innerText()).toContain('every Monday at 09:00 (Europe/Berlin)');
  });

  it('can be looked at beforehand', async () => {
    await write('/guide digest preview');
    const preview = messages().filter({ hasText: 'Dead-letter queues' }).last();
    expect(await preview.innerText()).toContain('Only visible to you');
  });

  it('arrives when the clock says so, for everybody in the channel', async () => {
    await page.getByRole('button', { name: 'To the next digest' }).click();
    const digest = seenByAll().filter({ hasText: 'This week in the guide' });
    await digest.waitFor();
    expect(await page.locator('.clock').innerText()).toMatch(/^Monday \d+ \w+,? (?:at )?09:00/);
    expect(await digest.innerText()).toContain('Dead-letter queues');
    expect(await digest.innerText()).toContain('Set up by Ada Lindqvist');
    await takeScreenshots(page, 'digest', digest);
    await actAs('Gus Ferrari');
    expect(await digest.count()).toBe(1);
  });

  it('comes once, also when the bot is restarted', async () => {
    const state = page.getByRole('status');
    await page.getByRole('button', { name: 'Restart the bot' }).click();
    await state.filter({ hasText: 'starting' }).waitFor();
    await state.filter({ hasText: 'ready' }).waitFor();
    await page.getByRole('button', { name: '+ 1 hour' }).click();
    const standing = page.locator('.conversation .message', { hasText: 'More commands' });
    await write('/guide digest');
    await standing.getByRole('button', { name: 'Preview' }).waitFor();
    // A guest may look, and no more.
    expect(await standing.getByRole('button').allInnerTexts()).toEqual(['Preview']);
    await actAs('Ada Lindqvist');
    await write('/guide digest');
    await standing.getByRole('button', { name: 'Pause' }).waitFor();
    await takeScreenshots(page, 'state', standing.last());
    await write('/guide digest history');
    await messages()
      .filter({ hasText: /history|digests/i })
      .last()
      .waitFor();
    expect(await seenByAll().filter({ hasText: 'This week in the guide' }).count()).toBe(1);
    expect(troubles).toEqual([]);
  });
});
