import { createHash } from 'node:crypto';
import type { Article, LinkTarget } from './article.ts';
import { chooseFiles, toPassedOver, type PassedOver } from './choose-files.ts';
import { codeOwnersPaths, parseCodeOwners } from './code-owners.ts';
import { compareProblems, type ContentProblem } from './content-problem.ts';
import { decodeFile } from './decode-file.ts';
import type { ReadText } from './dialects/includes.ts';
import { InvalidArticleError } from './invalid-article-error.ts';
import { buildLinkIndex, type LinkIndex } from './link-index.ts';
import { nothingToRead, parseArticle, type ParsedArticle } from './parse-article.ts';
import { parseOwner } from './parse-front-matter.ts';
import { resolveLink } from './resolve-link.ts';
import { selectArticles } from './select-articles.ts';
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
  /** What files became in another process, by path; looked at for those that `previous` has not. */
  readonly kept?: ReadonlyMap<string, KeptFile>;
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

// Kept beside the results, as nobody else has any use for it.
const caches = new WeakMap<ParsedFolder['files'], ReadonlyMap<string, KeptFile>>();

export interface FolderParser {
  readonly sites: readonly Site[];
  /** The files to be parsed, sorted by code unit. */
  readonly articles: readonly string[];
  /** Takes one of them from before, if it was there and neither it nor what it includes has changed. */
  readonly keep: (path: string, version: string) => boolean;
  readonly parse: (path: string, version: string, bytes: Uint8Array) => void;
  /** Notes a file that cannot be read at all. */
  readonly fail: (path: string, problems: readonly ContentProblem[]) => void;
  readonly finish: (facts?: ReadonlyMap<string, FileFacts>) => ParsedFolder;
}

/** What is known of a file from outside of it. */
export type FileFacts = Pick<FolderFile, 'committedAt' | 'owner'>;

/** What each file of a folder became. */
export function keptFiles(folder: ParsedFolder): ReadonlyMap<string, KeptFile> {
  return caches.get(folder.files) ?? new Map<string, KeptFile>();
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
  return parser.finish(byPath);
}

/** Parses a folder file by file, for whoever has other things to do in between. */
export function createFolderParser(
  paths: readonly string[],
  { flavour, read = () => undefined, previous, kept }: FolderOptions = {},
): FolderParser {
  const readText = createReadText(read);
  const sites =
    flavour === undefined ? detectSites(paths, readText) : toldSites(flavour, paths, readText);
  const chosen = chooseFiles(paths, sites);
  const before = previous && caches.get(previous.files);
  const states = new Map<string, KeptFile>();

  function keep(path: string, version: string): boolean {
    const known = before?.get(path) ?? kept?.get(path);
    const isKept =
      known?.state.version === version &&
      version !== '' &&
      known.site === siteKey(path) &&
      isFresh(known, readText);
    if (known !== undefined && isKept) states.set(path, known);
    return isKept;
  }

  function siteKey(path: string): string {
    return JSON.stringify(siteOf(path, sites) ?? null);
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
      const sorted = [...states].sort(([a], [b]) => (a < b ? -1 : 1));
      const files = new Map(sorted.map(([path, { state }]) => [path, state]));
      caches.set(files, states);
      const owners = codeOwnersPaths.map(readText).find((text) => text !== undefined);
      const ownerOf = owners === undefined ? undefined : parseCodeOwners(owners);
      return assemble({ files, paths, sites, passedOver: chosen.passedOver, previous }, (path) => ({
        ...facts.get(path),
        ...(facts.get(path)?.owner === undefined && ownerOf && { owner: ownerOf(path) }),
      }));
    },
  };
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

function isFresh({ included }: KeptFile, read: ReadText): boolean {
  return [...included].every(([path, text]) => read(path) === text);
}

function parseOne(
  path: string,
  version: string,
  bytes: Uint8Array,
  context: { site: Site | undefined; read: ReadText },
): FileState {
  try {
    return { kind: 'parsed', version, parsed: parseArticle(path, bytes, context) };
  } catch (error) {
    if (!(error instanceof InvalidArticleError)) throw error;
    const { problems } = error;
    if (problems.every(({ message }) => message === nothingToRead))
      return { kind: 'empty', version };
    return { kind: 'broken', version, problems };
  }
}

interface Parts {
  readonly files: ReadonlyMap<string, FileState>;
  readonly paths: readonly string[];
  readonly sites: readonly Site[];
  readonly passedOver: readonly PassedOver[];
  readonly previous: ParsedFolder | undefined;
}

