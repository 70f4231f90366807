import type { Article } from './article.ts';
import { chooseFiles, toPassedOver, type ChosenFiles, type PassedOver } from './choose-files.ts';
import { codeOwnersPaths, parseCodeOwners } from './code-owners.ts';
import { compareProblems, type ContentProblem } from './content-problem.ts';
import { decodeFile } from './decode-file.ts';
import type { ReadText } from './dialects/includes.ts';
import { InvalidArticleError } from './invalid-article-error.ts';
import { runAtOnce, type Steps } from './in-steps.ts';
import { createLinkIndex, type LinkIndex } from './link-index.ts';
import { packArticle } from './packed-text.ts';
import { nothingToRead, parseArticle, type ParsedArticle } from './parse-article.ts';
import { settleFolder, type FactsOf, type FileFacts, type Settlement } from './settle-folder.ts';
import { detectSites, siteOf, type Site } from './sites/detect-sites.ts';
import type { Flavour } from './sites/flavour.ts';

/** A file of a folder, as whoever reads the folder hands it over. */
export interface FolderFile {
  /** Relative to the folder, with `/`. */
  readonly path: string;
  /** Changes when the content does: the hash of a blob, or times and size. */
  readonly version: string;
  /** Needed for articles; everything else is only looked at when something names it. */
  readonly bytes?: Uint8Array;
  /** The day of the last commit that changed it, `YYYY-MM-DD`. */
  readonly committedAt?: string;
  readonly owner?: string;
}

export interface FolderOptions {
  /** What the folder is written for, when its own signs say nothing or something else. */
  readonly flavour?: Flavour;
  /** Other files' content, for configurations and for what articles include. */
  readonly read?: (path: string) => Uint8Array | undefined;
  /** What was made of the folder before: files that have not changed are taken from there. */
  readonly previous?: ParsedFolder | undefined;
  /** What a file became in another process; asked for those that `previous` has not. */
  readonly kept?: (path: string) => KeptFile | undefined;
}

/** One file, read for itself. */
export type FileState =
  | { readonly kind: 'parsed'; readonly version: string; readonly parsed: ParsedArticle }
  /** It holds nothing to read: front matter, pictures. */
  | { readonly kind: 'empty'; readonly version: string }
  | {
      readonly kind: 'broken';
      readonly version: string;
      readonly problems: readonly ContentProblem[];
    };

export interface ParsedFolder {
  /** Every published article, sorted by slug, by code unit. */
  readonly articles: readonly Article[];
  /** What is wrong with files and with the folder, by path and line. Dead links are not in. */
  readonly problems: readonly ContentProblem[];
  readonly passedOver: readonly PassedOver[];
  /** How many articles wait to be published. */
  readonly drafts: number;
  /** Each file that was taken for an article, by path, sorted by code unit. */
  readonly files: ReadonlyMap<string, FileState>;
  readonly sites: readonly Site[];
  readonly index: LinkIndex;
}

/** What one file became, with everything it depended on: whoever keeps it need not parse it again. */
export interface KeptFile {
  readonly state: FileState;
  readonly site: string;
  /** What it included, and what that said. */
  readonly included: ReadonlyMap<string, string | undefined>;
}

/** What the next parse of a folder starts from. */
interface Memory {
  readonly kept: ReadonlyMap<string, KeptFile>;
  readonly layout: Layout;
  readonly settlement: Settlement;
}

/** What the names of a folder's files and its configurations say. */
interface Layout {
  readonly paths: readonly string[];
  readonly flavour: Flavour | undefined;
  readonly read: ReadonlyMap<string, string | undefined>;
  readonly sites: readonly Site[];
  readonly chosen: ChosenFiles;
}

// Kept beside the results, as nobody else has any use for it.
const memories = new WeakMap<ParsedFolder['files'], Memory>();

export interface FolderParser {
  readonly sites: readonly Site[];
  /** The files to be parsed, sorted by code unit. */
  readonly articles: readonly string[];
  /** Takes one of them from before, if it was there and neither it nor what it includes has changed. */
  readonly keep: (path: string, version: string) => boolean;
  readonly parse: (path: string, version: string, bytes: Uint8Array) => void;
  /** Notes a file that cannot be read at all. */
  readonly fail: (path: string, problems: readonly ContentProblem[]) => void;
  /** Settles what the files share, in small steps. */
  readonly finish: (facts?: ReadonlyMap<string, FileFacts>) => Steps<ParsedFolder>;
}

