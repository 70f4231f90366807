import { createHash } from 'node:crypto';
import type { Article } from '../content/article.ts';
import type { ContentProblem } from '../content/content-problem.ts';
import { decodeFile } from '../content/decode-file.ts';
import { runBetween, type Breath } from '../content/in-steps.ts';
import {
  createFolderParser,
  type FileState,
  type ParsedFolder,
} from '../content/folder/parse-folder.ts';
import { parseSynonyms, synonymsPath, type Synonym } from '../content/folder/parse-synonyms.ts';
import { siteOf } from '../content/sites/detect-sites.ts';
import { isUnreadable, type Snapshot, type SourceFile } from '../sources/source.ts';
import type { NamedSource } from '../sources/name-source.ts';
import { describeArticle } from './describe-article.ts';
import type { KeptFiles } from './parsed-cache.ts';

interface Text {
  readonly version: string;
  /** Undefined when it cannot be read. */
  readonly text: string | undefined;
}

/** What one source gives to the library, with what the next look starts from. */
export interface Shelf {
  readonly articles: readonly Article[];
  readonly synonyms: readonly Synonym[];
  /** With paths within the source. */
  readonly problems: readonly ContentProblem[];
  readonly snapshot: Snapshot;
  /** False when something could not be read, which is tried again. */
  readonly isWhole: boolean;
  readonly folder: ParsedFolder;
  /** Configurations, and what articles include. */
  readonly texts: ReadonlyMap<string, Text>;
  readonly described: WeakMap<Article, Article>;
  readonly synonymsFile: ReadSynonyms;
}

export interface ReadShelfOptions {
  readonly previous?: Shelf | undefined;
  /** What files became when the source was read by another process. */
  readonly loadKept?: () => Promise<KeptFiles>;
  readonly breath?: Breath;
  readonly onProgress?: (done: number, total: number) => void;
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
  {
    previous,
    loadKept,
    breath = () => undefined,
    onProgress = () => undefined,
  }: ReadShelfOptions = {},
): Promise<Shelf> {
  const { source, settings } = named;
  const snapshot = await source.look();
  if (snapshot === previous?.snapshot && previous.isWhole) return previous;
  const texts = new Map(previous?.texts);
  const kept = previous === undefined ? await loadKept?.() : undefined;
  const before = previous?.folder ?? { files: kept?.files ?? new Map<string, FileState>() };
  const parser = await askUntilHere(() =>
    createFolderParser([...snapshot.files.keys()], {
      flavour: settings.flavour,
      read: readText,
      previous: before,
    }),
  );
  const unread: SourceFile[] = [];
  for (const path of parser.articles.filter(named.isArticle)) {
    const file = snapshot.files.get(path);
    if (file === undefined) continue;
    const taken = take(path, knownContent(file));
    if (!(typeof taken === 'boolean' ? taken : await taken)) unread.push(file);
    const rest = breath();
    if (rest !== undefined) await rest;
  }
  for (let start = 0; start < unread.length; start += filesAtOnce) {
    const some = unread.slice(start, start + filesAtOnce);
    const read = await source.read(some);
    for (const [index, file] of some.entries()) {
      onProgress(start + index, unread.length);
      const found = read.get(file.path) ?? { problem: 'this file is gone' };
      if (isUnreadable(found)) parser.fail(file.path, found.problem);
      else await take(file.path, contentOf(file, found), found);
      await breath();
    }
  }
  const folder = await runBetween(parser.finish(snapshot.files), breath);
  const isWhole = [...folder.files.values()].every(({ version }) => version !== '');
  const described = previous?.described ?? new WeakMap<Article, Article>();
  const synonymsFile = await readSynonyms(
    named,
    snapshot.files.get(synonymsPath),
    previous?.synonymsFile,
  );
  const { synonyms } = synonymsFile;
  return {
    articles: folder.articles.map(describe),
    synonyms,
    problems: [...snapshot.problems, ...folder.problems, ...synonymsFile.problems],
    ...{ snapshot, isWhole, folder, texts, described, synonymsFile },
  };

  /** What a file holds, as far as that is known without reading it; empty when it isn't. */
  function knownContent({ path, version }: SourceFile): string {
    if (source.versionsAreContent) return version;
    const seen = previous?.snapshot.files.get(path)?.version ?? kept?.seen.get(path);
    return version !== '' && seen === version ? (before.files.get(path)?.version ?? '') : '';
  }

  function contentOf({ version }: SourceFile, bytes: Uint8Array): string {
    if (source.versionsAreContent) return version;
    return createHash('sha256').update(bytes).digest('base64url');
  }

  function take(...file: Parameters<typeof parser.take>): boolean | Promise<boolean> {
    return askUntilHere(() => parser.take(...file));
  }

  function readText(path: string): string | undefined {
    const file = snapshot.files.get(path);
    if (file === undefined) return undefined;
    const known = texts.get(path);
    if (known?.version !== file.version) throw new NotHereYet(file);
    return known.text;
  }

  /** A promise only where it must wait: of thousands of files few have to. */
  function askUntilHere<T>(ask: () => T): T | Promise<T> {
    try {
      return ask();
    } catch (error) {
      if (!(error instanceof NotHereYet)) throw error;
      return bring(error.file).then(() => askUntilHere(ask));
    }
  }

  async function bring(file: SourceFile): Promise<void> {
    const { path, version } = file;
    const bytes = (await source.read([file])).get(path);
    const decoded = bytes && !isUnreadable(bytes) ? decodeFile(bytes) : undefined;
    texts.set(path, { version, text: decoded?.kind === 'text' ? decoded.text : undefined });
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
