import { createHash } from 'node:crypto';
import type { Article } from '../content/article.ts';
import type { ContentProblem } from '../content/content-problem.ts';
import { decodeFile } from '../content/decode-file.ts';
import { runBetween, type Breath } from '../content/in-steps.ts';
import { createFolderParser, keptFiles, type ParsedFolder } from '../content/parse-folder.ts';
import type { FileFacts } from '../content/settle-folder.ts';
import { parseSynonyms, synonymsPath, type Synonym } from '../content/parse-synonyms.ts';
import { siteOf } from '../content/sites/detect-sites.ts';
import { isUnreadable, type Snapshot, type SourceFile } from '../sources/source.ts';
import { describeArticle } from './describe-article.ts';
import type { NamedSource } from './named-source.ts';
import type { ParsedCache } from './parsed-cache.ts';

interface Content {
  readonly version: string;
  /** Equal for equal bytes, wherever they lie; empty when they could not be read. */
  readonly content: string;
  /** Under which the cache keeps what became of it. */
  readonly key: string;
}

interface Text {
  readonly version: string;
  readonly bytes: Uint8Array | undefined;
}

/** What one source gives to the library. */
export interface Shelf {
  readonly articles: readonly Article[];
  readonly synonyms: readonly Synonym[];
  /** With paths within the source. */
  readonly problems: readonly ContentProblem[];
  /** Keys of what the cache must hold for this shelf. */
  readonly cacheKeys: ReadonlySet<string>;
  /** For the next look. */
  readonly state: ShelfState | undefined;
}

interface ShelfState {
  readonly snapshot: Snapshot;
  /** False when something could not be read, which is tried again. */
  readonly isWhole: boolean;
  /** Of every file that may be an article. */
  readonly contents: ReadonlyMap<string, Content>;
  readonly folder: ParsedFolder;
  /** Configurations, and what articles include. */
  readonly texts: ReadonlyMap<string, Text>;
  readonly described: WeakMap<Article, Article>;
  readonly synonyms: ReadSynonyms;
}

export const emptyShelf: Shelf = {
  articles: [],
  synonyms: [],
  problems: [],
  cacheKeys: new Set(),
  state: undefined,
};

export interface ReadShelfDeps {
  readonly cache: ParsedCache;
  readonly breath: Breath;
  readonly onProgress: (done: number, total: number) => void;
}

/** A text that the parser asks for and that is not in memory: it is read, and the parser asked again. */
class NotHereYet extends Error {
  readonly file: SourceFile;

  constructor(file: SourceFile) {
    super(`${file.path} is not in memory`);
    this.name = 'NotHereYet';
    this.file = file;
  }
}

const filesAtOnce = 100;

/**
 * Looks at a source and parses what has changed since `previous`; an article that says what it said
 * before stays the same value.
 * @throws SourceError when the source cannot be read.
 */
