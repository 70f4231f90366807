import { createHmac } from 'node:crypto';
import { rename } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { withGitDaemon, withUpstream, type Upstream } from '../../helpers/git-server.ts';
import { articleFile } from '../../helpers/make-article.ts';
import { visibleText } from '../../helpers/visible-text.ts';
import { withGuidepost, type Bench } from '../../helpers/with-guidepost.ts';

const secret = 'between us';

/** A bot whose only repository is looked at once an hour, unless somebody pushes. */
function withHandbook(
  files: Readonly<Record<string, string>>,
  test: (bench: Bench, upstream: Upstream) => Promise<void>,
): Promise<void> {
  return withUpstream(async (upstream) => {
    await upstream.commit(files);
    await withGitDaemon(upstream, (address) =>
      withGuidepost(
        {
          transport: 'http',
          env: { HANDBOOK_HOOK: secret, READER: 'on' },
          sourcesFile: `sources:\n  handbook: { git: "${address}", every: 1h, hook: HANDBOOK_HOOK }\n`,
        },
        async (bench) => {
          await bench.waitForLog({ msg: 'repository pulled' });
          await bench.waitForLog({ msg: 'articles changed' });
          await test(bench, upstream);
        },
      ),
    );
  });
}

async function push({ bot }: Bench, body: string, signature?: string): Promise<number> {
  const response = await fetch(`http://127.0.0.1:${bot.port}/hooks/handbook`, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      'x-hub-signature-256':
        signature ?? `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
    },
  });
  return response.status;
}

async function ask({ slack, people, channels }: Bench, text: string): Promise<string> {
  const replies = () =>
    slack
      .messagesSeenBy(people.member, channels.general)
      .filter(({ ephemeralTo }) => ephemeralTo === people.member);
  const before = replies().length;
  await slack.asUser(people.member).command('/guide', text, { channel: channels.general });
  return visibleText(await slack.waitFor(() => replies()[before]));
}

async function ready({ bot }: Bench): Promise<readonly [number, unknown]> {
  const response = await fetch(`http://127.0.0.1:${bot.port}/readyz`);
  return [response.status, ((await response.json()) as { index: unknown }).index];
}

const gadgets = articleFile({ title: 'Gadgets of the handbook' });
const widgets = articleFile({ title: 'Widgets of the handbook' });

describe('a repository in guidepost.yml', () => {
  it('answers beside the content folder, and alone when it is asked alone', async () => {
    await withHandbook({ 'gadgets.md': gadgets }, async (bench) => {
      expect(await ask(bench, 'gadgets')).toContain('Gadgets of the handbook');
      expect(await ask(bench, '#handbook')).toContain('Gadgets of the handbook');
      expect(await ask(bench, '#handbook')).not.toContain('Deploying on a calm day');
      expect(await ready(bench)).toEqual([200, 'ok']);
    });
  });

  it('is shown as pages, with its pictures', async () => {
    const files = {
      'gadgets.md': `${gadgets}\n![A gadget](img/gadget.svg)\n`,
      'img/gadget.svg': '<svg/>',
    };
    await withHandbook(files, async ({ bot }) => {
      const get = (path: string) => fetch(`http://127.0.0.1:${bot.port}${path}`);
      const page = await (await get('/articles/handbook/gadgets')).text();
      const [, source = ''] = /<img[^>]*src="([^"]+)"/.exec(page) ?? [];
      expect(source).toBe('/images/handbook/img/gadget.svg');
      expect(await (await get(source)).text()).toBe('<svg/>');
      expect((await get('/images/handbook/img/other.svg')).status).toBe(404);
    });
  });

  it('is looked at when somebody pushes, once for one push, and never for a stranger', async () => {
    await withHandbook({ 'gadgets.md': gadgets }, async (bench, upstream) => {
      const commit = await upstream.commit({ 'widgets.md': widgets });
      const body = JSON.stringify({ ref: 'refs/heads/main', after: commit });
      expect(await push(bench, body, 'sha256=0')).toBe(401);
      const lines = bench.log().length;
      expect([await push(bench, body), await push(bench, body)]).toEqual([202, 202]);
      await bench.waitForLog({ msg: 'articles changed' }, lines);
      expect(await ask(bench, 'widgets')).toContain('Widgets of the handbook');
      const pulls = bench.log().filter(({ msg }) => msg === 'repository pulled');
      expect(pulls).toHaveLength(2);
    });
  });

  it('that is gone answers from what was fetched, and /readyz says so', async () => {
    await withHandbook({ 'gadgets.md': gadgets }, async (bench, upstream) => {
      await rename(upstream.dir, `${upstream.dir}.away`);
      expect(await push(bench, '{}')).toBe(202);
      await bench.waitForLog({ level: 40, source: 'handbook' });
      const [status, index] = await ready(bench);
      expect(status).toBe(200);
      expect(index).toMatch(/^handbook: there's no such repository/);
      expect(await ask(bench, 'gadgets')).toContain('Gadgets of the handbook');
    });
  });

  it('that is not written as it should be keeps the bot from starting, with all there is to mend', async () => {
    const sourcesFile =
      'sources:\n  handbook: { git: "https://example.com/x", token: NOWHERE, color: 1 }\n';
    const start = withGuidepost({ transport: 'http', sourcesFile }, () => Promise.resolve());
    await expect(start).rejects.toThrow(/"color" isn't a setting(?:.|\n)*"token" names NOWHERE/);
  });
});
