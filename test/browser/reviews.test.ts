import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { nextDecentTime } from '../../src/upkeep/decide-asking.ts';
import { describeInChromium } from './chromium.ts';
import { openEditableDemo, type EditableDemo } from './open-editable-demo.ts';
import { takeScreenshots } from './screenshots.ts';
import { actAsPerson, writeMessage } from './workspace-page.ts';

const dayMs = 24 * 60 * 60 * 1000;
const minuteMs = 60_000;

describeInChromium('whether articles still hold', () => {
  let open: EditableDemo;
  let demo: EditableDemo['demo'];
  let contentDir: string;
  let page: Page;
  let troubles: readonly string[];

  beforeAll(async () => {
    open = await openEditableDemo();
    ({ demo, contentDir, page, troubles } = open);
    await actAsPerson(page, 'Ada Lindqvist');
    await giveAdaArticles();
  });
  afterAll(() => open.close());

  /** As the next working day begins, a bot is started that knows of hers, and of trouble elsewhere. */
  async function giveAdaArticles(): Promise<void> {
    const response = await page.request.get(`${demo.workspace}api/workspace`);
    const { me, now } = (await response.json()) as { me: string; now: string };
    const morning = nextDecentTime(Date.parse(now) + dayMs, 'Europe/Berlin');
    const minutes = Math.ceil((morning - Date.parse(now)) / minuteMs);
    await page.request.post(`${demo.workspace}api`, { data: { kind: 'advance', minutes } });
    const inDays = (days: number): string =>
      new Date(morning + days * dayMs).toISOString().slice(0, 10);
    await change('postgres-backups', `owner: ${me}\nreview_by: ${inDays(-150)}`);
    await change(
      'ci-cd-small-team',
      `owner: ${me}\nreview_in: 6 months\nverified: ${inDays(-230)}`,
    );
    await change('fastapi-dockerfile', `owner: ${me}\nreview_by: ${inDays(12)}`);
    await change('saas-portability', `review_by: ${inDays(-40)}`);
    await change('sentry', 'owner: Operations', '\nSee [who is on call](on-call.md).\n');
    await page.getByRole('button', { name: 'Restart the bot' }).click();
    await page.getByRole('status').filter({ hasText: 'starting' }).waitFor();
    await page.getByRole('status').filter({ hasText: 'ready' }).waitFor();
  }

  async function change(slug: string, keys: string, more = ''): Promise<void> {
    const file = join(contentDir, `${slug}.md`);
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace(/^owner: .*$/m, keys) + more);
  }

  const goTo = (name: string): Promise<void> =>
    page.getByRole('navigation', { name: 'Workspace' }).getByRole('button', { name }).click();
  const notice = (): Locator =>
    page.locator('.conversation .message', { hasText: 'Editors see what needs work' });

  it('are asked of their owner, in one message', async () => {
    await goTo('guidepost');
    await notice().waitFor();
    const said = await notice().innerText();
    expect(said).toContain('Are these 3 articles still right?');
    expect(said).toMatch(/A real Postgres backup strategy {2}review was due 4 months ago/);
    await takeScreenshots(page, 'review', notice());
  });

  it('are answered one by one, and the message says what is left', async () => {
    await notice()
      .getByRole('button', { name: /^Still right: .*CI\/CD/ })
      .click();
    await notice()
      .getByText(/still right, next review/)
      .waitFor();
    await notice()
      .getByRole('button', { name: /^Needs work: .*backup/ })
      .click();
    await notice().getByText('Is this article still right?').waitFor();
    await takeScreenshots(page, 'review-answered', notice());
    await notice()
      .getByRole('button', { name: /^Not mine: / })
      .click();
    await notice().getByText('That’s all for this month. Thank you.').waitFor();
    await notice().getByRole('button', { name: 'Mute' }).waitFor();
    expect(
      await notice()
        .getByRole('button', { name: /^Needs work/ })
        .count(),
    ).toBe(0);
    expect(await notice().count()).toBe(1);
  });

  it('are summed up for editors alone', async () => {
    await goTo('backend');
    await writeMessage(page, '/guide library');
    const state = page.locator('.conversation .message', { hasText: 'The guide has 30 articles' });
    await state.waitFor();
    const said = await state.innerText();
    expect(said).toContain('Only visible to you');
    expect(said).toMatch(/1 known to need work: A real Postgres backup strategy/);
    expect(said).toMatch(/dead link: sentry\.md, line \d+: "on-call\.md"/);
    await takeScreenshots(page, 'library', state);
    await actAsPerson(page, 'Mia Brandt');
    await writeMessage(page, '/guide library');
    await page
      .getByText(
        'Only editors can see the state of the guide. Whoever runs Guidepost names them in EDITORS.',
      )
      .waitFor();
    expect(await state.count()).toBe(0);
    await actAsPerson(page, 'Ada Lindqvist');
  });

  it('are summed up on an editor’s Home tab', async () => {
    await goTo('Home');
    const home = page.getByRole('region', { name: 'Home of Guidepost' });
    const heading = home.getByRole('heading', { name: 'The state of the guide' });
    await heading.waitFor();
    expect(await home.innerText()).toMatch(/30 articles\. .*1 known to need work.*1 dead link/);
    await takeScreenshots(page, 'library-home', heading);
    expect(troubles).toEqual([]);
  });

  it('are summed up among the pages, as far as articles tell', async () => {
    await page.goto(`${demo.articles}library`);
    await page.getByRole('heading', { name: 'Known to need work: 1' }).waitFor();
    await page.getByRole('heading', { name: 'Without an owner: 2' }).waitFor();
    await takeScreenshots(page, 'library-page');
    expect(troubles).toEqual([]);
  });
});
