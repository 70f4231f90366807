import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { parse } from 'yaml';
import { buildPage } from '../../demo/build-page.ts';
import { createDemo } from '../../demo/demo.ts';
import { createDemoClock } from '../../demo/demo-clock.ts';
import { furnishWorkspace } from '../../demo/furnish-workspace.ts';
import { openPageServer, type PageServer } from '../../demo/page-server.ts';
import { createLocalSlack, type LocalSlack } from '../../simulator/create-local-slack.ts';
import { describeInChromium, launchChromium, listBarriers, openPage } from './chromium.ts';
import { findComposer } from './workspace-page.ts';

function text(words: string): object {
  return { type: 'plain_text', text: words };
}

function option(value: string): object {
  return { value, text: text(value) };
}

function input(block_id: string, type: string, rest: object = {}): object {
  const element = { type, action_id: `${block_id}-input`, ...rest };
  return { type: 'input', block_id, label: text(`The ${block_id}`), element };
}

const form = {
  type: 'modal',
  title: text('A form'),
  submit: text('Save'),
  blocks: [
    { type: 'section', text: { type: 'mrkdwn', text: 'Fill *everything* in.' } },
    input('name', 'plain_text_input', { max_length: 20 }),
    input('day', 'static_select', { options: ['monday', 'friday'].map(option) }),
    input('topics', 'multi_static_select', {
      options: ['api', 'ci', 'data'].map(option),
      initial_options: [option('ci')],
    }),
    input('kind', 'radio_buttons', { options: ['weekly', 'daily'].map(option) }),
    input('extras', 'checkboxes', { options: ['even if empty'].map(option) }),
    input('time', 'timepicker', { initial_time: '09:00' }),
    input('channel', 'conversations_select'),
  ],
};

describeInChromium('a form', () => {
  const received: Record<string, unknown>[] = [];
  let answer: { status: number; body: string };
  let app: Server;
  let slack: LocalSlack;
  let page: Page;
  let pageServer: PageServer;
  let browser: Browser;
  let ada: string;
  let barriers: readonly string[];

  beforeAll(async () => {
    app = createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (part: string) => (body += part));
      request.on('end', () => {
        const payload = new URLSearchParams(body).get('payload');
        if (payload === null) {
          // What happens in the workspace; a form is not concerned.
          response.end();
          return;
        }
        received.push(JSON.parse(payload) as never);
        response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body);
      });
    });
    await new Promise<void>((listening) => app.listen(0, '127.0.0.1', listening));
    slack = createLocalSlack({ manifest: parse(await readFile('manifest.yml', 'utf8')) });
    const cast = furnishWorkspace(slack);
    [ada] = cast;
    await slack.listen();
    slack.deliverOverHttp(`http://127.0.0.1:${(app.address() as AddressInfo).port}/`);
    const bot = {
      state: () => 'ready' as const,
      examples: () => [],
      restart: () => Promise.resolve(),
      setClock: () => undefined,
      stop: () => Promise.resolve(),
      subscribe: () => undefined,
    };
    const nextDigestAt = () => Promise.resolve(undefined);
    const clock = createDemoClock(() => new Date());
    const files = await buildPage(() => undefined);
    pageServer = await openPageServer(createDemo({ slack, cast, bot, clock, nextDigestAt }), {
      port: 0,
      files,
    });
    browser = await launchChromium();
    ({ page } = await openPage(browser));
    await page.goto(pageServer.address);
    await findComposer(page).focus();
  });
  afterAll(async () => {
    await browser.close();
    await pageServer.close();
    await slack.close();
    await new Promise((closed) => app.close(closed));
  });

  const dialog = (): Locator => page.getByRole('dialog', { name: 'A form' });
  const open = async (): Promise<void> => {
    slack.views.open(ada, form as never);
    slack.workspace.announce({ kind: 'viewsChanged', user: ada });
    await dialog().waitFor();
  };

  const hasFocus = (part: Locator): Promise<boolean> =>
    part.evaluate((element) => element.contains(document.activeElement));

  it('says what is missing under each input', async () => {
    await open();
    expect(await hasFocus(dialog().getByRole('textbox', { name: 'The name' }))).toBe(true);
    barriers = await listBarriers(page);
    await page.getByRole('button', { name: 'Save' }).click();
    const name = dialog().getByRole('textbox', { name: 'The name' });
    await dialog().getByText('Please complete this required field.').first().waitFor();
    expect(await name.getAttribute('aria-invalid')).toBe('true');
    await dialog().locator(':focus[aria-invalid]').waitFor();
    expect(await hasFocus(name)).toBe(true);
    expect(received).toEqual([]);
    expect(barriers).toEqual([]);
  });

  it('shows the errors that the app answers with', async () => {
    await dialog().getByRole('textbox', { name: 'The name' }).fill('Backend digest');
    await dialog().getByRole('combobox', { name: 'The day' }).selectOption('friday');
    await dialog().getByRole('checkbox', { name: 'api' }).check();
    await dialog().getByRole('radio', { name: 'weekly' }).check();
    await dialog().getByRole('checkbox', { name: 'even if empty' }).check();
    await dialog().getByLabel('The time').fill('08:30');
    await dialog().getByRole('combobox', { name: 'The channel' }).selectOption('#backend');
    answer = {
      status: 200,
      body: JSON.stringify({ response_action: 'errors', errors: { name: 'Taken already' } }),
    };
    await page.getByRole('button', { name: 'Save' }).click();
    await dialog().getByText('Taken already').waitFor();
    expect(await dialog().locator('.input-block .error').allInnerTexts()).toEqual([
      'Taken already',
    ]);
  });

  it('sends what was put in, and closes', async () => {
    answer = { status: 200, body: '' };
    await page.getByRole('button', { name: 'Save' }).click();
    await dialog().waitFor({ state: 'detached' });
    const view = received.at(-1)?.['view'] as { state: { values: Record<string, object> } };
    expect(view.state.values).toMatchObject({
      name: { 'name-input': { value: 'Backend digest' } },
      day: { 'day-input': { selected_option: { value: 'friday' } } },
      topics: { 'topics-input': { selected_options: [{ value: 'ci' }, { value: 'api' }] } },
      kind: { 'kind-input': { selected_option: { value: 'weekly' } } },
      extras: { 'extras-input': { selected_options: [{ value: 'even if empty' }] } },
      time: { 'time-input': { selected_time: '08:30' } },
      channel: { 'channel-input': { selected_conversation: expect.stringMatching(/^C/) } },
    });
  });

  it('stays open when the app fails, and says so', async () => {
    await open();
    await dialog().getByRole('textbox', { name: 'The name' }).fill('x');
    answer = { status: 500, body: '' };
    await dialog().getByRole('combobox', { name: 'The day' }).selectOption('monday');
    await dialog().getByRole('radio', { name: 'daily' }).check();
    await dialog().getByRole('checkbox', { name: 'even if empty' }).check();
    await dialog().getByRole('combobox', { name: 'The channel' }).selectOption('#backend');
    await page.getByRole('button', { name: 'Save' }).click();
    const alert = dialog().getByRole('alert').filter({ hasText: 'Slack couldn’t send it' });
    await alert.waitFor();
    expect(await alert.innerText()).toContain('dispatch_failed');
  });

  it('closes with Escape', async () => {
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
    expect(slack.modalsOf(ada)).toEqual([]);
    expect(await hasFocus(findComposer(page))).toBe(true);
  });
});
