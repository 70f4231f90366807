import { posix } from 'node:path';
import { withoutEnding } from '../content/folder/file-names.ts';
import { astroAddress } from '../content/links/link-index.ts';
import { encodePath } from '../content/links/relative-link.ts';
import type { Site } from '../content/sites/detect-sites.ts';
import type { Flavour } from '../content/sites/flavour.ts';

export interface PublishedFile {
  readonly path: string;
  readonly slug: string;
  /** Its address within its site, where the writer says it. */
  readonly address?: string | undefined;
  readonly site?: Pick<Site, 'flavour' | 'pages'> | undefined;
}

/** What a site makes of a path without its ending; folders have ended up as `folder/index` or so. */
interface Rule {
  /** Names that stand for their folder. */
  readonly index: RegExp;
  readonly page: (path: string) => string;
  readonly tidy: (path: string) => string;
}

const asIs = (path: string): string => path;
const lower = (path: string): string => path.toLowerCase().replace(/\s+/g, '-');
const withoutOrder = (path: string): string =>
  path
    .split('/')
    .map((name) => name.replace(/^\d+\s*[-_.]+\s*(?=\S)/, ''))
    .join('/');
const folderPage = (path: string): string => `${path}/`;
const htmlPage = (path: string): string => `${path}.html`;
const index = /^(?:index|readme)$/i;
const section = /^_?index$/i;

/** How each flavour names its pages when nothing else was set up. */
const rules: Readonly<Record<Flavour, Rule>> = {
  astro: { index, page: folderPage, tidy: astroAddress },
  dendron: { index: /^$/, page: asIs, tidy: asIs },
  docfx: { index, page: htmlPage, tidy: asIs },
  docusaurus: { index, page: asIs, tidy: withoutOrder },
  eleventy: { index, page: folderPage, tidy: asIs },
  fern: { index, page: asIs, tidy: asIs },
  gitbook: { index, page: asIs, tidy: asIs },
  hugo: { index: section, page: folderPage, tidy: lower },
  jekyll: { index, page: htmlPage, tidy: asIs },
  logseq: { index: /^$/, page: asIs, tidy: asIs },
  mdbook: { index, page: htmlPage, tidy: asIs },
  middleman: { index, page: htmlPage, tidy: asIs },
  mkdocs: { index, page: folderPage, tidy: asIs },
  nextra: { index, page: asIs, tidy: asIs },
  obsidian: { index: /^$/, page: asIs, tidy: (path) => path.replaceAll(' ', '+') },
  quarto: { index, page: htmlPage, tidy: asIs },
  retype: { index, page: folderPage, tidy: lower },
  sphinx: { index: /^$/, page: htmlPage, tidy: asIs },
  vitepress: { index, page: htmlPage, tidy: asIs },
  wiki: { index: /^home$/i, page: asIs, tidy: asIs },
  zola: { index: section, page: folderPage, tidy: lower },
};

/**
 * The address of a page. A pattern says where everything goes; of an address alone the flavour's own
 * rule makes the rest, and the slug where there is no rule.
 */
export function publishedAddress(
  published: string,
  { path, slug, address, site }: PublishedFile,
): string {
  const { flavour, pages = '' } = site ?? {};
  const isPage = pages !== '' && path.startsWith(`${pages}/`);
  const bare = withoutEnding(isPage ? path.slice(pages.length + 1) : path);
  const folder = posix.dirname(bare) === '.' ? '' : posix.dirname(bare);
  const isIndexOf = (pattern: RegExp): boolean => pattern.test(posix.basename(bare));
  if (/\{\w+\}/.test(published)) {
    return fill(published, { path: isIndexOf(index) ? folder : bare, file: path, slug });
  }
  const base = published.endsWith('/') ? published : `${published}/`;
  if (address?.startsWith('/') === true) return base + encode(address.replace(/^\/+/, ''));
  const rule = flavour === undefined ? undefined : rules[flavour];
  if (rule === undefined) return base + encode(slug);
  if (!isIndexOf(rule.index)) return base + encode(rule.page(rule.tidy(bare)));
  return base + (folder === '' ? '' : `${encode(rule.tidy(folder))}/`);
}

/** The address where a file is edited. */
export function editAddress(pattern: string, path: string): string {
  return fill(pattern, { file: path });
}

function fill(pattern: string, values: Readonly<Record<string, string>>): string {
  return pattern.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    return value === undefined ? whole : encode(value);
  });
}

function encode(path: string): string {
  return encodePath(path).replaceAll('%2B', '+');
}