/** Settles what files share: slugs, links, and what is known of them from outside. */
function assemble(
  { files, paths, sites, passedOver, previous }: Parts,
  factsOf: (path: string) => { readonly committedAt?: string; readonly owner?: string | undefined },
): ParsedFolder {
  const parsed = new Map<string, ParsedArticle>();
  for (const [path, file] of files) if (file.kind === 'parsed') parsed.set(path, file.parsed);
  const names = namesOf(parsed, paths, sites);
  const known = previous && linkedBy.get(previous.files) === names ? previous : undefined;
  // While nothing is called otherwise, links lead where they led.
  const index =
    known === undefined
      ? buildLinkIndex(parsed, paths, sites)
      : { ...known.index, articles: parsed };
  linkedBy.set(files, names);
  const selection = selectArticles([...parsed.values()]);
  const before = new Map(previous?.articles.map((article) => [article.path, article]));
  const articles = selection.articles.map(({ parsed: each, slug }): Article => {
    const { path } = each.article;
    const kept = before.get(path);
    const links =
      kept !== undefined && known?.index.articles.get(path) === each
        ? kept.links
        : linksOf(each, index);
    const made = withFacts({ ...each.article, slug, links }, factsOf(path));
    return kept !== undefined && isSame(kept, made) ? kept : made;
  });
  const empty = [...files].filter(([, file]) => file.kind === 'empty').map(([path]) => path);
  const problems = [
    ...[...files.values()].flatMap((file) => {
      if (file.kind === 'parsed') return file.parsed.warnings;
      return file.kind === 'broken' ? file.problems : [];
    }),
    ...selection.problems,
    ...unusedKeys([...parsed.values()]),
  ];
  return {
    articles,
    problems: problems.sort(compareProblems),
    passedOver: [
      ...passedOver,
      ...(empty.length > 0 ? [toPassedOver(['there is nothing to read in it', empty])] : []),
    ],
    drafts: selection.drafts,
    files,
    sites,
    index,
  };
}

function linksOf(
  { article, links }: ParsedArticle,
  index: LinkIndex,
): ReadonlyMap<string, LinkTarget> {
  const targets = new Map<string, LinkTarget>();
  for (const { url } of links) {
    if (targets.has(url)) continue;
    const { target } = resolveLink(url, article.path, index);
    if (target !== undefined) targets.set(url, target);
  }
  return targets;
}

function withFacts(
  article: Article,
  { committedAt, owner }: { readonly committedAt?: string; readonly owner?: string | undefined },
): Article {
  const day = article.updated === undefined ? committedAt : undefined;
  const keeper = article.owner === undefined ? owner : undefined;
  if (day === undefined && keeper === undefined) return article;
  return {
    ...article,
    updated: article.updated ?? day,
    owner: article.owner ?? (keeper === undefined ? undefined : parseOwner(keeper)),
    origins: {
      ...article.origins,
      ...(day !== undefined && { updated: 'the last commit' }),
      ...(keeper !== undefined && { owner: 'CODEOWNERS' }),
    },
  };
}

/** What is the same stays the same object, so that nobody works on it again. */
function isSame(a: Article, b: Article): boolean {
  return (
    a.sections === b.sections &&
    a.slug === b.slug &&
    a.updated === b.updated &&
    JSON.stringify(a.owner) === JSON.stringify(b.owner) &&
    isSameLinks(a.links, b.links)
  );
}

function isSameLinks(a: Article['links'], b: Article['links']): boolean {
  if (a === b) return true;
  return (
    a.size === b.size &&
    [...a].every(([url, target]) => JSON.stringify(b.get(url)) === JSON.stringify(target))
  );
}

// By the files of a folder: what every link in it depends on.
const linkedBy = new WeakMap<ParsedFolder['files'], string>();
const namesOfFile = new WeakMap<ParsedArticle, string>();

/** Everything that links look at: paths, sites, and what articles are called by. Equal for equal names. */
function namesOf(
  parsed: ReadonlyMap<string, ParsedArticle>,
  paths: readonly string[],
  sites: readonly Site[],
): string {
  const hash = createHash('sha256').update(JSON.stringify(sites)).update(paths.join('\n'));
  for (const each of parsed.values()) {
    let names = namesOfFile.get(each);
    if (names === undefined) {
      const { article, address, anchors, draft } = each;
      const { path, title, aliases, redirects } = article;
      names = JSON.stringify([path, title, aliases, redirects, address, draft, [...anchors]]);
      namesOfFile.set(each, names);
    }
    hash.update(names);
  }
  return hash.digest('hex');
}

/** One line for the folder: what sites have in front matter for themselves is no mistake. */
function unusedKeys(parsed: readonly ParsedArticle[]): readonly ContentProblem[] {
  const counts = new Map<string, number>();
  for (const key of parsed.flatMap(({ unusedKeys }) => unusedKeys)) {
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  if (counts.size === 0) return [];
  const named = [...counts]
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .map(([key, count]) => `${key} (${count})`);
  const more = named.length > 12 ? ` and ${named.length - 12} more` : '';
  const message = `front matter has keys that are not used: ${named.slice(0, 12).join(', ')}${more}`;
  return [{ severity: 'warning', path: '.', line: 1, message }];
}