export async function readShelf(
  named: NamedSource,
  previous: Shelf,
  { cache, breath, onProgress }: ReadShelfDeps,
): Promise<Shelf> {
  const { source, settings } = named;
  const before = previous.state;
  const snapshot = await source.look();
  if (snapshot === before?.snapshot && before.isWhole) return previous;
  const texts = new Map(before?.texts);
  const candidates = [...snapshot.files.values()].filter(({ path }) => named.isArticle(path));
  const contents = await identify();
  const wanted = (): Set<string> => new Set(Array.from(contents.values(), ({ key }) => key));
  const kept = before === undefined ? await cache.load(wanted()) : undefined;
  const parser = await askUntilHere(() =>
    createFolderParser([...snapshot.files.keys()], {
      ...(settings.flavour !== undefined && { flavour: settings.flavour }),
      read: readText,
      previous: before?.folder,
      kept: (path) => kept?.get(contents.get(path)?.key ?? ''),
    }),
  );
  await parseAll();
  const facts = new Map(candidates.map((file) => [file.path, factsOf(file)]));
  const folder = await runBetween(await askUntilHere(() => parser.finish(facts)), breath);
  const cacheKeys = await keepParsed();
  const isWhole = [...contents.values()].every(({ content }) => content !== '');
  const described = before?.described ?? new WeakMap<Article, Article>();
  const synonyms = await readSynonyms(named, snapshot.files.get(synonymsPath), before?.synonyms);
  return {
    articles: folder.articles.map(describe),
    synonyms: synonyms.synonyms,
    problems: [...snapshot.problems, ...folder.problems, ...synonyms.problems],
    cacheKeys,
    state: { snapshot, isWhole, contents, folder, texts, described, synonyms },
  };

  /** Says of every candidate what it holds, without reading those that have not changed. */
  async function identify(): Promise<ReadonlyMap<string, Content>> {
    const found = new Map<string, Content>();
    const unread: SourceFile[] = [];
    for (const file of candidates) {
      const known = before?.contents.get(file.path);
      if (source.versionsAreContent) {
        found.set(file.path, identityOf(file, file.version));
      } else if (known?.version === file.version && file.version !== '') {
        found.set(file.path, known);
      } else unread.push(file);
    }
    for (let start = 0; start < unread.length; start += filesAtOnce) {
      onProgress(start, unread.length);
      const some = unread.slice(start, start + filesAtOnce);
      const read = await source.read(some);
      for (const file of some) {
        const bytes = read.get(file.path);
        const content = bytes === undefined || isUnreadable(bytes) ? '' : hashOf(bytes);
        found.set(file.path, identityOf(file, content));
        await breath();
      }
    }
    return found;
  }

  function identityOf({ path, version }: SourceFile, content: string): Content {
    const known = before?.contents.get(path);
    const key = known?.content === content ? known.key : keyOf(path, content);
    return { version, content, key };
  }

  async function parseAll(): Promise<void> {
    const missing: SourceFile[] = [];
    for (const path of parser.articles) {
      const file = snapshot.files.get(path);
      if (file === undefined || !named.isArticle(path)) continue;
      const content = contents.get(path)?.content ?? '';
      if (!(await askUntilHere(() => parser.keep(path, content)))) missing.push(file);
      await breath();
    }
    for (let start = 0; start < missing.length; start += filesAtOnce) {
      const some = missing.slice(start, start + filesAtOnce);
      const read = await source.read(some);
      for (const [index, { path }] of some.entries()) {
        onProgress(start + index, missing.length);
        const bytes = read.get(path) ?? { problem: 'this file is gone' };
        const content = contents.get(path)?.content ?? '';
        if (isUnreadable(bytes)) fail(path, bytes.problem);
        else if (isLargeFilePointer(bytes)) fail(path, explainLargeFile);
        else {
          await askUntilHere(() => {
            parser.parse(path, content, bytes);
          });
        }
        await breath();
      }
    }
  }

  function fail(path: string, message: string): void {
    parser.fail(path, [{ severity: 'error', path, line: 1, message }]);
  }

  function readText(path: string): Uint8Array | undefined {
    const file = snapshot.files.get(path);
    if (file === undefined) return undefined;
    const text = texts.get(path);
    if (text?.version !== file.version) throw new NotHereYet(file);
    return text.bytes;
  }

  async function askUntilHere<T>(ask: () => T): Promise<T> {
    for (;;) {
      try {
        return ask();
      } catch (error) {
        if (!(error instanceof NotHereYet)) throw error;
        const { file } = error;
        const bytes = (await source.read([file])).get(file.path);
        const isHere = bytes !== undefined && !isUnreadable(bytes);
        texts.set(file.path, { version: file.version, bytes: isHere ? bytes : undefined });
      }
    }
  }

  /** Hands over what is new to the cache. Returns the keys of all that is in use. */
  async function keepParsed(): Promise<ReadonlySet<string>> {
    const inUse = new Set<string>();
    for (const [path, file] of keptFiles(folder)) {
      await breath();
      if (file.state.kind !== 'parsed') continue;
      const key = contents.get(path)?.key ?? '';
      inUse.add(key);
      if (!previous.cacheKeys.has(key) && kept?.has(key) !== true) cache.add(key, file);
    }
    return inUse;
  }

  function describe(article: Article): Article {
    const known = described.get(article);
    if (known !== undefined) return known;
    const state = folder.files.get(article.path);
    const made = describeArticle(article, {
      settings,
      site: siteOf(article.path, folder.sites),
      address: state?.kind === 'parsed' ? state.parsed.address : undefined,
      reformatted: snapshot.files.get(article.path)?.reformatted ?? false,
    });
    described.set(article, made);
    return made;
  }
}

function factsOf({ committed, owner }: SourceFile): FileFacts {
  return {
    ...(committed !== undefined && { committedAt: committed }),
    ...(owner !== undefined && { owner }),
  };
}

function keyOf(path: string, content: string): string {
  return hashOf(JSON.stringify([path, content])).slice(0, 24);
}

function hashOf(data: Uint8Array | string): string {
  return createHash('sha256').update(data).digest('base64url');
}

const explainLargeFile =
  'the text of this file is kept with Git LFS, which is not read; keep articles in git itself';

function isLargeFilePointer(bytes: Uint8Array): boolean {
  const begin = 'version https://git-lfs.github.com/spec/';
  return Buffer.from(bytes.subarray(0, begin.length)).toString('latin1') === begin;
}

interface ReadSynonyms {
  readonly version: string;
  readonly synonyms: readonly Synonym[];
  readonly problems: readonly ContentProblem[];
}

/** What stays in service when the file cannot be understood at all: the list of before. */
async function readSynonyms(
  { source }: NamedSource,
  file: SourceFile | undefined,
  before: ReadSynonyms = { version: '', synonyms: [], problems: [] },
): Promise<ReadSynonyms> {
  if (file === undefined) return { version: '', synonyms: [], problems: [] };
  const { version } = file;
  if (version === before.version && version !== '') return before;
  const broken = (line: number, message: string): ReadSynonyms => ({
    version,
    synonyms: before.synonyms,
    problems: [{ severity: 'error', path: synonymsPath, line, message }],
  });
  const bytes = (await source.read([file])).get(synonymsPath) ?? { problem: 'this file is gone' };
  if (isUnreadable(bytes)) return broken(1, bytes.problem);
  const decoded = decodeFile(bytes);
  if (decoded.kind === 'invalid') return broken(decoded.line, decoded.message);
  const { synonyms, problems, isReadable } = parseSynonyms(decoded.text);
  return { version, synonyms: isReadable ? synonyms : before.synonyms, problems };
}
