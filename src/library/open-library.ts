import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Library } from '../answers/library.ts';
import type { Article } from '../content/article.ts';
import { checkLinks } from '../content/links/check-links.ts';
import { compareProblems, formatProblem, type ContentProblem } from '../content/content-problem.ts';
import { isHidden } from '../content/folder/file-names.ts';
import type { Breath } from '../content/in-steps.ts';
import type { ParsedFolder } from '../content/folder/parse-folder.ts';
import type { Synonym } from '../content/folder/parse-synonyms.ts';
import { buildArticleIndex, openArticleIndex, type ArticleIndex } from '../search/article-index.ts';
import { openKept } from '../kept/open-kept.ts';
import { removeUnused } from '../sources/copies.ts';
import type { NamedSource } from '../sources/name-source.ts';
import { isUnreadable, SourceError } from '../sources/source.ts';
import { compareText } from '../text/compare-text.ts';
import { OperatorError } from '../text/operator-error.ts';
import { createBreath } from './breath.ts';
import { createCoalescer } from './create-coalescer.ts';
import { pathWithin } from './describe-article.ts';
import { keepLastGood } from './keep-last-good.ts';
import type { LoadedArticles } from './load-articles.ts';
import { openParsedCache, type ParsedCache } from './parsed-cache.ts';
import { readShelf, type Shelf } from './read-shelf.ts';
import { openWordsCache } from './words-cache.ts';

export interface OpenLibraryDeps {
  readonly sources: readonly NamedSource[];
  /** Where parsed articles are kept, so that the next start need not parse them again. */
  readonly cacheDir: string;
  /** Changes with the code that parses. */
  readonly parserVersion: string;
  /** Called when what changed has become the library. */
  readonly onChange: () => void;
  readonly log: Logger;
}

export interface OpenedLibrary {
  /** The articles of this moment and the index over them, replaced together; empty at first. */
  readonly current: () => Library;
  /**
   * A file beside the articles, by the path that the library gives it, such as a picture. Untrusted:
   * undefined for what is hidden, not there, not in its source, or larger.
   */
  readonly readFile: (path: string, maxBytes: number) => Promise<Uint8Array | undefined>;
  /**
   * Resolves when every source was looked at and there is something to answer from.
   * Rejects with OperatorError when there is nothing, and nothing to wait for.
   */
  readonly loaded: Promise<void>;
  /** Why nobody can be answered yet, and how far it is. */
  readonly problem: () => string | undefined;
  /** Links of articles that lead nowhere, with paths that name the source. */
  readonly deadLinks: () => readonly ContentProblem[];
  /** How often changed articles could not all be read. */
  readonly failedReloads: () => number;
  /** What is wrong with sources whose last good state answers. */
  readonly warning: () => string | undefined;
  readonly close: () => Promise<void>;
}

interface Holding {
  readonly named: NamedSource;
  readonly cache: ParsedCache;
  /** Undefined until it could be looked at. */
  shelf: Shelf | undefined;
  /** Why it could not be looked at the last time. */
  trouble: string | undefined;
  progress: string | undefined;
}

// An edit is to be seen within a second: these, the reading, and the index over it.
const settleMs = 150;
const maxWaitMs = 800;
const broken = 'something broke on our side; the log says what';
const wordsName = 'search.words';
/** Files of ours, also of sources that are gone and of earlier releases, with those SQLite puts beside them. */
const isCache = /^([a-z\d-]+\.articles|search\.(?:index|words))(?:-wal|-shm)?$/;
/** Long work lets go of the event loop after so long. */
const maxHeldMs = 5;

/**
 * Loads the sources and follows their changes until closed. Returns at once; loading goes on beside
 * everything else the process does.
 */
