import { posix } from 'node:path';
import { isArticleName } from './file-names.ts';
import { siteOf, type Site } from '../sites/detect-sites.ts';

/** Files that were not read, and why. */
export interface PassedOver {
  readonly reason: string;
  readonly count: number;
  /** The first few of them. */
  readonly examples: readonly string[];
}

/** What Jekyll keeps in folders whose names begin with `_`, besides articles. */
const jekyllFolders = /^_(?:includes|layouts|data|sass|site|plugins|drafts|assets|scripts)$/;
const otherFormats: readonly (readonly [RegExp, string])[] = [
  [/\.(?:adoc|asciidoc)$/i, "AsciiDoc isn't read"],
  [/\.rst$/i, "reStructuredText isn't read"],
  [/\.html?$/i, "HTML isn't read"],
  [/\.(?:org|textile|wiki|mediawiki|ipynb|docx?|odt)$/i, "other formats aren't read"],
];

export interface ChosenFiles {
  /** What is to become articles, sorted by code unit. */
  readonly articles: readonly string[];
  readonly passedOver: readonly PassedOver[];
}

/** Says which files of a folder are articles, and what is passed over. */
export function chooseFiles(paths: Iterable<string>, sites: readonly Site[]): ChosenFiles {
  const articles: string[] = [];
  const left = new Map<string, string[]>();
  for (const path of paths) {
    const reason = reasonToPass(path, sites);
    if (reason === '') articles.push(path);
    else if (reason !== undefined) left.set(reason, [...(left.get(reason) ?? []), path]);
  }
  return { articles: articles.sort(), passedOver: [...left].map(toPassedOver) };
}

export function toPassedOver([reason, paths]: readonly [string, readonly string[]]): PassedOver {
  return { reason, count: paths.length, examples: paths.slice(0, 3) };
}

/** Empty for an article; undefined for what nobody would take for one. */
function reasonToPass(path: string, sites: readonly Site[]): string | undefined {
  const parts = path.split('/');
  if (parts.some((part) => part.startsWith('.'))) return isArticleName(path) ? 'hidden' : undefined;
  if (!isArticleName(path)) return otherFormats.find(([pattern]) => pattern.test(path))?.[1];
  const site = siteOf(path, sites);
  const name = parts.pop() ?? '';
  const isPartial = (part: string): boolean =>
    part.startsWith('_') &&
    part !== '_posts' &&
    (site?.flavour !== 'jekyll' || jekyllFolders.test(part));
  if (parts.some(isPartial) || (name.startsWith('_') && !name.startsWith('_index.'))) {
    return 'a name that begins with "_" is for parts and templates';
  }
  const isContents = /^(?:SUMMARY|_sidebar|_navbar)\.md$/.test(name);
  if (
    isContents &&
    (posix.dirname(path) === '.' ||
      sites.some(({ flavour }) => /^(?:mdbook|gitbook)$/.test(flavour)))
  ) {
    return 'a list of contents';
  }
  return '';
}
