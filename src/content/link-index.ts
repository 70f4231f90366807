import { posix } from 'node:path';
import { withoutNotionIds } from './dialects/notion.ts';
import { isArticleName, withoutEnding } from './file-names.ts';
import type { ParsedArticle } from './parse-article.ts';
import { siteOf, type Site } from './sites/detect-sites.ts';

/** What the links of a folder can lead to, by the names that people and sites give it. */
export interface LinkIndex {
  readonly sites: readonly Site[];
  readonly articles: ReadonlyMap<string, ParsedArticle>;
  /** A file by its path, composed (NFC): some disks and archives take letters apart. */
  readonly file: (path: string) => string | undefined;
  /** A file by its path in other capitals. */
  readonly fileInOtherCapitals: (path: string) => string | undefined;
  readonly isFolder: (path: string) => boolean;
  /** Files that a site publishes at this address. */
  readonly atAddress: (address: string) => readonly string[];
  /** Files by their name, title or alias, as wikis link. */
  readonly named: (name: string) => readonly string[];
}

/** `en/`, `pt-br/`. */
export const language = /^\/?[a-z]{2}(?:-[a-z]{2,4})?\//i;
const numbered = /^\d{1,3}[-_.][ ]*(?=[^\d])/;
const dated = /^(\d{4})-(\d{2})-(\d{2})-/;

export function buildLinkIndex(
  articles: ReadonlyMap<string, ParsedArticle>,
  paths: Iterable<string>,
  sites: readonly Site[],
): LinkIndex {
  const files = new Map<string, string>();
  const folded = new Map<string, string>();
  const folders = new Set<string>(['']);
  const names = new Map<string, string[]>();
  const addresses = new Map<string, string[]>();

  for (const path of paths) {
    const composed = path.normalize('NFC');
    files.set(composed, path);
    const lower = composed.toLowerCase();
    if (!folded.has(lower)) folded.set(lower, path);
    add(names, nameKey(posix.basename(path)), path);
    for (
      let folder = posix.dirname(composed);
      folder !== '.' && !folders.has(folder);
      folder = posix.dirname(folder)
    ) {
      folders.add(folder);
    }
    if (!/\.(?:md|markdown|mdx|html?|njk|liquid|adoc|rst|ipynb|vue|pug|astro)$/i.test(path))
      continue;
    for (const address of addressesOf(path, siteOf(path, sites)))
      add(addresses, looseAddress(address), path);
  }
  for (const [path, { article, address }] of articles) {
    const base = posix.basename(withoutEnding(path));
    add(names, nameKey(withoutNotionIds(`${base}.md`)), path);
    for (const name of [article.title, ...article.aliases]) add(names, nameKey(name), path);
    const site = siteOf(path, sites);
    const own = address === undefined ? [] : [addressBeside(path, address, site)];
    for (const each of [...own, ...article.redirects]) add(addresses, looseAddress(each), path);
  }
  return {
    sites,
    articles,
    file: (path) => files.get(path.normalize('NFC')),
    fileInOtherCapitals: (path) => folded.get(path.normalize('NFC').toLowerCase()),
    isFolder: (path) => folders.has(path.normalize('NFC')),
    atAddress: (address) => addresses.get(looseAddress(address)) ?? [],
    named: (name) => names.get(nameKey(name)) ?? [],
  };
}

function add(map: Map<string, string[]>, key: string, path: string): void {
  if (key === '') return;
  const list = map.get(key);
  if (list === undefined) map.set(key, [path]);
  else if (!list.includes(path)) list.push(path);
}

/** `Badge desk`, `badge-desk.md` and `Badge_Desk` are one name. */
function nameKey(name: string): string {
  return (isArticleName(name) ? withoutEnding(name) : name)
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
    .replace(/^\/+|\/+$/g, '')
    .replace(/\.(?:md|mdx|markdown|html?|njk|liquid)$/, '')
    .replace(/(?:^|\/)(?:index|readme|_index)$/, '');
}

/** Where a site may publish a file: under its path, with what generators take out of it. */
function addressesOf(path: string, site: Site | undefined): readonly string[] {
  const within = site === undefined || site.pages === '' ? path : path.slice(site.pages.length + 1);
  const parts = within.replace(/\.[^./]+$/, '').split('/');
  const last = parts.pop() ?? '';
  const folders = parts.map((part) => part.replace(/^_(?=.)/, ''));
  const plain = [...folders, last].map((part) => part.replace(numbered, '')).join('/');
  const out = [path, within, [...folders, last].join('/'), plain];
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
    else if (!/^(?:versioned_docs|i18n)/.test(plain)) out.push(plain.replace(/^[^/]+\//, ''));
  }
  // Languages have folders of their own, which the first of them has no part in.
  for (const each of [...out]) if (language.test(each)) out.push(each.replace(language, ''));
  // What a page of another format says of its address is not read; its name is the best guess.
  if (!isArticleName(path)) out.push(last);
  return [...new Set(out)];
}

/** An address in front matter: whole, or the last part of where the file lies. */
function addressBeside(path: string, address: string, site: Site | undefined): string {
  if (address.startsWith('/')) return address;
  const within = site === undefined || site.pages === '' ? path : path.slice(site.pages.length + 1);
  return posix.join(posix.dirname(within), address);
}
