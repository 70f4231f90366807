import { Hono, type Context } from 'hono';
import { compress } from 'hono/compress';
import { createMiddleware } from 'hono/factory';
import { etag } from 'hono/etag';
import { secureHeaders } from 'hono/secure-headers';
import type { Library } from '../answers/library.ts';
import type { ContentProblem } from '../content/content-problem.ts';
import { assets } from './assets.ts';
import { createEdition, type Edition, type EditionReviews } from './edition.ts';
import { loadImage, type ReadFile } from './load-image.ts';
import { isLoopbackHost } from './loopback-host.ts';
import { allArticlesPath, articlePath, libraryPath, searchPath, startPath } from './page-paths.ts';

export interface ReaderDeps {
  /** The library of this moment; pages follow when it is replaced. */
  readonly library: () => Library;
  /** Pictures in articles come from here. */
  readonly readFile: ReadFile;
  readonly reviews: EditionReviews;
  readonly deadLinks: () => readonly ContentProblem[];
  /** False: only requests addressed to this machine by a loopback name are answered. */
  readonly openToNetwork: boolean;
}

const highestPage = 10_000;
/** Pages may change at any time: a browser keeps them and asks whether they have. */
const revalidate = 'no-cache';
const oneYear = 'public, max-age=31536000, immutable';

/** No script ever, nothing from elsewhere, in nobody's frame. */
const protect = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'"],
    formAction: ["'self'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
  },
  xFrameOptions: 'DENY',
  // Whether a whole domain is to be reached over TLS is for whoever ends TLS in front to say.
  strictTransportSecurity: false,
});

/** The library as pages. Goes last: it has a page for every address that leads nowhere. */
export function createReader(deps: ReaderDeps): Hono {
  const { library, readFile, reviews, deadLinks, openToNetwork } = deps;
  let latest: Edition | undefined;
  let version = '';

  /** The pages of the library of the moment, and of what people say about it. */
  function edition(): Edition {
    const now = library();
    if (latest?.library === now && version === reviews.version()) return latest;
    version = reviews.version();
    latest = createEdition(now, reviews);
    return latest;
  }

  const forThisMachine = createMiddleware(async (c, next) => {
    if (isLoopbackHost(c.req.header('host'))) return next();
    return c.text('These pages are for this machine alone.\n', 403);
  });
  const reader = new Hono();
  reader.use(protect, keepOutOfSearchEngines);
  if (!openToNetwork) reader.use(forThisMachine);
  // Weak, because one tag stands for every encoding of a page.
  reader.use(compress(), etag({ weak: true }));

  reader.get(startPath, (c) => send(c, edition().start()));
  reader.get(allArticlesPath, (c) => sendOr404(c, edition().allArticles(readPage(c)), ''));
  reader.get(libraryPath, (c) => send(c, edition().state(deadLinks())));
  reader.get('/topics/:tag{.+}', (c) => {
    const tag = c.req.param('tag');
    return sendOr404(c, edition().topic(tag, readPage(c)), tag);
  });
  reader.get('/articles/:slug{.+}', (c) => {
    const wanted = c.req.param('slug');
    const page = edition().article(wanted);
    const slug = page === undefined ? edition().slugMeantBy(wanted) : undefined;
    if (slug === undefined) return sendOr404(c, page, wanted);
    const path = articlePath({ slug });
    return c.text(`This page is at ${path}\n`, 308, { Location: path });
  });
  reader.get(searchPath, (c) => {
    const { q = '', literal } = c.req.query();
    const options = { literal: literal !== undefined, page: readPage(c) };
    return send(c, edition().search(q, options));
  });
  reader.get('/images/:path{.+}', async (c) => {
    const path = c.req.param('path');
    const image = await loadImage(readFile, path);
    return image === undefined ? sendOr404(c, undefined, path) : send(c, image.bytes, image);
  });
  for (const { path, type, text } of assets) {
    reader.get(path, (c) => send(c, text, { type, cacheControl: oneYear }));
  }
  reader.get('*', (c) => sendOr404(c, undefined, c.req.path));
  return reader;

  /** `wanted` is what the address names, for a page that says that it is not there. */
  function sendOr404(c: Context, page: string | undefined, wanted: string): Response {
    return page === undefined
      ? send(c, edition().notFound(wanted), { status: 404 })
      : send(c, page);
  }
}

const keepOutOfSearchEngines = createMiddleware(async (c, next) => {
  await next();
  c.header('X-Robots-Tag', 'noindex');
});

interface SendOptions {
  readonly status?: 200 | 404;
  readonly type?: string;
  readonly cacheControl?: string;
}

function send(
  c: Context,
  body: string | Uint8Array<ArrayBuffer>,
  { status = 200, type = 'text/html; charset=utf-8', cacheControl = revalidate }: SendOptions = {},
): Response {
  return c.body(body, status, {
    'Content-Type': type,
    'Content-Length': String(Buffer.byteLength(body)),
    'Cache-Control': cacheControl,
    Vary: 'Accept-Encoding',
  });
}

/** Pages of a list are counted from 1; what is no number means the first. */
function readPage(c: Context): number {
  const value = c.req.query('page') ?? '';
  return /^[1-9]\d{0,4}$/.test(value) ? Math.min(Number(value), highestPage) : 1;
}
