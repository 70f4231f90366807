import { posix } from 'node:path';
import { slug } from 'github-slugger';
import { withoutNotionIds } from '../dialects/notion.ts';
import { isArticleName, withoutEnding } from '../folder/file-names.ts';
import type { Steps } from '../in-steps.ts';
import type { ParsedArticle } from '../parse-article.ts';
import { siteOf, type Site } from '../sites/detect-sites.ts';

/** What the links of a folder can lead to, by the names that people and sites give it. */
export interface LinkIndex {
  readonly sites: readonly Site[];
  readonly article: (path: string) => ParsedArticle | undefined;
  readonly listArticles: () => Iterable<string>;
  /** A file by its path, composed (NFC): some disks and archives take letters apart. */
  readonly file: (path: string) => string | undefined;
  /** A file by its path in other capitals. */
  readonly fileInOtherCapitals: (path: string) => string | undefined;
  readonly isFolder: (path: string) => boolean;
  /** Files that a site publishes at this address; those whose path says so first. */
  readonly atAddress: (address: string) => readonly string[];
  /** Files by their name, then by title or alias, as wikis link. */
  readonly named: (name: string) => readonly string[];
}

/** All that links look at. */
export interface Linkable {
  readonly sites: readonly Site[];
  readonly paths: ReadonlySet<string>;
  readonly articles: ReadonlyMap<string, ParsedArticle>;
  /** Which files go by a name, under a key that tells what kind of name it is; sorted by code unit. */
  readonly claims: Claims;
}

/** What has changed lies beside what was there: there are many names, and few of them change. */
interface Claims {
  readonly base: ReadonlyMap<string, readonly string[]>;
  readonly since: ReadonlyMap<string, readonly string[]>;
}

/** When so many lie beside, relative to the rest, they are made part of it. */
const maxShareBeside = 1 / 8;

/** `en/`, `pt-br/`. */
export const language = /^\/?[a-z]{2}(?:-[a-z]{2,4})?\//i;
const numbered = /^\d{1,3}[-_.][ ]*(?=[^\d])/;
const dated = /^(\d{4})-(\d{2})-(\d{2})-/;

/** @returns what is linkable, and the keys of what has changed; undefined where all of it may have */
export function* takeNames(
  given: Omit<Linkable, 'claims'>,
  previous: Linkable | undefined,
): Steps<{ readonly linkable: Linkable; readonly changed: ReadonlySet<string> | undefined }> {
  const { sites, paths, articles } = given;
  if (previous === undefined || JSON.stringify(previous.sites) !== JSON.stringify(sites)) {
    const claims = new Map<string, string[]>();
    for (const path of [...paths].sort()) {
      yield;
      for (const key of claimsOf(path, given)) {
        const others = claims.get(key);
        if (others === undefined) claims.set(key, [path]);
        else others.push(path);
      }
    }
    return {
      linkable: { ...given, claims: { base: claims, since: new Map() } },
      changed: undefined,
    };
  }
  const changed = new Set<string>();
  const moves: { key: string; path: string; isThere: boolean }[] = [];
  const compare = (path: string): void => {
    const [before, now] = [previous.articles.get(path), articles.get(path)];
    if (before === now && previous.paths.has(path) === paths.has(path)) return;
    if (before?.linkChecksum !== now?.linkChecksum) changed.add(keys.article(path));
    const [had, has] = [claimsOf(path, previous), claimsOf(path, given)];
    for (const key of had) if (!has.has(key)) moves.push({ key, path, isThere: false });
    for (const key of has) if (!had.has(key)) moves.push({ key, path, isThere: true });
  };
  for (const path of paths) {
    yield;
    compare(path);
  }
  for (const path of previous.paths) if (!paths.has(path)) compare(path);
  if (moves.length === 0) return { linkable: { ...given, claims: previous.claims }, changed };
  const { base } = previous.claims;
  const since = new Map(previous.claims.since);
  for (const { key, path, isThere } of moves) {
    changed.add(key);
    const others = claimants({ base, since }, key).filter((each) => each !== path);
    since.set(key, isThere ? [...others, path].sort() : others);
  }
  const claims =
    since.size <= maxShareBeside * base.size
      ? { base, since }
      : { base: new Map([...base, ...since]), since: new Map() };
  return { linkable: { ...given, claims }, changed };
}

function claimants({ base, since }: Claims, key: string): readonly string[] {
  return since.get(key) ?? base.get(key) ?? [];
}

/** @param onLook called with the key of everything that is looked up */
export function createLinkIndex(
  { sites, articles, claims }: Linkable,
  onLook: (key: string) => void = () => undefined,
): LinkIndex {
  const find = (key: string): readonly string[] => {
    onLook(key);
    return claimants(claims, key);
  };
  const findBoth = (first: string, second: string): readonly string[] => [
    ...new Set([...find(first), ...find(second)]),
  ];
  return {
    sites,
    article: (path) => {
      onLook(keys.article(path));
      return articles.get(path);
    },
    listArticles: () => articles.keys(),
    file: (path) => find(keys.file(path)).at(-1),
    fileInOtherCapitals: (path) => find(keys.capitals(path))[0],
    isFolder: (path) => path === '' || find(keys.folder(path)).length > 0,
    atAddress: (address) => findBoth(keys.address(address), keys.ownAddress(address)),
    named: (name) => findBoth(keys.name(name), keys.title(name)),
  };
}