/** What each file of a folder became. */
export function keptFiles(folder: ParsedFolder): ReadonlyMap<string, KeptFile> {
  return memories.get(folder.files)?.kept ?? new Map<string, KeptFile>();
}

/** Parses a whole folder at once. Nothing is read but through `options`. */
export function parseFolder(
  files: readonly FolderFile[],
  options: FolderOptions = {},
): ParsedFolder {
  const parser = createFolderParser(
    files.map(({ path }) => path),
    options,
  );
  const byPath = new Map(files.map((file) => [file.path, file]));
  for (const path of parser.articles) {
    const file = byPath.get(path);
    const bytes = file?.bytes ?? options.read?.(path);
    if (file === undefined || bytes === undefined || parser.keep(path, file.version)) continue;
    parser.parse(path, file.version, bytes);
  }
  return runAtOnce(parser.finish(byPath));
}

/** Parses a folder file by file, for whoever has other things to do in between. */
export function createFolderParser(
  paths: readonly string[],
  { flavour, read = () => undefined, previous, kept }: FolderOptions = {},
): FolderParser {
  const readText = createReadText(read);
  const memory = previous && memories.get(previous.files);
  const layout = readLayout({ paths, flavour, readText, previous: memory?.layout });
  const { sites, chosen } = layout;
  const states = new Map<string, KeptFile>();
  const siteKeys = new Map(sites.map((site) => [site, JSON.stringify(site)]));

  function keep(path: string, version: string): boolean {
    const known = memory?.kept.get(path) ?? kept?.(path);
    const isKept =
      known?.state.version === version &&
      version !== '' &&
      known.site === siteKey(path) &&
      isStill(known.included, readText);
    if (known !== undefined && isKept) states.set(path, known);
    return isKept;
  }

  function siteKey(path: string): string {
    const site = siteOf(path, sites);
    return (site && siteKeys.get(site)) ?? 'null';
  }

  function parse(path: string, version: string, bytes: Uint8Array): void {
    const included = new Map<string, string | undefined>();
    const state = parseOne(path, version, bytes, {
      site: siteOf(path, sites),
      read: (each) => {
        const text = readText(each);
        included.set(each, text);
        return text;
      },
    });
    states.set(path, { state, site: siteKey(path), included });
  }

  return {
    sites,
    articles: chosen.articles,
    keep,
    parse,
    fail: (path, problems) => {
      const state: FileState = { kind: 'broken', version: '', problems };
      states.set(path, { state, site: '', included: new Map() });
    },
    finish(facts = new Map()) {
      const owners = codeOwnersPaths.map(readText).find((text) => text !== undefined);
      const ownerOf = owners === undefined ? undefined : parseCodeOwners(owners);
      return assemble({ states, layout, memory }, (path) => {
        const { committedAt, owner = ownerOf?.(path) } = facts.get(path) ?? {};
        return { committedAt, owner };
      });
    },
  };
}

interface LayoutGiven {
  readonly paths: readonly string[];
  readonly flavour: Flavour | undefined;
  readonly readText: ReadText;
  readonly previous: Layout | undefined;
}

/** The same as before where neither names nor configurations have changed. */
function readLayout({ paths, flavour, readText, previous }: LayoutGiven): Layout {
  const isSame =
    previous?.flavour === flavour &&
    previous?.paths.length === paths.length &&
    previous.paths.every((path, i) => path === paths[i]) &&
    isStill(previous.read, readText);
  if (isSame) return previous;
  const read = new Map<string, string | undefined>();
  const noting: ReadText = (path) => {
    const text = readText(path);
    read.set(path, text);
    return text;
  };
  const sites =
    flavour === undefined ? detectSites(paths, noting) : toldSites(flavour, paths, noting);
  return { paths, flavour, read, sites, chosen: chooseFiles(paths, sites) };
}

