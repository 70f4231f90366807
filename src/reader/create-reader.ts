import { Hono, type Context } from 'hono';
import { compress } from 'hono/compress';
import { createMiddleware } from 'hono/factory';
import { etag } from 'hono/etag';
import { secureHeaders } from 'hono/secure-headers';
import { answerText } from '../answers/answer-text.ts';
import { listRelated, type Library } from '../answers/library.ts';
import type { Article } from '../content/article.ts';
import type { ContentProblem } from '../content/content-problem.ts';
import { describeLibrary, type LibraryState } from '../upkeep/library-state.ts';
import type { ReviewBook } from '../upkeep/review-book.ts';
import { assets } from './assets.ts';
import { buildCatalog, type Catalog } from './catalog.ts';
import { loadImage, type ReadFile } from './images.ts';
import { isLoopbackHost } from './loopback-host.ts';
import {
  allArticlesPath,
  articlePath,
  libraryPath,
  searchPath,
  startPath,
  topicPath,
} from './page-paths.ts';
import { buildArticlePage } from './pages/article-page.ts';
import { renderDocument, type Page } from './pages/layout.ts';
import { buildListPage, buildNotFoundPage } from './pages/list-page.ts';
import { buildSearchPage, searchPageSize } from './pages/search-page.ts';
import { buildStartPage } from './pages/start-page.ts';
import { buildStatePage } from './pages/state-page.ts';

export interface ReaderDeps {
  /** The library of this moment; pages follow when it is replaced. */
  readonly library: () => Library;
  /** Pictures in articles come from here. */
  readonly readFile: ReadFile;
  /** What people say about articles; its version changes when that may read differently. */
  readonly reviews: Pick<
    ReviewBook,
    'listOverdue' | 'wasDue' | 'needsWork' | 'disownedBy' | 'version'
  >;
  readonly deadLinks: () => readonly ContentProblem[];
  /** False: only requests addressed to this machine by a loopback name are answered. */
  readonly openToNetwork: boolean;
}

/** What the pages of one library, and of what people say about it, share. */
interface Edition {
  readonly library: Library;
  readonly version: string;
  readonly catalog: Catalog;
  /** Finished pages of articles, by slug. */
  readonly kept: Map<string, string>;
}

/** Memory for finished pages ends somewhere, however large the library. */
const maxKeptPages = 500;
const maxNearest = 5;
const maxRelated = 3;
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

  function edition(): Edition {
    const now = library();
    const version = reviews.version();
    if (latest?.library !== now || latest.version !== version) {
      latest = { library: now, version, catalog: buildCatalog(now.articles), kept: new Map() };
    }
    return latest;
  }

  /** Laying out an article takes its time; every other page is made whenever it is asked for. */
  function articlePage(article: Article): string {
    const { catalog, kept } = edition();
    const made =
      kept.get(article.slug) ??
      renderDocument(
        buildArticlePage(article, catalog, {
          related: listRelated(library().index, article, maxRelated),
          reviewWasDue: reviews.wasDue(article),
        }),
      );
    if (kept.size >= maxKeptPages) kept.clear();
    kept.set(article.slug, made);
    return made;
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

  reader.get(startPath, (c) => show(c, buildStartPage(edition().catalog)));
  reader.get(allArticlesPath, (c) => {
    const { articles } = edition().catalog;
    const list = { title: 'All articles', path: allArticlesPath, articles, page: readPage(c) };
    return show(c, buildListPage(list));
  });
  reader.get(libraryPath, (c) => show(c, buildStatePage(stateOf(library(), reviews), deadLinks())));
  reader.get('/topics/:tag{.+}', (c) => {
    const tag = c.req.param('tag');
    const articles = edition().catalog.byTopic.get(tag) ?? [];
    const list = { title: tag, path: topicPath(tag), articles, page: readPage(c) };
    return show(c, buildListPage(list), tag);
  });
  reader.get('/articles/:slug{.+}', (c) => {
    const wanted = c.req.param('slug');
    const { bySlug } = edition().catalog;
    const article = bySlug.get(wanted);
    if (article !== undefined) return send(c, articlePage(article));
    // An address with an ending too many.
    const meant = bySlug.get(wanted.replace(/(?:\.md|\.html)?\/?$/, ''));
    if (meant === undefined) return show(c, undefined, wanted);
    const path = articlePath(meant);
    return c.text(`This page is at ${path}\n`, 308, { Location: path });
  });
  reader.get(searchPath, (c) => {
    const { q = '', literal } = c.req.query();
    const page = { offset: (readPage(c) - 1) * searchPageSize, limit: searchPageSize };
    const options = { literal: literal !== undefined };
    return show(c, buildSearchPage(answerText(library(), q, options, page)));
  });
  reader.get('/images/:path{.+}', async (c) => {
    const path = c.req.param('path');
    const image = await loadImage(readFile, path);
    return image === undefined ? show(c, undefined, path) : send(c, image.bytes, image);
  });
  for (const { path, type, text } of assets) {
    reader.get(path, (c) => send(c, text, { type, cacheControl: oneYear }));
  }
  reader.get('*', (c) => show(c, undefined, c.req.path));
  return reader;

  /** `wanted` is what the address names; its words may lead to what was meant where there is no page. */
  function show(c: Context, page: Page | undefined, wanted = ''): Response {
    if (page !== undefined) return send(c, renderDocument(page));
    const text = wanted.replace(/[^\p{L}\p{N}]+/gu, ' ');
    const nearest = answerText(library(), text, {}, { offset: 0, limit: maxNearest });
    return send(c, renderDocument(buildNotFoundPage(nearest)), { status: 404 });
  }
}

/** How the library stands, as far as its articles tell. */
function stateOf({ articles }: Library, reviews: ReaderDeps['reviews']): LibraryState {
  return describeLibrary(articles, reviews, (article) => {
    const { owner } = article;
    const isTheirs = owner?.kind !== 'slackUser' || owner.id !== reviews.disownedBy(article);
    return owner !== undefined && isTheirs;
  });
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
