import { posix } from 'node:path';
import type { AnchorRule } from '../article.ts';
import type { ReadText } from '../dialects/includes.ts';
import type { Flavour } from './flavour.ts';

/** A part of a folder that some generator turns into a site. */
export interface Site {
  readonly flavour: Flavour;
  readonly anchorRule: AnchorRule;
  /** The folder with its configuration; empty for the content folder itself. */
  readonly root: string;
  /** Where its pages lie: what an address of the site begins at. */
  readonly pages: string;
  /** Where what it serves as it stands lies: pictures, downloads. */
  readonly statics: readonly string[];
  /** What its configuration says stands for a name in double braces. */
  readonly words?: Readonly<Record<string, string>>;
}

interface Sign {
  readonly flavour: Flavour;
  readonly pattern: RegExp;
  /** False when the file, though named so, is another generator's. */
  readonly agrees?: (text: string) => boolean;
  readonly pages?: (config: string) => string;
  readonly statics?: readonly string[];
  /** Finds the lines that say what a name stands for. */
  readonly words?: RegExp;
  readonly anchorRule?: AnchorRule | ((config: string) => AnchorRule);
  /** Every folder may have one, and is a part of the site above. */
  readonly isEverywhere?: true;
  /** True when it also publishes what lies beside its configuration, wherever its pages are. */
  readonly hasMorePages?: true;
}

const valueOf = (config: string, pattern: RegExp, otherwise: string): string =>
  (pattern.exec(config)?.[1] ?? otherwise).trim().replace(/^\.?\/+|(?<!\/)\/+$/g, '');

/** With all lines that stand deeper than its dash. */
const optionsOfToc = /^([ \t]*)-[ \t]*toc:.*(?:\n\1[ \t]+.*)*/m;

