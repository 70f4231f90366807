import { request, type IncomingMessage } from 'node:http';
import { gunzipSync, inflateSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { HtmlValidate } from 'html-validate';
import { pino } from 'pino';
import type { Library } from '../../src/answers/library.ts';
import type { ContentProblem } from '../../src/content/content-problem.ts';
import { parseBody } from '../../src/content/body/parse-body.ts';
import { openHttpServer, type HttpServer } from '../../src/ops/open-http-server.ts';
import { createReader } from '../../src/reader/create-reader.ts';
import { createReviewBook } from '../../src/upkeep/review-book.ts';
import { makeArticle } from '../helpers/make-article.ts';
import { makeLibrary } from '../helpers/make-library.ts';
import { anyString, fc } from '../helpers/fast-check.ts';

interface Reply {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly bytes: Buffer;
  readonly text: string;
}

const retries = makeArticle({
  slug: 'retries',
  title: 'Retrying without making it worse',
  summary: 'Backoff, jitter and budgets.',
  tags: ['retries', 'api'],
  updated: '2026-11-02',
  owner: { kind: 'name', name: 'Platform <team>' },
  review: { verified: undefined, reviewBy: '2026-12-31', reviewIn: undefined },
  markdown:
    'Wait longer after each failure.\n\n## Jitter\n\nAdd a random part to the `wait`.\n\n## Budgets\n\nStop.\n',
});
const webhooks = makeArticle({
  slug: 'team/webhooks',
  title: 'Webhooks',
  summary: 'Sign, queue, answer.',
  tags: ['retries'],
  owner: { kind: 'email', address: 'hooks@example.com' },
  url: 'https://handbook.example.com/webhooks',
  markdown: 'See [retries](../retries.md#jitter).\n',
});
const first = makeLibrary(retries, webhooks);

let library: Library = first;
const files = new Map([
  ['img/plan.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
  ['secret.txt', 'secret'],
]);
const readFile = (path: string): Promise<Uint8Array | undefined> => {
  const text = files.get(path);
  return Promise.resolve(text === undefined ? undefined : Buffer.from(text));
};
let ports: { loopback: number; open: number };
const logged: string[] = [];
const logger = pino({ level: 'warn' }, { write: (line: string) => logged.push(line) });
const servers: HttpServer[] = [];
let today = new Date('2026-11-25');
const reviews = createReviewBook(() => today);
const dead: ContentProblem = {
  severity: 'error',
  path: 'team/webhooks.md',
  line: 7,
  message: '"gone.md" is <not> there',
};
const common = { reviews, readFile, deadLinks: () => [dead] };

beforeAll(async () => {
  for (const openToNetwork of [false, true]) {
    const reader = createReader({ ...common, library: () => library, openToNetwork });
    servers.push(
      await openHttpServer({ host: '127.0.0.1', port: 0, routes: [reader], log: logger }),
    );
  }
  const [loopback = 0, open = 0] = servers.map(({ port }) => port);
  ports = { loopback, open };
});

afterAll(async () => {
  for (const { close } of servers) await close();
});

beforeEach(() => {
  library = first;
  today = new Date('2026-11-25');
});

function get(
  path: string,
  {
    method = 'GET',
    headers = {},
    port = ports.loopback,
  }: { method?: string; headers?: Record<string, string>; port?: number } = {},
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: '127.0.0.1', port, path, method, headers, agent: false },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const bytes = Buffer.concat(chunks);
          const { statusCode = 0, headers } = response;
          resolve({ status: statusCode, headers, bytes, text: bytes.toString() });
        });
      },
    );
    sent.on('error', reject).end();
  });
}

