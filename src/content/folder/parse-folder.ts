import type { Article } from '../article.ts';
import { chooseFiles, toPassedOver, type ChosenFiles, type PassedOver } from './choose-files.ts';
import { compareProblems, type ContentProblem } from '../content-problem.ts';
import type { ReadText } from '../dialects/includes.ts';
import { InvalidArticleError } from '../invalid-article-error.ts';
import type { Steps } from '../in-steps.ts';
import { createLinkIndex, type LinkIndex } from '../links/link-index.ts';
import { packArticle } from '../packed-text.ts';
import { nothingToRead, parseArticle, type ParsedArticle } from '../parse-article.ts';
import { settleFolder, type FileFacts, type Settlement } from './settle-folder.ts';
import { detectSites, siteOf, type Site } from '../sites/detect-sites.ts';
import type { Flavour } from '../sites/flavour.ts';

export interface FolderOptions {
  /** What the folder is written for, when its own signs say nothing or something else. */
  readonly flavour?: Flavour | undefined;
  /** Other files' text, for configurations and for what articles include. */
  readonly read?: ReadText;
  /** What was made of the folder before: files that have not changed are taken from there. */
  readonly previous?:
    (Pick<ParsedFolder, 'files'> & Partial<Pick<ParsedFolder, 'memory'>>) | undefined;
}

/** What one file became, read for itself, with all that it depended on: it need not be parsed again. */
export type FileState = FileMade & {
  /** Equal for equal bytes; empty when they could not be read. */
  readonly version: string;
  readonly site: string;
  /** What it included, and what that said. */
  readonly included: ReadonlyMap<string, string | undefined>;
};

type FileMade =
  | { readonly kind: 'parsed'; readonly parsed: ParsedArticle }
  /** It holds nothing to read: front matter, pictures. */
  | { readonly kind: 'empty' }
  | { readonly kind: 'broken'; readonly problems: readonly ContentProblem[] };

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
  /** What the next parse of the folder starts from, besides its files. */
  readonly memory: { readonly layout: Layout; readonly settlement: Settlement };
}

/** What the names of a folder's files and its configurations say. */
interface Layout {
  readonly paths: readonly string[];
  readonly flavour: Flavour | undefined;
  readonly read: ReadonlyMap<string, string | undefined>;
  readonly sites: readonly Site[];
  readonly chosen: ChosenFiles;
}

export interface FolderParser {
  /** The files to be parsed, sorted by code unit. */
  readonly articles: readonly string[];
  /**
   * Takes one of them from before, if it was there and neither it nor what it includes has changed,
   * or parses it. False when it must be read for that.
   */
  readonly take: (path: string, version: string, bytes?: Uint8Array) => boolean;
  /** Notes a file that cannot be read. */
  readonly fail: (path: string, message: string) => void;
  /** Settles what the files share, in small steps. */
  readonly finish: (facts: ReadonlyMap<string, FileFacts>) => Steps<ParsedFolder>;
}

/** Parses a folder file by file, for whoever has other things to do in between. */
export function createFolderParser(
  paths: readonly string[],
  { flavour, read: readText = () => undefined, previous }: FolderOptions = {},
): FolderParser {
  const layout = readLayout({ paths, flavour, readText, previous: previous?.memory?.layout });
  const { sites, chosen } = layout;
  const states = new Map<string, FileState>();
  const siteKeys = new Map(sites.map((site) => [site, JSON.stringify(site)]));

  function keep(path: string, version: string): boolean {
    const known = previous?.files.get(path);
    const isKept =
      known?.version === version &&
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
    const read = notedIn(included, readText);
    const made = parseOne(path, bytes, { site: siteOf(path, sites), read });
    states.set(path, { ...made, version, site: siteKey(path), included });
  }

  return {
    articles: chosen.articles,
    take(path, version, bytes) {
      if (keep(path, version)) return true;
      if (bytes !== undefined) parse(path, version, bytes);
      return bytes !== undefined;
    },
    fail(path, message) {
      const problems: readonly ContentProblem[] = [{ severity: 'error', path, line: 1, message }];
      const made = { kind: 'broken', problems, included: new Map<string, string>() } as const;
      states.set(path, { ...made, version: '', site: siteKey(path) });
    },
    finish: (facts) => assemble({ states, layout, before: previous?.memory, facts }),
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
  const noting = notedIn(read, readText);
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

/** What each text says is noted for `isStill`. */
function notedIn(texts: Map<string, string | undefined>, read: ReadText): ReadText {
  return (path) => {
    const text = read(path);
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
  bytes: Uint8Array,
  context: { site: Site | undefined; read: ReadText },
): FileMade {
  try {
    const parsed = parseArticle(path, bytes, context);
    return { kind: 'parsed', parsed: { ...parsed, article: packArticle(parsed.article) } };
  } catch (error) {
    if (!(error instanceof InvalidArticleError)) throw error;
    const { problems } = error;
    const isEmpty = problems.every(({ message }) => message === nothingToRead);
    return isEmpty ? { kind: 'empty' } : { kind: 'broken', problems };
  }
}

interface Parts {
  readonly states: ReadonlyMap<string, FileState>;
  readonly layout: Layout;
  readonly before: ParsedFolder['memory'] | undefined;
  readonly facts: ReadonlyMap<string, FileFacts>;
}

/** All files together. */
function* assemble({ states, layout, before, facts }: Parts): Steps<ParsedFolder> {
  const { paths, sites, chosen } = layout;
  const files = new Map<string, FileState>();
  const parsed = new Map<string, ParsedArticle>();
  const empty: string[] = [];
  const problems: ContentProblem[] = [];
  for (const path of chosen.articles) {
    const state = states.get(path);
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
  const given = {
    sites,
    paths: layout === before?.layout ? before.settlement.linkable.paths : new Set(paths),
    articles: parsed,
  };
  const settlement = yield* settleFolder(given, before?.settlement, facts);
  const { settled, selection, linkable } = settlement;
  return {
    articles: Array.from(settled.values(), ({ article }) => article),
    problems: [...problems, ...selection.problems, ...unusedKeys(parsed.values())].sort(
      compareProblems,
    ),
    passedOver: [
      ...chosen.passedOver,
      ...(empty.length > 0 ? [toPassedOver(["there's nothing to read", empty])] : []),
    ],
    drafts: selection.drafts,
    files,
    sites,
    index: createLinkIndex(linkable),
    memory: { layout, settlement },
  };
}

/** How the warning about them begins. */
export const unusedKeysLead = "Guidepost doesn't use these front matter keys";

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
  const message = `${unusedKeysLead}: ${named.slice(0, 12).join(', ')}${more}`;
  return [{ severity: 'warning', path: '.', line: 1, message }];
}
