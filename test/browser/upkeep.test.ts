import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { Temporal } from 'temporal-polyfill';
import { describeInChromium, listBarriers } from './chromium.ts';
import { openEditableDemo, type EditableDemo } from './open-editable-demo.ts';
import { takeScreenshots } from './screenshots.ts';
import { actAsPerson, writeMessage } from './workspace-page.ts';

const question = 'how do we run a blue-green deploy';
const article = `---
title: Blue-green deploys on one host
summary: Two copies of the service and one switch, so that going back takes a second.
tags: [deploy]
---

## How to run a blue-green deploy

Start the new copy beside the old one, wait until it's healthy, then point the proxy at it. Keep the old copy running for an hour: going back is the same switch.
`;

describeInChromium('a question that no article answers', () => {
  let open: EditableDemo;
  let demo: EditableDemo['demo'];
  let contentDir: string;
  let page: Page;
  let troubles: readonly string[];

  beforeAll(async () => {
    open = await openEditableDemo();
    ({ demo, contentDir, page, troubles } = open);
    await goToWednesdayMorning();
  });
  afterAll(() => open.close());

  /** When the owner, in Berlin, may be asked something. */
  const goToWednesdayMorning = async (): Promise<void> => {
    const shown = await page.locator('.clock time').getAttribute('datetime');
    const now = Temporal.Instant.from(String(shown)).toZonedDateTimeISO('Europe/Berlin');
    const days = (10 - now.dayOfWeek) % 7 || 7;
    const then = now.add({ days }).withPlainTime('10:00');
    const minutes = Math.ceil(now.until(then).total('minutes'));
    await page.request.post(`${demo.workspace}api`, { data: { kind: 'advance', minutes } });
    await page.locator('.clock', { hasText: /Wednesday.*10:0/ }).waitFor();
  };
  const goTo = (name: string): Promise<void> =>
    page.getByRole('navigation', { name: 'Workspace' }).getByRole('button', { name }).click();
  const message = (text: string | RegExp): Locator =>
    page.locator('.conversation .message', { hasText: text }).last();
  const press = (where: Locator, name: string): Promise<void> =>
    where.getByRole('button', { name }).last().click();
  const dialog = (name: string): Locator => page.getByRole('dialog', { name, exact: true });
  /** Goes to what the bot has written to somebody. */
  const readAs = async (person: string): Promise<void> => {
    await actAsPerson(page, person);
    await goTo('guidepost');
  };

  it('goes to whoever looks after the topic, if its asker agrees', async () => {
    await actAsPerson(page, 'Mia Brandt');
    await writeMessage(page, `/guide ${question}`);
    await press(message(question), 'Ask the owner');
    await dialog('Ask the owner?').getByText('your question and your name').waitFor();
    await takeScreenshots(page, 'gap-consent');
    await press(dialog('Ask the owner?'), 'Ask');
    await dialog('Ask the owner').getByText('I’ll ask @Ada Lindqvist').waitFor();
    await press(dialog('Ask the owner'), 'Close');
    await dialog('Ask the owner').waitFor({ state: 'detached' });
  });

  it('is counted with what others ask in other words, and nobody is named', async () => {
    await actAsPerson(page, 'Gus Ferrari');
    await writeMessage(page, '/guide blue-green deploys?');
    await message('blue-green deploys?').waitFor();
    await actAsPerson(page, 'Ada Lindqvist');
    await writeMessage(page, '/guide gaps');
    const gaps = message('Questions without an answer');
    expect(await gaps.innerText()).toContain('2 people, near #deploy, asked in 2 ways');
    expect(await gaps.innerText()).not.toMatch(/Mia|Gus/);
    await takeScreenshots(page, 'gap-listed', gaps);
  });

  it('reaches its owner, who promises an article', async () => {
    await readAs('Ada Lindqvist');
    const asked = message('Mia Brandt has a question');
    await asked.waitFor();
    await takeScreenshots(page, 'gap-owner', asked);
    await press(asked, 'I’ll write one');
    await message('will write an article').waitFor();
    await readAs('Mia Brandt');
    await message('Ada Lindqvist will write an article about your question').waitFor();
  });

  it('is answered with the article that was missing', async () => {
    await writeFile(path.join(contentDir, 'blue-green-deploys.md'), article);
    await readAs('Ada Lindqvist');
    await page.getByRole('button', { name: '+ 1 day' }).click();
    await page.getByRole('button', { name: '+ 1 hour' }).click();
    await page.locator('.clock', { hasText: /Thursday.*11:0/ }).waitFor();
    await press(message(question), 'Link an article');
    const form = dialog('Which article?');
    const suggestion = form.getByRole('button', { name: /^Blue-green deploys/ });
    while (!(await suggestion.isVisible())) {
      await form.getByLabel('The article that answers it').fill('');
      await form.getByLabel('The article that answers it').pressSequentially('blue-green');
    }
    expect(await listBarriers(page)).toEqual([]);
    await suggestion.click();
    await press(form, 'Send');
    await message('Ada Lindqvist answered with Blue-green deploys on one host').waitFor();
  });

  it('comes back to its asker, who says thanks', async () => {
    await readAs('Mia Brandt');
    await press(message('answered your question'), 'Say thanks');
    await message('I’ve passed on your thanks').waitFor();
    await takeScreenshots(page, 'gap-thanks');
    await readAs('Ada Lindqvist');
    await message('Mia Brandt says thanks for your answer').waitFor();
  });

  it('is no gap any more', async () => {
    await goTo('backend');
    await writeMessage(page, '/guide gaps');
    await message('Every question in the last 90 days found an article').waitFor();
    expect(troubles).toEqual([]);
  });
});