describe('an article', () => {
  it('has its title, date, owner, topics and sections', async () => {
    const { status, headers, text } = await get('/articles/retries');
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(text).toContain('<h1>Retrying without making it worse</h1>');
    expect(text).toContain('<time datetime="2026-11-02">2 November 2026</time>');
    expect(text).toContain('Looked after by Platform &#x3C;team>');
    expect(text).toContain('<a href="/topics/api">api</a>');
    expect(text).toContain('<h2 id="jitter">');
  });

  it('leads to where it is edited, when its source says so', async () => {
    const edit = 'https://github.com/acme/handbook/edit/main/retries.md';
    library = { ...first, articles: first.articles.map((article) => ({ ...article, edit })) };
    expect((await get('/articles/retries')).text).toContain(`<a href="${edit}">Edit</a>`);
  });

  it('leads to the articles that it links to', async () => {
    const { text } = await get('/articles/team/webhooks');
    expect(text).toContain('<a href="/articles/retries#jitter">retries</a>');
    expect(text).toContain('<a href="https://handbook.example.com/webhooks">');
  });

  it('leads to the articles before and after it in its topic', async () => {
    expect((await get('/articles/retries')).text).toMatch(
      /class="next" href="\/articles\/team\/webhooks"/,
    );
    expect((await get('/articles/team/webhooks')).text).toMatch(
      /class="previous" href="\/articles\/retries"/,
    );
  });

  it('leads to articles about the same', async () => {
    const [, seeAlso = ''] = (await get('/articles/team/webhooks')).text.split('See also');
    expect(seeAlso).toContain('href="/articles/retries"');
    expect(seeAlso.split('</aside>')[0]).not.toContain('href="/articles/team/webhooks"');
  });

  it('changes when the library does', async () => {
    const before = await get('/articles/retries');
    library = makeLibrary({ ...retries, title: 'Retry budgets' });
    const after = await get('/articles/retries');
    expect(after.text).toContain('<h1>Retry budgets</h1>');
    expect(after.headers.etag).not.toBe(before.headers.etag);
    expect((await get('/articles/team/webhooks')).status).toBe(404);
  });

  it.each(['/articles/retries/', '/articles/retries.md', '/articles/retries.html'])(
    'is found from %s',
    async (path) => {
      const { status, headers } = await get(path);
      expect(status).toBe(308);
      expect(headers.location).toBe('/articles/retries');
    },
  );

  it('says from the day on which its review was due, and until somebody says it’s right', async () => {
    expect((await get('/articles/retries')).text).not.toContain('Review was due');
    today = new Date('2027-01-01');
    expect((await get('/articles/retries')).text).toContain(
      'Review was due on <time datetime="2026-12-31">31 December 2026</time>',
    );
    const { slug, source, path, fingerprint } = retries;
    const mark = { slug, source, path, fingerprint, by: 'U1', at: today.getTime() };
    reviews.take([{ ...mark, verdict: 'right' }]);
    expect((await get('/articles/retries')).text).not.toContain('Review was due');
    reviews.take([]);
  });
});

describe('the library', () => {
  it('tells how it stands, with nothing that articles don’t say', async () => {
    today = new Date('2027-01-01');
    const { text } = await get('/library');
    expect(text).toContain('2 articles');
    expect(text).toContain(
      'Past their review date: 1</h2><ul><li><a href="/articles/retries">Retrying without making it worse</a>',
    );
    expect(text).toContain('Without an owner: 0');
    expect(text).toContain('team/webhooks.md, line 7: "gone.md" is &#x3C;not> there');
    expect(text).toContain('<a href="/topics/retries">retries</a> 2, 1 past their review date');
  });

  it('begins with its topics and what changed lately', async () => {
    const { text } = await get('/');
    expect(text).toContain('<a href="/topics/retries">retries</a> <span class="count">2</span>');
    expect(text.indexOf('Latest')).toBeLessThan(text.indexOf('/topics/retries'));
    expect(text).toContain('<a href="/articles">All 2 articles</a>');
  });

  it('lists the articles of a topic by title', async () => {
    const { text } = await get('/topics/retries');
    expect(text.indexOf('Retrying without')).toBeLessThan(text.indexOf('Webhooks'));
    expect((await get('/topics/unheard-of')).status).toBe(404);
  });

  it('is listed in pages', async () => {
    const many = Array.from({ length: 120 }, (_, i) => makeArticle({ title: `note ${i + 1}` }));
    library = makeLibrary(...many);
    const second = await get('/articles?page=2');
    expect(second.text).toContain('note 51<');
    expect(second.text).not.toContain('note 50<');
    expect(second.text).toContain('<a rel="prev" href="/articles">');
    expect(second.text).toContain('<a rel="next" href="/articles?page=3">');
    expect((await get('/articles?page=4')).status).toBe(404);
  });
});

