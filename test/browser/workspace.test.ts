import { existsSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { describeInChromium, launchChromium, listBarriers, openPage } from './chromium.ts';
import { openDemo, type RunningDemo } from './open-demo.ts';
import { takeScreenshots } from './screenshots.ts';
import { actAsPerson, findComposer, writeMessage } from './workspace-page.ts';

describeInChromium('the workspace', () => {
  let demo: RunningDemo;
  let browser: Browser;
  let page: Page;
  let troubles: readonly string[];

  beforeAll(async () => {
    [demo, browser] = await Promise.all([openDemo(), launchChromium()]);
  });
  beforeEach(async () => {
    ({ page, troubles } = await openPage(browser));
    await page.goto(demo.workspace);
    await composer().waitFor();
  });
  afterEach(async () => {
    await page.context().close();
    if (troubles.length > 0) throw new Error(troubles.join('\n'));
  });
  afterAll(async () => {
    await browser.close();
    await demo.interrupt();
  });

  const composer = (): Locator => findComposer(page);
  const messages = (): Locator => page.locator('.conversation .message');
  const write = (text: string): Promise<void> => writeMessage(page, text);
  const actAs = (name: string): Promise<void> => actAsPerson(page, name);
  const goTo = (name: string): Promise<void> =>
    page.getByRole('navigation', { name: 'Workspace' }).getByRole('button', { name }).click();
  /** Asks, and resolves with the answer to this question. */
  const ask = async (question: string): Promise<Locator> => {
    const answers = messages().filter({
      has: page.locator('.context', { hasText: question }).first(),
    });
    const before = await answers.count();
    await write(`/guide ${question}`);
    const answer = answers.nth(before);
    await answer.waitFor();
    return answer;
  };

  it('shows the command and its hint, as Slack does', async () => {
    await composer().fill('/gu');
    const hint = page.locator('.commands');
    expect(await hint.innerText()).toContain('/guide how do I roll back a release');
    await composer().press('Tab');
    expect(await composer().inputValue()).toBe('/guide ');
  });

  it('answers a question for the asker alone', async () => {
    const answer = await ask('how do I roll back a release');
    expect(await answer.innerText()).toContain('Only visible to you');
    expect(await answer.getByRole('link').first().innerText()).toContain('CI/CD pipeline');
    await takeScreenshots(page, 'answer', answer);
    await actAs('Mia Brandt');
    await page.getByText('Did we write that down').waitFor();
    expect(await messages().filter({ hasText: 'Read here' }).count()).toBe(0);
  });

  it('shares an article with the channel', async () => {
    const answer = await ask('dead-letter queue');
    await answer.getByRole('button', { name: /^Share in this channel/ }).click();
    const shared = messages()
      .filter({ hasText: 'Ada Lindqvist' })
      .filter({ hasText: 'Dead-letter queues' });
    await shared.last().waitFor();
    await actAs('Mia Brandt');
    await shared.last().waitFor();
    expect(await shared.last().innerText()).not.toContain('Only visible to you');
  });

  it('shows what a link to an article leads to', async () => {
    await write(`We have this: ${demo.articles}articles/dead-letter-queue`);
    const preview = messages().filter({ hasText: 'We have this' }).last().locator('.preview');
    await preview.getByRole('link', { name: 'Dead-letter queues' }).waitFor();
    expect(await preview.innerText()).toMatch(/updated/);
    await takeScreenshots(page, 'link');
  });

  it('pages through the results and back', async () => {
    await write('/guide #cost');
    const answer = messages().filter({ hasText: '#cost' }).last();
    const first = await answer.getByRole('link').first().innerText();
    await answer.getByRole('button', { name: /^More: / }).click();
    await answer.getByRole('button', { name: 'Back' }).waitFor();
    expect(await answer.getByRole('link').first().innerText()).not.toBe(first);
    await answer.getByRole('button', { name: 'Back' }).click();
    await answer.getByRole('link', { name: first }).waitFor();
  });

  it('shows an article in place, from the section that answers', async () => {
    const answer = await ask('how do I roll back a release');
    await answer.getByRole('button', { name: /^Read here/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Rolling back', { exact: true }).first().waitFor();
    await takeScreenshots(page, 'read');
    await dialog.getByRole('combobox', { name: 'Go to a section' }).selectOption({ index: 1 });
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    await dialog.waitFor({ state: 'detached' });
  });

  it('asks from the Home tab', async () => {
    await goTo('Home');
    const home = page.getByRole('region', { name: 'Home of Guidepost' });
    await home.getByRole('heading', { name: 'Topics' }).waitFor();
    await takeScreenshots(page, 'home');
    await home.getByRole('textbox', { name: 'Ask the guide' }).fill('how do I roll back a release');
    await page.keyboard.press('Enter');
    const answer = page.getByRole('dialog', { name: 'Ask the guide' });
    await answer.getByRole('link', { name: /CI\/CD pipeline/ }).waitFor();
    await takeScreenshots(page, 'ask');
    await answer.getByRole('button', { name: 'Close' }).last().click();
    await answer.waitFor({ state: 'detached' });
  });

  it('suggests articles by their names on the Home tab', async () => {
    await goTo('Home');
    const home = page.getByRole('region', { name: 'Home of Guidepost' });
    await home.getByRole('textbox', { name: 'Find an article by its name' }).fill('idempo');
    await home
      .getByRole('button', { name: /^Idempotency/ })
      .first()
      .click();
    const article = page.getByRole('dialog', { name: /^Idempotency/ });
    await article.getByRole('button', { name: 'Close' }).last().click();
    await article.waitFor({ state: 'detached' });
  });

  it('finds an article about somebody’s message, from its shortcut', async () => {
    const message = messages().filter({ hasText: 'hammered it for an hour' });
    await message.getByRole('button', { name: 'Find an article on this' }).click();
    const dialog = page.getByRole('dialog', { name: 'Ask the guide' });
    await dialog.getByRole('button', { name: /^Read here/ }).waitFor();
    await dialog.getByRole('button', { name: /^Share in the thread/ }).click();
    await dialog.getByText('You shared this in the thread.').waitFor();
    await takeScreenshots(page, 'thread');
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    await dialog.waitFor({ state: 'detached' });
    await message.getByRole('button', { name: '1 reply' }).click();
    const thread = page.getByRole('region', { name: 'Thread' });
    await thread.getByText('shared from the guide').waitFor();
  });

  it('greets whoever opens the conversation with the bot for the first time', async () => {
    await goTo('guidepost');
    const greeting = messages().filter({ hasText: 'I look things up in our guide' });
    await greeting.waitFor();
    await takeScreenshots(page, 'greeting', greeting);
    await greeting.locator('.actions button').first().click();
    await messages()
      .getByRole('button', { name: /^Read here/ })
      .first()
      .waitFor();
    expect(await greeting.count()).toBe(1);
  });

  it('opens an article at its section, and leads on from there', async () => {
    const answer = await ask('how do I roll back a release');
    const [article] = await Promise.all([
      page.context().waitForEvent('page'),
      answer.getByRole('link').first().click(),
    ]);
    await article.waitForLoadState();
    const section = article.locator(':target');
    expect(await section.innerText()).toMatch(/roll/i);
    const place = await section.boundingBox();
    expect(place?.y).toBeGreaterThanOrEqual(0);
    expect(place?.y).toBeLessThan(700);
    const related = article.locator('.body a[href^="/articles/"]').first();
    const name = await related.getAttribute('href');
    await related.click();
    expect(new URL(article.url()).pathname + new URL(article.url()).hash).toBe(name);
    expect(await article.locator('h1').innerText()).not.toBe('');
  });

  it('answers a mention in its thread', async () => {
    const before = await messages().count();
    await write('@guidepost idempotency keys');
    const question = messages().filter({ hasText: '@guidepost idempotency keys' });
    await question.getByRole('button', { name: '1 reply' }).click();
    const thread = page.getByRole('region', { name: 'Thread' });
    await thread
      .getByRole('link', { name: /Idempotency/ })
      .first()
      .waitFor();
    expect(await messages().count()).toBe(before + 1);
  });

  it('answers a direct message', async () => {
    await goTo('guidepost');
    await write('postgres backups');
    const link = messages()
      .getByRole('link', { name: /backup/i })
      .first();
    expect(await link.getAttribute('href')).toContain(demo.articles);
  });

  it('is not for people of another organisation', async () => {
    await actAs('Sam Okafor');
    await write('/guide retries');
    const refusal = messages().filter({ hasText: '/guide is not a valid command' });
    expect(await refusal.innerText()).toContain('Only visible to you');
  });

  it('answers all the same when Slack fails once', async () => {
    await page.getByRole('button', { name: 'Fail the next post' }).click();
    await page.getByRole('button', { name: 'The next post will fail' }).waitFor();
    // An answer to a command needs no post; one in a thread does.
    await write('@guidepost retries');
    await page.getByRole('button', { name: 'Fail the next post' }).waitFor();
    // Slack left it open whether that post went through: half a minute later we look, and post again.
    const mention = messages().filter({ hasText: '@guidepost retries' }).last();
    await mention.getByRole('button', { name: '1 reply' }).waitFor({ timeout: 90_000 });
    expect(await messages().filter({ hasText: 'Reference' }).count()).toBe(0);
  }, 120_000);

  it('answers again after the bot was restarted', async () => {
    const state = page.getByRole('status');
    await page.getByRole('button', { name: 'Restart the bot' }).click();
    await state.filter({ hasText: 'starting' }).waitFor();
    await state.filter({ hasText: 'ready' }).waitFor();
    const answer = await ask('pagination');
    expect(await answer.getByRole('link').first().innerText()).toContain('pagination');
  });

  it('moves the clock of Slack and of the bot', async () => {
    const ages = async (): Promise<string | undefined> =>
      /updated [\w ]+/.exec(await (await ask('newest n8n')).innerText())?.[0];
    const clock = page.locator('.clock time');
    const shown = async (): Promise<number> =>
      Date.parse(String(await clock.getAttribute('datetime')));
    const ageBefore = await ages();
    const before = await shown();
    await page.getByRole('button', { name: '+ 1 day' }).click();
    while ((await shown()) - before < 24 * 60 * 60_000) await clock.isVisible();
    await page.request.post(`${demo.workspace}api`, {
      data: { kind: 'advance', minutes: 300 * 24 * 60 },
    });
    expect(await ages()).not.toBe(ageBefore);
  });

  it('shows what went over the wire', async () => {
    await ask('retries');
    await page.getByRole('button', { name: 'Traffic' }).click();
    const command = page.locator('.traffic details').filter({ hasText: '/guide' }).first();
    expect(await command.innerText()).toMatch(/Slack → bot\s+\/guide retries\s+[\d.]+ ms/);
    await command.locator('summary').click();
    expect(await command.innerText()).toContain('"text": "retries"');
  });

  it('fits a telephone', async () => {
    await page.setViewportSize({ width: 390, height: 700 });
    await ask('retries');
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(390);
    const bottomOf = async (part: Locator): Promise<number> => {
      const box = await part.boundingBox();
      return box === null ? NaN : box.y + box.height;
    };
    const lastPerson = await bottomOf(page.locator('.sidebar label').last());
    expect(lastPerson).toBeLessThanOrEqual(await bottomOf(page.locator('.sidebar')));
    expect(await bottomOf(composer())).toBeLessThanOrEqual(700);
    expect(await listBarriers(page)).toEqual([]);
  });

  it('can be used by keyboard and with a screen reader', async () => {
    await page.keyboard.type('/guide retries');
    await page.keyboard.press('Enter');
    await messages().filter({ hasText: 'Read here' }).first().waitFor();
    await page.getByRole('button', { name: 'Traffic' }).click();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await listBarriers(page)).toEqual([]);
    }
  });

  it('ends with Ctrl-C and leaves nothing behind', async () => {
    await page.context().close();
    expect(await demo.interrupt()).toBe(0);
    expect(existsSync(demo.dataDir)).toBe(false);
    for (const address of [demo.workspace, demo.articles]) {
      await expect(fetch(address)).rejects.toThrow('fetch failed');
    }
  });
});