function toldSites(flavour: Flavour, paths: readonly string[], read: ReadText): readonly Site[] {
  const found = detectSites(paths, read).filter((site) => site.flavour === flavour);
  if (found.length > 0) return found;
  const rules = {
    mkdocs: 'python-markdown',
    vitepress: 'vitepress',
    zola: 'zola',
    eleventy: 'eleventy',
    obsidian: 'obsidian',
  } as const;
  const anchorRule = flavour in rules ? rules[flavour as keyof typeof rules] : 'github';
  return [{ flavour, anchorRule, root: '', pages: '', statics: ['static', 'public'] }];
}

function createReadText(read: (path: string) => Uint8Array | undefined): ReadText {
  const texts = new Map<string, string | undefined>();
  return (path) => {
    if (texts.has(path)) return texts.get(path);
    const bytes = read(path);
    const decoded = bytes && decodeFile(bytes);
    const text = decoded?.kind === 'text' ? decoded.text : undefined;
    texts.set(path, text);
    return text;
  };
}

/** Whether every text says what it said. */
function isStill(texts: ReadonlyMap<string, string | undefined>, read: ReadText): boolean {
  for (const [path, text] of texts) if (read(path) !== text) return false;
  return true;
}

function parseOne(
  path: string,
  version: string,
  bytes: Uint8Array,
  context: { site: Site | undefined; read: ReadText },
): FileState {
  try {
    const parsed = parseArticle(path, bytes, context);
    return { kind: 'parsed', version, parsed: { ...parsed, article: packArticle(parsed.article) } };
  } catch (error) {
    if (!(error instanceof InvalidArticleError)) throw error;
    const { problems } = error;
    if (problems.every(({ message }) => message === nothingToRead))
      return { kind: 'empty', version };
    return { kind: 'broken', version, problems };
  }
}

interface Parts {
  readonly states: ReadonlyMap<string, KeptFile>;
  readonly layout: Layout;
  readonly memory: Memory | undefined;
}

/** All files together. */
function* assemble({ states, layout, memory }: Parts, factsOf: FactsOf): Steps<ParsedFolder> {
  const { paths, sites, chosen } = layout;
  const files = new Map<string, FileState>();
  const parsed = new Map<string, ParsedArticle>();
  const empty: string[] = [];
  const problems: ContentProblem[] = [];
  for (const path of chosen.articles) {
    const state = states.get(path)?.state;
    if (state === undefined) continue;
    files.set(path, state);
    if (state.kind === 'empty') empty.push(path);
    else if (state.kind === 'broken') problems.push(...state.problems);
    else {
      parsed.set(path, state.parsed);
      problems.push(...state.parsed.warnings);
    }
  }
  yield;
  const before = memory?.settlement;
  const isSamePaths = layout === memory?.layout && before !== undefined;
  const given = {
    sites,
    paths: isSamePaths ? before.linkable.paths : new Set(paths),
    articles: parsed,
  };
  const settlement = yield* settleFolder(given, before, factsOf);
  const { settled, selection, linkable } = settlement;
  memories.set(files, { kept: states, layout, settlement });
  return {
    articles: Array.from(settled.values(), ({ article }) => article),
    problems: [...problems, ...selection.problems, ...unusedKeys(parsed.values())].sort(
      compareProblems,
    ),
    passedOver: [
      ...chosen.passedOver,
      ...(empty.length > 0 ? [toPassedOver(['there is nothing to read in it', empty])] : []),
    ],
    drafts: selection.drafts,
    files,
    sites,
    index: createLinkIndex(linkable),
  };
}

/** One line for the folder: what sites have in front matter for themselves is no mistake. */
function unusedKeys(parsed: Iterable<ParsedArticle>): readonly ContentProblem[] {
  const counts = new Map<string, number>();
  for (const { unusedKeys } of parsed) {
    for (const key of unusedKeys) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  if (counts.size === 0) return [];
  const named = [...counts]
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .map(([key, count]) => `${key} (${count})`);
  const more = named.length > 12 ? ` and ${named.length - 12} more` : '';
  const message = `front matter has keys that are not used: ${named.slice(0, 12).join(', ')}${more}`;
  return [{ severity: 'warning', path: '.', line: 1, message }];
}