export function openLibrary(deps: OpenLibraryDeps): OpenedLibrary {
  const { sources, cacheDir, parserVersion: version, onChange, log } = deps;
  const breath = createBreath(maxHeldMs);
  const breathUnlessClosed: Breath = () => {
    closed.signal.throwIfAborted();
    return breath();
  };
  const holdings = sources.map((named): Holding => {
    const path = join(cacheDir, cacheName(named));
    const cache = openParsedCache({ path, version, log }, breath);
    return { named, cache, shelf: undefined, trouble: undefined, progress: 'reading' };
  });
  const dirty = new Set<Holding>();
  const words = openWordsCache(openKept({ path: join(cacheDir, wordsName), version, log }), breath);
  const stops: (() => Promise<void>)[] = [];
  const closed = new AbortController();
  let library: Library = { articles: [], index: buildArticleIndex([]) };
  let synonyms: readonly Synonym[] = [];
  let known = new Set<string>();
  let isLoaded = false;
  let failedReloads = 0;
  const arrived = Promise.withResolvers<undefined>();
  const deadIn = new WeakMap<ParsedFolder, readonly ContentProblem[]>();

  async function look(holding: Holding): Promise<void> {
    const { named, cache, shelf: previous } = holding;
    const onProgress = (done: number, total: number): void => {
      holding.progress = `${done} of ${total} files read`;
    };
    try {
      holding.shelf = await readShelf(named, {
        previous,
        loadKept: cache.load,
        breath: breathUnlessClosed,
        onProgress,
      });
      holding.trouble = undefined;
    } catch (error) {
      if (closed.signal.aborted) return;
      const log = deps.log.child({ source: named.settings.id });
      const isPlanned = error instanceof SourceError;
      if (!isPlanned) log.error({ err: error }, 'a source could not be looked at');
      const problem = isPlanned ? error.message : broken;
      // A repository tells its own troubles, as they come and go.
      const trouble = named.source.problem() === problem ? undefined : problem;
      if (isPlanned && trouble !== undefined && trouble !== holding.trouble) log.warn(trouble);
      holding.trouble = trouble;
    }
    holding.progress = undefined;
  }

  /** Takes in what these sources hold now, as one change. */
  async function refresh(changed: readonly Holding[]): Promise<void> {
    await Promise.all(changed.map(look));
    const found = collect(holdings);
    report(found.problems);
    const articles = keepLastGood(library.articles, found);
    if (isSameList(articles, library.articles) && isSameList(found.synonyms, synonyms)) return;
    const index = await indexOf(articles, found.synonyms);
    synonyms = found.synonyms;
    library = { articles, index };
    log.info({ articles: articles.length }, isLoaded ? 'articles changed' : 'articles loaded');
    if (isLoaded && !closed.signal.aborted) onChange();
  }

  /** The first one comes from disk where it can; from then on only what has changed is taken in. */
  async function indexOf(
    articles: readonly Article[],
    meanings: readonly Synonym[],
  ): Promise<ArticleIndex> {
    const { index, articles: before } = library;
    if (before.length === 0) {
      return openArticleIndex(articles, { synonyms: meanings, breath, known: words.load() });
    }
    const inService = new Set(before);
    const put = articles.filter((article) => !inService.has(article));
    await breath();
    const slugs = new Set(articles.map(({ slug }) => slug));
    const remove = before.map(({ slug }) => slug).filter((slug) => !slugs.has(slug));
    await breath();
    await index.update({ put, remove, synonyms: meanings });
    return index;
  }

  async function keepOnDisk(changed: readonly Holding[]): Promise<void> {
    for (const { cache, shelf } of changed) {
      if (shelf !== undefined) await cache.save(shelf.folder.files, shelf.snapshot.files);
    }
    await words.save(library.index);
  }

  /** Each problem when it appears, and again only after it had gone. */
  function report(problems: readonly ContentProblem[]): void {
    const lines = new Map(problems.map((problem) => [formatProblem(problem), problem]));
    const fresh = [...lines].filter(([text]) => !known.has(text));
    for (const [text, { path, line }] of fresh) log.warn({ path, line }, text);
    if (isLoaded && fresh.some(([, { severity }]) => severity === 'error')) failedReloads += 1;
    known = new Set(lines.keys());
  }

  async function readFile(path: string, maxBytes: number): Promise<Uint8Array | undefined> {
    const [first = '', ...rest] = path.split('/');
    const isOutside = [first, ...rest].some((name) => name === '.' || name === '..');
    if (isHidden(path) || isOutside || path.includes('\0')) return undefined;
    const named = holdings.find(
      (holding) => holding.named.settings.id === first && rest.length > 0,
    );
    const holding = named ?? holdings.find((each) => each.named.settings.id === '');
    const inner = named === undefined ? path : rest.join('/');
    const file = holding?.shelf?.snapshot.files.get(inner);
    // A folder may hold a picture that was put there since the last look.
    const isFolder = holding?.named.settings.place.kind === 'folder';
    const wanted = file ?? (isFolder ? { path: inner, version: '' } : undefined);
    if (holding === undefined || wanted === undefined) return undefined;
    try {
      const read = (await holding.named.source.read([wanted], maxBytes)).get(inner);
      return read === undefined || isUnreadable(read) ? undefined : read;
    } catch (error) {
      if (error instanceof SourceError) return undefined;
      throw error;
    }
  }

  function deadLinks(): readonly ContentProblem[] {
    return holdings.flatMap(({ named, shelf }) => {
      const folder = shelf?.folder;
      if (folder === undefined) return [];
      const dead = deadIn.get(folder) ?? checkLinks(folder);
      deadIn.set(folder, dead);
      return dead.map((link) => ({ ...link, path: pathWithin(named.settings.id, link.path) }));
    });
  }

  const refreshes = createCoalescer({
    settleMs,
    maxWaitMs,
    run: async () => {
      const changed = [...dirty];
      dirty.clear();
      await refresh(changed);
      if (library.articles.length > 0) arrived.resolve(undefined);
      await keepOnDisk(changed);
    },
  });

  async function load(): Promise<void> {
    const used = new Set([wordsName, ...sources.map(cacheName)]);
    const isUnused = (name: string): boolean => {
      const [, file = ''] = isCache.exec(name) ?? [];
      return file !== '' && !used.has(file);
    };
    await removeUnused(cacheDir, isUnused, log);
    await refresh(holdings);
    for (const holding of holdings) {
      if (closed.signal.aborted) return;
      const onHint = (): void => {
        dirty.add(holding);
        refreshes.request();
      };
      stops.push(await holding.named.source.watch(onHint));
    }
    if (library.articles.length === 0) {
      if (!holdings.some(canStillCome)) throw new OperatorError(explainNothing(holdings, known));
      await arrived.promise;
    }
    isLoaded = true;
    await keepOnDisk(holdings);
  }

  const loaded = load();
  // Whoever waits for it hears of it.
  loaded.catch(() => undefined);
  return {
    current: () => library,
    readFile,
    deadLinks,
    loaded,
    failedReloads: () => failedReloads,
    problem: () => (isLoaded ? undefined : holdings.map(describeProgress).join('; ')),
    warning: () =>
      holdings.flatMap((holding) => describeTrouble(holding) ?? []).join('; ') || undefined,
    async close() {
      closed.abort();
      arrived.resolve(undefined);
      await loaded.catch(() => undefined);
      await Promise.all(stops.map((stop) => stop()));
      await refreshes.close();
      for (const { cache } of holdings) cache.close();
      words.close();
    },
  };
}