/** One for each way to look something up. */
const keys = {
  article: (path: string) => `article ${path}`,
  file: (path: string) => `file ${path.normalize('NFC')}`,
  capitals: (path: string) => `capitals ${path.normalize('NFC').toLowerCase()}`,
  folder: (path: string) => `folder ${path.normalize('NFC')}`,
  address: (address: string) => `address ${looseAddress(address)}`,
  /** What front matter says. */
  ownAddress: (address: string) => `own address ${looseAddress(address)}`,
  name: (name: string) => `name ${nameKey(name)}`,
  title: (name: string) => `title ${nameKey(name)}`,
};
const nobodys = [keys.address(''), keys.ownAddress(''), keys.name(''), keys.title('')];

/** Keys of all that a file of the folder goes by. */
function claimsOf(path: string, { sites, paths, articles }: Omit<Linkable, 'claims'>): Set<string> {
  const claims = new Set<string>();
  if (!paths.has(path)) return claims;
  claims
    .add(keys.file(path))
    .add(keys.capitals(path))
    .add(keys.name(posix.basename(path)));
  for (let at = posix.dirname(path); at !== '.'; at = posix.dirname(at))
    claims.add(keys.folder(at));
  const site = siteOf(path, sites);
  if (
    /\.(?:md|markdown|mdx|erb|[qr]md|html?|njk|liquid|adoc|rst|ipynb|vue|pug|astro)$/i.test(path)
  ) {
    for (const address of addressesOf(path, site)) claims.add(keys.address(address));
  }
  const parsed = articles.get(path);
  if (parsed !== undefined) {
    const { article, address } = parsed;
    const name = posix.basename(withoutEnding(withoutNotionIds(path)));
    for (const each of [name, name.replace(numbered, ''), article.title, ...article.aliases])
      claims.add(keys.title(each));
    const own = address === undefined ? [] : ownAddresses(path, address, site);
    for (const each of [...own, ...article.redirects]) claims.add(keys.ownAddress(each));
  }
  for (const key of nobodys) claims.delete(key);
  return claims;
}

/** `Badge desk`, `badge-desk.md` and `Badge_Desk` are one name. */
function nameKey(name: string): string {
  return withoutEnding(name)
    .replace(/\.html?$/, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
    .trim();
}

/** An address without what sites do and do not write: slashes, endings, capitals. */
export function looseAddress(address: string): string {
  return address
    .normalize('NFC')
    .toLowerCase()
    .replace(/^\/+|(?<!\/)\/+$/g, '')
    .replace(/(?:\.html)?\.(?:(?:md|mdx|markdown)(?:\.erb)?|[qr]md|html?|njk|liquid)$/, '')
    .replace(/(?:^|\/)(?:index|readme|_index)$/, '');
}

/** Where a site may publish a file: under its path, with what generators take out of it. */
function addressesOf(path: string, site: Site | undefined): readonly string[] {
  const within = site === undefined || site.pages === '' ? path : path.slice(site.pages.length + 1);
  const parts = within.replace(/\.[^./]+$/, '').split('/');
  const last = parts.pop() ?? '';
  const folders = parts.map((part) => part.replace(/^_(?=.)/, ''));
  const plain = [...folders, last].map((part) => part.replace(numbered, '')).join('/');
  // Next's pages are all called so, and its groups have no part in the address.
  const route = /^(.*\/)?page$/.exec(within.replace(/\.mdx?$/, ''))?.[1];
  const routed = route?.replace(/(?:^|.*\/)app\/|\([^()/]+\)\//g, '').replace(/\/$/, '');
  // So has the folder that holds them all.
  const shelved = /^(?:.*\/)?(?:pages|content)\/(.+)$/.exec(within)?.[1];
  const out = [
    ...[routed, shelved].filter((each) => each !== undefined),
    path,
    within,
    [...folders, last].join('/'),
    plain,
  ];
  const [, year, month, day] = dated.exec(last) ?? [];
  if (year !== undefined) {
    const title = last.replace(dated, '');
    const byDay = [year, month, day, title].join('/');
    out.push([...folders, title].join('/'), [...folders, byDay].join('/'), byDay);
  }
  // Docusaurus publishes what lies in `docs` at the top or below a name, and versions below theirs.
  if (site?.flavour === 'docusaurus') {
    const version = /^versioned_docs[^/]*\/version-([^/]+)\/(.*)$/.exec(plain);
    if (version !== null)
      out.push(
        `${version[1] ?? ''}/${version[2] ?? ''}`,
        `docs/${version[1] ?? ''}/${version[2] ?? ''}`,
      );
    else if (!/^(?:versioned_docs|i18n)/.test(plain)) {
      const below = plain.replace(/^[^/]+\//, '');
      out.push(below, `next/${below}`);
    }
  }
  if (site?.flavour === 'astro') out.push(astroAddress(within.replace(/\.[^.]+$/, '')));
  // Languages have folders of their own, which the first of them has no part in.
  for (const each of [...out]) if (language.test(each)) out.push(each.replace(language, ''));
  // What a page of another format says of its address is not read; its name is the best guess.
  if (!isArticleName(path)) out.push(last);
  return [...new Set(out)];
}

/** Astro's: each name as an anchor would be. */
export function astroAddress(path: string): string {
  return path
    .split('/')
    .map((name) => slug(name))
    .join('/');
}

/** An address in front matter: whole, or the last part of where the file lies. */
function ownAddresses(path: string, address: string, site: Site | undefined): readonly string[] {
  if (address.startsWith('/')) return [address];
  return addressesOf(`${posix.join(posix.dirname(path), address)}.md`, site);
}