describe('search', () => {
  it('answers as the bot does: section, passage, marked words', async () => {
    const { text } = await get('/search?q=random+jitter');
    expect(text).toContain('href="/articles/retries#jitter"');
    expect(text).toContain('<mark>random</mark>');
    expect(text).toContain('<code>wait</code>');
    expect(text).toContain('value="random jitter"');
  });

  it('says which word it searched for instead', async () => {
    const { text } = await get('/search?q=webhoks');
    expect(text).toContain('Showing results for <strong>webhooks</strong>');
    expect(text).toContain('href="/search?q=webhoks&#x26;literal=1"');
    expect((await get('/search?q=webhoks&literal=1')).text).not.toContain('Showing results for');
    const { text: nothing } = await get('/search?q=webhoks+zyxwv+kjihg+plugh+gfedc');
    expect(nothing).toContain('Nothing matches <q>webhooks</q> either.');
  });

  it('says so when nothing matches, and shows the question as plain text', async () => {
    const { status, text } = await get('/search?q=%3Cscript%3Exyzzy%3C%2Fscript%3E');
    expect(status).toBe(200);
    expect(text).toContain('Nothing in the guide matches: <q>&#x3C;script>xyzzy&#x3C;/script></q>');
    expect(text).not.toContain('Nearest topics');
    expect(text).toContain('<a href="/">All topics</a>');
  });

  it('names the topics that are near when nothing matches', async () => {
    const { text } = await get('/search?q=%23retris');
    expect(text).toContain('Nearest topics');
    expect(text).toContain('<a href="/topics/retries">');
  });

  it('offers what comes nearest without saying that nothing answers', async () => {
    const { text } = await get('/search?q=webhooks+%22xyzzy+plugh%22');
    expect(text).toContain('<h1>Closest matches for <q>webhooks "xyzzy plugh"</q></h1>');
  });

  it.each(['/search', '/search?q=', '/search?q=%20'])('asks for words at %s', async (path) => {
    expect((await get(path)).text).toContain('Type a few words');
  });

  it('shows ten answers a page', async () => {
    library = makeLibrary(
      ...Array.from({ length: 12 }, (_, i) => makeArticle({ title: `Webhook ${i + 1}` })),
    );
    const first = (await get('/search?q=webhook')).text;
    expect(first.match(/<li><h2>/g)).toHaveLength(10);
    expect(first).toContain('href="/search?q=webhook&#x26;page=2"');
    const second = (await get('/search?q=webhook&page=2')).text;
    expect(second.match(/<li><h2>/g)).toHaveLength(2);
    expect(second).toContain('<ol class="answers" start="11">');
  });

  it('past the last page leads back to the first', async () => {
    const { text } = await get('/search?q=webhooks&page=9');
    expect(text).toContain('There are no more answers. <a href="/search?q=webhooks">');
  });
});

describe('a page that is not there', () => {
  it('offers the nearest articles', async () => {
    const { status, text } = await get('/articles/retrying-failures');
    expect(status).toBe(404);
    expect(text).toContain('Nearest articles');
    expect(text).toContain('href="/articles/retries"');
  });

  it('offers the way home when nothing is near', async () => {
    const { status, text } = await get('/wp-login.php');
    expect(status).toBe(404);
    expect(text).not.toContain('Nearest articles');
    expect(text).toContain('<a href="/">All topics</a>');
  });
});

describe('pictures', () => {
  it('are served from the content folder', async () => {
    const { status, headers, text } = await get('/images/img/plan.svg');
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('image/svg+xml');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(text).toContain('<svg');
  });

  it.each(['/images/secret.txt', '/images/img/', '/images/missing.png', '/images/%'])(
    'nothing else is: %s',
    async (path) => {
      const { status, text } = await get(path);
      expect(status).toBe(404);
      expect(text).not.toBe('secret');
    },
  );

  it('nothing else is, however long its name', async () => {
    expect((await get(`/images/${'a'.repeat(5_000)}.png`)).status).toBe(404);
  });
});