function cacheName({ settings: { id } }: NamedSource): string {
  return `${id || 'content'}.articles`;
}

/** What all sources give together, with paths that name the source. */
function collect(holdings: readonly Holding[]): Omit<LoadedArticles, 'folder'> {
  const problems = holdings.flatMap(({ named: { settings }, shelf }) =>
    (shelf?.problems ?? []).map((problem) => ({
      ...problem,
      path: pathWithin(settings.id, problem.path),
    })),
  );
  const { articles, conflicts } = withoutRivals(holdings.map(({ shelf }) => shelf?.articles ?? []));
  return {
    articles,
    synonyms: holdings.flatMap(({ shelf }) => shelf?.synonyms ?? []),
    problems: [...problems, ...conflicts].sort(compareProblems),
  };
}

/** Within a source every slug is there once; the content folder may have one that begins like a source. */
function withoutRivals(given: readonly (readonly Article[])[]): {
  readonly articles: readonly Article[];
  readonly conflicts: readonly ContentProblem[];
} {
  const [only = [], ...others] = given;
  if (others.length === 0) return { articles: only, conflicts: [] };
  const all = given.flat();
  const groups = Map.groupBy(all, ({ slug }) => slug.toLowerCase());
  const isRival = ({ slug }: Article): boolean => groups.get(slug.toLowerCase())?.length !== 1;
  return {
    articles: all.filter((each) => !isRival(each)).sort((a, b) => compareText(a.slug, b.slug)),
    conflicts: all.filter(isRival).map(({ slug, path }) => ({
      severity: 'error',
      path,
      line: 1,
      message: `the slug "${slug}" is also in another source; rename the folder, or the source`,
    })),
  };
}

function isSameList(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((value, index) => value === b[index]);
}

/** A repository that could not be fetched may be there the next time. */
function canStillCome({ named }: Holding): boolean {
  return named.settings.place.kind === 'git' && named.source.problem() !== undefined;
}

function describeProgress({ named, progress, trouble }: Holding): string {
  return underName(named, trouble ?? named.source.problem() ?? progress ?? 'read');
}

function describeTrouble({ named, trouble }: Holding): string | undefined {
  const problem = trouble ?? named.source.problem();
  return problem === undefined ? undefined : underName(named, problem);
}

function underName({ settings: { id } }: NamedSource, text: string): string {
  return `${id === '' ? 'CONTENT_DIR' : id}: ${text}`;
}

function explainNothing(holdings: readonly Holding[], problems: ReadonlySet<string>): string {
  const troubles = holdings.flatMap((holding) => describeTrouble(holding) ?? []);
  if (troubles.length > 0) return troubles.join('\n');
  const [first] = problems;
  const mend =
    first === undefined
      ? 'Put at least one Markdown file there.'
      : `The first problem: ${first}. All of them are in the log above.`;
  const places = holdings.map(
    ({
      named: {
        settings: { place },
      },
    }) => (place.kind === 'folder' ? place.dir : place.address),
  );
  return `There is no valid article in ${places.join(', ')}. ${mend}`;
}