/** In the order in which they are tried: a folder may bear the signs of more than one. */
const signs: readonly Sign[] = [
  { flavour: 'dendron', pattern: /^dendron\.ya?ml$/ },
  {
    flavour: 'logseq',
    pattern: /^config\.edn$/,
    agrees: (config) => /:(?:preferred-format|meta\/version|default-home)/.test(config),
  },
  {
    flavour: 'docusaurus',
    pattern: /^docusaurus\.config\.[cm]?[jt]s$/,
    pages: (config) => valueOf(config, /\bpath:[ \t]*["'`](\.\.\/[^"'`]+)["'`]/, ''),
    statics: ['static'],
    hasMorePages: true,
  },
  {
    flavour: 'mkdocs',
    pattern: /^mkdocs\.ya?ml$/,
    pages: (config) => valueOf(config, /^docs_dir:[ \t]*["']?([^"'\n#]+)/m, 'docs'),
    anchorRule: (config) =>
      /\bslugify:.*(?:slugs|uslugify)/.test(optionsOfToc.exec(config)?.[0] ?? '')
        ? 'github'
        : 'python-markdown',
    words: /^extra:((?:\n[ \t]+.*|\n(?=\n))*)/m,
  },
  {
    flavour: 'vitepress',
    pattern: /^\.(?:vitepress|vuepress)$/,
    pages: (config) => valueOf(config, /\bsrcDir:[ \t]*["'`]([^"'`]+)["'`]/, ''),
    anchorRule: 'vitepress',
  },
  {
    flavour: 'astro',
    pattern: /^astro\.config\.[cm]?[jt]s$/,
    pages: () => 'src/content/docs',
    statics: ['public'],
  },
  {
    flavour: 'zola',
    pattern: /^(?:zola|config)\.toml$/,
    agrees: (config) => /^base_url[ \t]*=/m.test(config),
    pages: () => 'content',
    statics: ['static'],
    anchorRule: 'zola',
  },
  {
    flavour: 'hugo',
    pattern: /^(?:hugo\.(?:toml|ya?ml|json)|config\.(?:toml|ya?ml|json))$/,
    agrees: (config) =>
      /\bbaseURL\b|\bcontentDir\b|^theme[ \t]*[=:]|\[markup|^module:/im.test(config),
    pages: (config) => valueOf(config, /^contentDir[ \t]*[=:][ \t]*["']?([^"'\n#]+)/im, 'content'),
    statics: ['static', 'assets'],
  },
  // Jupyter Book's, which has a _config.yml too.
  { flavour: 'sphinx', pattern: /^(?:_toc|myst)\.ya?ml$/, statics: ['_static'] },
  {
    flavour: 'jekyll',
    pattern: /^_config\.ya?ml$/,
    // Hexo's too.
    pages: (config) =>
      valueOf(
        config,
        /^source(?:_dir)?:[ \t]*["']?([^"'\n#]+)/m,
        /^new_post_name:/m.test(config) ? 'source' : '',
      ),
    anchorRule: (config) =>
      /^[ \t]+input:[ \t]*["']?kramdown/m.test(config) ? 'kramdown' : 'github',
  },
  {
    flavour: 'eleventy',
    pattern: /^(?:\.eleventy|eleventy\.config)\.[cm]?[jt]s$/,
    pages: (config) => valueOf(config, /\binput:[ \t]*["'`]([^"'`]+)["'`]/, ''),
    anchorRule: 'eleventy',
  },
  {
    flavour: 'middleman',
    pattern: /^config\.rb$/,
    agrees: (config) => /^(?:set :|activate :|page ['"/]|configure :|GovukTechDocs)/m.test(config),
    pages: () => 'source',
  },
  {
    flavour: 'mdbook',
    pattern: /^book\.toml$/,
    pages: (config) => valueOf(config, /^src[ \t]*=[ \t]*"([^"]+)"/m, 'src'),
  },
  { flavour: 'nextra', pattern: /^theme\.config\.[jt]sx?$/, pages: () => '', statics: ['public'] },
  {
    flavour: 'gitbook',
    pattern: /^\.gitbook\.ya?ml$/,
    pages: (config) => valueOf(config, /^root:[ \t]*(\S+)/m, ''),
  },
  {
    flavour: 'sphinx',
    pattern: /^conf\.py$/,
    agrees: (config) => /\bextensions\b|myst/.test(config),
    statics: ['_static'],
    words: /^myst_substitutions[ \t]*=[ \t]*\{([\s\S]*?)^\}/m,
  },
  // Elastic's, which speaks MyST.
  { flavour: 'sphinx', pattern: /^_?docset\.ya?ml$/, words: /^subs:((?:\n[ \t]+.*|\n(?=\n))*)/m },
  { flavour: 'quarto', pattern: /^_(?:quarto|bookdown)\.ya?ml$/, anchorRule: 'kramdown' },
  { flavour: 'docfx', pattern: /^docfx\.json$/ },
  { flavour: 'fern', pattern: /^fern\.config\.json$/ },
  {
    flavour: 'retype',
    pattern: /^retype\.ya?ml$/,
    pages: (config) => valueOf(config, /^input:[ \t]*["']?([^"'\s#]+)/m, ''),
  },
  // Azure's, and GitHub's.
  { flavour: 'wiki', pattern: /^(?:\.order|_(?:Sidebar|Footer)\.md)$/, isEverywhere: true },
  { flavour: 'obsidian', pattern: /^\.obsidian$/, anchorRule: 'obsidian' },
  // Quartz, which publishes a vault.
  { flavour: 'obsidian', pattern: /^quartz\.config\.[jt]s$/, pages: () => 'content' },
  // The pages alone, whose configuration lies elsewhere.
  { flavour: 'hugo', pattern: /^_index\.md$/, isEverywhere: true },
];

/** Finds the sites of a folder by what their generators need; `paths` are all of its files. */
export function detectSites(paths: Iterable<string>, read: ReadText): readonly Site[] {
  const found = new Map<string, { readonly site: Site; readonly sign: Sign }>();
  const known = new Set(paths);
  for (const path of known) {
    for (const [folder, name, file] of namesIn(path)) {
      if (!signs.some(({ pattern }) => pattern.test(name))) continue;
      const configs = file ? [path] : configsIn(folder, name, known);
      const config = configs.map((each) => read(each) ?? '').join('\n');
      const sign = signs.find(
        ({ pattern, agrees }) => pattern.test(name) && (agrees === undefined || agrees(config)),
      );
      if (sign === undefined) continue;
      const before = found.get(folder);
      if (before === undefined || signs.indexOf(sign) < signs.indexOf(before.sign))
        found.set(folder, { site: toSite(sign, folder, config, known), sign });
    }
  }
  const sites = [...found.values()];
  return (
    sites
      .filter(
        ({ site, sign }) =>
          sign.isEverywhere !== true ||
          !sites.some((other) => other.site !== site && isPartOf(site, other.site)),
      )
      .flatMap(({ site, sign }) =>
        sign.hasMorePages === true && site.pages !== site.root
          ? [site, { ...site, pages: site.root }]
          : [site],
      )
      // The deepest first: a site within another has its own rules.
      .sort((a, b) => b.pages.length - a.pages.length || b.root.length - a.root.length)
  );
}

function isPartOf({ root }: Site, { pages }: Site): boolean {
  return pages === '' || root === pages || root.startsWith(`${pages}/`);
}

/** The file itself, and the hidden folder it lies in, as `[where, name, whether it is a file]`. */
function* namesIn(path: string): Generator<readonly [string, string, boolean]> {
  yield [folderOf(path), posix.basename(path), true];
  const hidden = /(?:^|\/)(\.(?:vitepress|vuepress|obsidian))\//.exec(path);
  if (hidden !== null)
    yield [folderOf(path.slice(0, hidden.index + hidden[0].length - 1)), hidden[1] ?? '', false];
}

function configsIn(folder: string, name: string, known: ReadonlySet<string>): readonly string[] {
  const at = posix.join(folder, name);
  return ['ts', 'mts', 'js', 'mjs', 'cjs']
    .map((ending) => posix.join(at, `config.${ending}`))
    .filter((each) => known.has(each));
}

/** Where a file lies; Hugo's configuration may lie two folders below its site. */
function folderOf(path: string): string {
  const folder = posix
    .dirname(path.replace(/(?:^|\/)logseq(?=\/config\.edn$)/, ''))
    .replace(/(?:^|\/)config\/_default$|^\/$/, '');
  return folder === '.' ? '' : folder;
}

function toSite(sign: Sign, root: string, config: string, known: ReadonlySet<string>): Site {
  const named = folderOf(posix.join(root, sign.pages?.(config) ?? '', 'x'));
  const hasPages = [...known].some((path) => named === '' || path.startsWith(`${named}/`));
  const pages = hasPages ? named : root;
  const statics = (sign.statics ?? []).map((each) => posix.join(root, each));
  if (sign.flavour === 'vitepress')
    statics.push(posix.join(pages, 'public'), posix.join(pages, '.vuepress/public'));
  const rule = sign.anchorRule ?? 'github';
  return {
    flavour: sign.flavour,
    anchorRule: typeof rule === 'string' ? rule : rule(config),
    root,
    pages,
    statics,
    ...(sign.words && { words: wordsIn(sign.words.exec(config)?.[1] ?? '') }),
  };
}

function wordsIn(lines: string): Readonly<Record<string, string>> {
  const entry = /^[ \t]+["']?([\w.-]+)["']?[ \t]*:[ \t]*["']?(.*)$/gm;
  return Object.fromEntries(
    Array.from(lines.matchAll(entry), ([, name = '', words = '']) => [
      name,
      words.trimEnd().replace(/["']?,?$/, ''),
    ]),
  );
}

/** The site that a file is a page of. */
export function siteOf(path: string, sites: readonly Site[]): Site | undefined {
  return sites.find(({ pages }) => pages === '' || path.startsWith(`${pages}/`));
}