describe('over HTTP', () => {
  it('every answer forbids scripts, framing and guessing of types', async () => {
    for (const path of ['/', '/articles/retries', '/nope', '/articles/retries.md']) {
      const { headers } = await get(path);
      expect(headers).toMatchObject({
        'content-security-policy':
          "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
      });
    }
  });

  it.each([
    ['gzip, deflate, br', 'gzip', gunzipSync],
    ['gzip;q=0, deflate;q=0.5', 'deflate', inflateSync],
    ['GZIP', 'gzip', gunzipSync],
  ])('compresses for %p', async (accepted, encoding, decode) => {
    const plain = await get('/articles/retries');
    const packed = await get('/articles/retries', { headers: { 'accept-encoding': accepted } });
    expect(packed.headers).toMatchObject({ 'content-encoding': encoding, vary: 'Accept-Encoding' });
    expect(packed.bytes.length).toBeLessThan(plain.bytes.length);
    expect(decode(packed.bytes).toString()).toBe(plain.text);
  });

  it('sends a page again only when it has changed', async () => {
    const { headers } = await get('/articles/retries');
    const again = await get('/articles/retries', {
      headers: { 'if-none-match': `"other", ${headers.etag}`, 'accept-encoding': 'br' },
    });
    expect(again.status).toBe(304);
    expect(again.bytes).toHaveLength(0);
    expect(again.headers.etag).toBe(headers.etag);
    const other = await get('/articles/retries', { headers: { 'if-none-match': '"other"' } });
    expect(other.status).toBe(200);
  });

  it('says that a page is missing, however often it is asked for', async () => {
    const { headers } = await get('/nope');
    const again = await get('/nope', { headers: { 'if-none-match': String(headers.etag) } });
    expect(again.status).toBe(404);
  });

  it('keeps the stylesheet for ever, under a name of its own', async () => {
    const [, href = ''] =
      /<link rel="stylesheet" href="([^"]+)">/.exec((await get('/')).text) ?? [];
    const { status, headers } = await get(href);
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/css; charset=utf-8');
    expect(headers['cache-control']).toContain('immutable');
  });

  it('answers HEAD with the headers alone', async () => {
    const whole = await get('/articles/retries');
    const head = await get('/articles/retries', { method: 'HEAD' });
    expect(head.bytes).toHaveLength(0);
    expect(head.headers['content-length']).toBe(String(whole.bytes.length));
  });

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('refuses %s', async (method) => {
    const accepting = { method, headers: { 'accept-encoding': 'gzip' } };
    const { status, headers, text } = await get('/articles/retries', accepting);
    expect(status).toBe(405);
    expect(headers.allow).toBe('GET, HEAD');
    expect([headers['content-encoding'], text]).toEqual([undefined, 'Method Not Allowed']);
  });

  it.each(['/articles/', '/topics/', '/images/', '//example.com/articles', '/%', '/search/x'])(
    'has no page at %p',
    async (path) => {
      expect((await get(path)).status).toBe(404);
    },
  );

  it.each(['0', '-1', '1e3', 'x', '', '999999'])('takes page %p for the first', async (page) => {
    expect((await get(`/topics/api?page=${page}`)).text).toBe((await get('/topics/api')).text);
  });

  it('answers any address with a page or with the way to one', async () => {
    const reader = createReader({
      ...common,
      library: () => first,
      openToNetwork: true,
    });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('/', '/articles/', '/topics/', '/images/', '/search?q='),
        fc.oneof(anyString(), fc.stringMatching(/^[%./\\a-f0-9]*$/)),
        async (start, rest) => {
          const { status } = await reader.request(`http://localhost${start}${rest}`);
          expect([200, 308, 404]).toContain(status);
        },
      ),
    );
  });

  it('refuses requests under a foreign name unless it is open to the network', async () => {
    const headers = { host: 'guide.example.com' };
    expect((await get('/', { headers })).status).toBe(403);
    expect((await get('/', { headers, port: ports.open })).status).toBe(200);
  });

  it('says that it broke, logs why, and answers the next request', async () => {
    library = { articles: [], index: first.index };
    Object.defineProperty(library, 'articles', {
      get: () => {
        throw new Error('No shelf');
      },
    });
    expect((await get('/')).status).toBe(500);
    expect(logged.join()).toContain('No shelf');
    library = first;
    expect((await get('/')).status).toBe(200);
  });
});

describe('HTML', () => {
  const checker = new HtmlValidate({ extends: ['html-validate:standard'] });

  it.each([
    '/',
    '/articles',
    '/articles/retries',
    '/articles/team/webhooks',
    '/topics/retries',
    '/search',
    '/search?q=webhoks',
    '/search?q=xyzzy',
    '/nope',
  ])('of %s is valid', async (path) => {
    const report = await checker.validateString((await get(path)).text);
    expect(report.results.flatMap(({ messages }) => messages)).toEqual([]);
  });

  it('of an article that is too long to be laid out is valid', async () => {
    library = makeLibrary({
      ...retries,
      markdown: 'x'.repeat(100_001),
      sections: parseBody('Text\n\n# One\n\n    code\n\n## `Two` & <three>\n\nText\n').sections,
    });
    const { text } = await get('/articles/retries');
    expect(text).toContain('the text alone');
    const report = await checker.validateString(text);
    expect(report.results.flatMap(({ messages }) => messages)).toEqual([]);
  });
});
