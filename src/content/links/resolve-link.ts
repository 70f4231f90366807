import { posix } from 'node:path';
import type { LinkTarget } from '../article.ts';
import type { ContentProblem } from '../content-problem.ts';
import { isArticleName, isFolderArticle, isHidden } from '../folder/file-names.ts';
import { language, looseAddress, type LinkIndex } from './link-index.ts';
import type { ParsedArticle } from '../parse-article.ts';
import { splitLink } from './relative-link.ts';
import { siteOf } from '../sites/detect-sites.ts';
import { listNearest } from '../../text/nearest.ts';

/** Where a link leads, and what is wrong with it. A dead one leads nowhere. */
export interface ResolvedLink {
  readonly target: LinkTarget | undefined;
  readonly problem: LinkProblem | undefined;
}

export interface LinkProblem {
  readonly severity: ContentProblem['severity'];
  /** What is wrong and how to mend it. Looking for what was meant takes time, so only on demand. */
  readonly explain: () => string;
}

const endings = ['.md', '.mdx', '.markdown', '.qmd', '.Rmd'];
const generated =
  /(?:^|\/)(?:(?:sitemap|feed|rss|atom|index)\.xml|robots\.txt|llms(?:-full)?\.txt)$|^\/(?:tags|categories|authors)\//;
const ruleName =
  /^[a-z][\w-]*(?:\.[a-z][\w-]*)*\.(?!(?:md|html?|png|jpe?g|gif|svg|webp|pdf|zip|rs|toml|txt)$)[a-z][\w-]*$/;
const indexNames = ['index', 'README', '_index', 'readme', 'Readme', 'Index'];

/** Finds what a link in the file `from` leads to, as the site that the file is written for would. */
export function resolveLink(url: string, from: string, index: LinkIndex): ResolvedLink {
  const article = index.article(from);
  if (url.startsWith('wiki:')) return resolveByName(url.slice('wiki:'.length), from, index);
  const link = splitLink(url);
  const [file, fragment] = [decode(link.file), decode(link.fragment)];
  if (file === undefined || fragment === undefined) {
    return dead(() => `"${url}" isn't a valid link; write "%" as "%25"`);
  }
  const at = (path: string): ResolvedLink => atPath(path, fragment, { url, from, index });
  if (file === '') return article === undefined ? fine : atAnchor(from, fragment, url, index);

  const here = posix.dirname(from);
  const beside = (path: string): string => posix.relative(here, path);
  const site = siteOf(from, index.sites);
  const places = placesFor(file, from, index);
  const isWiki = site?.flavour === 'wiki';
  // The issues of the repository that the wiki belongs to.
  if (isWiki && posix.join(here, file).startsWith('../')) return fine;
  if (places.length === 0) {
    return dead(() => `"${url}" leads out of the content folder; readers can't follow it`);
  }
  // Azure's wikis keep a name as it stands in addresses: `multi%2Dsite.md`.
  const encoded = link.file === file ? [] : placesFor(link.file, from, index);
  for (const place of [...places, ...encoded]) {
    const found = findFile(place, index);
    if (found !== undefined) return at(found);
  }
  const inCapitals = (): string | undefined => inOtherCapitals(places, index);
  const misspelt = (path: string): ResolvedLink =>
    warning(at(path), () => `"${url}" is written in other capitals; ${didYouMean(beside(path))}`);
  // A file that is named as such has the capitals that it has; an address has a site's.
  const spelt = isArticleName(file) || site === undefined ? inCapitals() : undefined;
  if (spelt !== undefined) return misspelt(spelt);
  const published = nearest(
    places.flatMap((place) => index.atAddress(place)),
    from,
  );
  if (published !== undefined) return at(published);
  // What is not translated is shown in the site's first language.
  const inOwnWords = places
    .map((place) => posix.relative(site?.pages ?? '', place))
    .filter((place) => site !== undefined && language.test(place))
    .flatMap((place) => index.atAddress(place.replace(language, '/')));
  const original = nearest(inOwnWords, from) ?? byEnding(file, from, index);
  if (original !== undefined) return at(original);
  const folder = places.find((place) => index.isFolder(place));
  if (folder !== undefined) return atFile(folder);

  // Sites write some pages themselves: feeds, lists of what has a tag.
  if (site !== undefined && generated.test(file)) return fine;
  // Microsoft's sites are one: an address from its top may be another folder's, and what describes a
  // program is made by another. Fern's are made of names in its configuration, and of interfaces that
  // are described elsewhere.
  if (site?.flavour === 'docfx' && file.endsWith('.yml')) return fine;
  if (file.startsWith('/') && (site?.flavour === 'docfx' || site?.flavour === 'fern')) {
    const called = theOneCalled(file, index);
    return called === undefined ? fine : at(called);
  }
  if (places.some(isHidden)) return fine;
  // Notes name a picture wherever it lies.
  const isNote = !file.includes('/') && (isWiki || (site?.flavour ?? 'obsidian') === 'obsidian');
  const noted = isNote && !isArticleName(file) ? nearest(index.named(file), from) : undefined;
  if (noted !== undefined && /\.\w+$/.test(file)) return at(noted);
  const alike = inCapitals();
  if (alike !== undefined) return misspelt(alike);
  // Sphinx knows labels wherever they stand.
  if (site?.flavour === 'sphinx' && /^[\w:/-]+$/.test(file)) return fine;
  // What helpers of mdBook's resolve: names of rules, and of what is in a program.
  if (/^\w+(?:::\w+)+$/.test(file)) return fine;
  if (site?.flavour === 'mdbook' && ruleName.test(file)) return fine;
  // ExDoc writes these pages itself.
  if (/^(?:[A-Z]\w*\.)+[A-Z]\w*\.html$/.test(file)) return fine;
  const moved = theOneCalled(file, index);
  if (moved !== undefined) {
    const explain = () =>
      `"${url}" doesn't exist; the link leads to the file of that name, "${beside(moved)}"`;
    return warning(at(moved), explain);
  }
  return dead(() => missing(url, places[0] ?? file, from, index));
}

/**
 * The file whose path ends as an address from the top does, or which is the address's own end:
 * where a site begins, and what it puts before its pages, only its configuration knows.
 */
function byEnding(file: string, from: string, index: LinkIndex): string | undefined {
  // A name that a template fills in, such as that of a version, is any.
  const known = (rootedPart(file) ?? '').replace(/^.*(?:\bunknown:|<[^<>/]*>)\//, '');
  const parts = looseAddress(known).split('/');
  if (parts.at(-1) === '') return undefined;
  const below = nearest(endingAs(parts.join('/'), index), from);
  if (below !== undefined) return below;
  const shorter = parts
    .map((_, at) => parts.slice(at))
    .filter((rest, at) => at <= 1 || rest.length > 1);
  for (const rest of shorter) {
    const found = nearest(index.atAddress(rest.join('/')), from);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Files of a name whose paths end as it does, folders and all. */
function endingAs(name: string, index: LinkIndex): readonly string[] {
  const ending = `/${looseAddress(name)}`;
  return index
    .named(posix.basename(name))
    .filter((path) => `/${looseAddress(path)}`.endsWith(ending));
}

/** Files move, and sites have rules of their own: where only one file has the name, it's meant. */
function theOneCalled(file: string, index: LinkIndex): string | undefined {
  const written = file.replace(/^(?:\.{0,2}\/)+|(?<!\/)\/+$/g, '');
  const name = posix.basename(written);
  if (!/\p{L}{2}/u.test(name) || isFolderArticle(name)) return undefined;
  const ending = endingAs(written, index);
  const called = ending.length > 0 ? ending : index.named(name);
  const fit = called.filter((path) => isArticleName(path) || /\.(?!md|html?)\w+$/.test(name));
  return fit.length === 1 ? fit[0] : undefined;
}

/** The first file that lies at one of these places but for its capitals. */
function inOtherCapitals(places: readonly string[], index: LinkIndex): string | undefined {
  return places
    .flatMap((place) => [place, ...endings.map((ending) => place + ending)])
    .map((place) => index.fileInOtherCapitals(place))
    .find((path) => path !== undefined);
}

const fine: ResolvedLink = { target: undefined, problem: undefined };

function atFile(path: string): ResolvedLink {
  return { target: { kind: 'file', path }, problem: undefined };
}

function atPlace(path: string, anchor = ''): ResolvedLink {
  return { target: { kind: 'article', path, anchor }, problem: undefined };
}

/** Unless something worse is wrong with it. */
function warning(resolved: ResolvedLink, explain: () => string): ResolvedLink {
  return { ...resolved, problem: resolved.problem ?? { severity: 'warning', explain } };
}

function dead(explain: () => string): ResolvedLink {
  return { target: undefined, problem: { severity: 'error', explain } };
}

/** Where a link may mean, the likeliest first, relative to the content folder. */
function placesFor(file: string, from: string, index: LinkIndex): readonly string[] {
  const site = siteOf(from, index.sites);
  const rooted = rootedPart(file);
  const here = posix.dirname(from);
  // A page is published in a folder of its own, which its writer may reckon from.
  const asPage = posix.join(here, posix.basename(from).replace(/\.[^.]+$/, ''));
  const bases =
    rooted === undefined
      ? [here, ...(site === undefined ? [] : [asPage])]
      : [site?.pages ?? '', site?.root ?? '', ...(site?.statics ?? []), ''];
  // Docusaurus looks for a file from the top of its docs too.
  const shelf = /^(?:versioned_docs[^/]*\/[^/]+|[^/]+)(?=\/)/.exec(from)?.[0];
  if (site?.flavour === 'docusaurus' && shelf !== undefined) bases.push(shelf);
  const places = bases.map((base) => posix.join(base, rooted ?? file));
  if (rooted === undefined && site !== undefined) {
    places.push(
      ...site.statics.map((base) => posix.join(base, file.replace(/^(?:\.{1,2}\/)+/, ''))),
    );
  }
  return [...new Set(places)]
    .filter((place) => place !== '..' && !place.startsWith('../'))
    .map((place) => (place === '.' ? '' : place.replace(/\/$/, '')));
}

/** What follows the mark of a site's top: `/`, `@/`, `~/`, `@site/`, or a build's `@root@/`. */
function rootedPart(file: string): string | undefined {
  return /^(?:@site|@\w+@|@|~)?\/(.*)$/.exec(file)?.[1];
}

/** The file at this place, or the one that a site would show there. */
function findFile(place: string, index: LinkIndex): string | undefined {
  const exact = place === '' ? undefined : index.file(place);
  if (exact !== undefined) return exact;
  const stem = place.replace(/\.html?$/, '');
  for (const ending of endings) {
    const found = index.file(stem + ending);
    if (found !== undefined) return found;
  }
  for (const name of index.isFolder(stem) ? indexNames : []) {
    for (const ending of endings) {
      const found = index.file(posix.join(stem, name + ending));
      if (found !== undefined) return found;
    }
  }
  return index.file(`${stem}.html`) ?? index.file(posix.join(stem, 'index.html'));
}

interface LinkFrom {
  readonly url: string;
  readonly from: string;
  readonly index: LinkIndex;
}

function atPath(path: string, fragment: string, { url, from, index }: LinkFrom): ResolvedLink {
  const article = index.article(path);
  if (article === undefined) return atFile(path);
  if (article.draft && index.article(from)?.draft !== true) {
    return warning(fine, () => `"${url}" leads to a draft; publish it, or link later`);
  }
  return atAnchor(path, fragment, url, index);
}

function atAnchor(path: string, fragment: string, url: string, index: LinkIndex): ResolvedLink {
  const article = index.article(path);
  const [wanted = ''] = fragment.split(':~:');
  // GitHub shows a README below its folder, at this anchor.
  if (article === undefined || /^(?:top|readme)?$/.test(wanted)) return atPlace(path);
  const anchor = findAnchor(wanted, article);
  // Labels of theirs are known in the whole book.
  const flavour = siteOf(path, index.sites)?.flavour;
  const isLabel = url.startsWith('#') && (flavour === 'sphinx' || flavour === 'quarto');
  if (anchor === undefined && isLabel) return fine;
  if (anchor !== undefined) return atPlace(path, anchor);
  const meant = anchorLike(wanted, article);
  const explain = () => {
    const close = meant ?? listNearest(wanted, [...article.anchors])[0];
    const mend =
      close === undefined ? 'take the anchor of one of its headings' : didYouMean(`#${close}`);
    return `"#${wanted}" is no heading of ${path}; ${mend}`;
  };
  // GitHub takes readers there; other sites don't.
  if (meant !== undefined) return warning(atPlace(path, meant), explain);
  // Who follows it still gets to the page.
  const page = url.startsWith('#') ? fine : atPlace(path);
  // A site's templates make anchors of their own.
  const severity = flavour === undefined || flavour === 'wiki' ? 'error' : 'warning';
  return { ...page, problem: { severity, explain } };
}

/** The anchor, or the one that another site would have made of the same heading. */
function findAnchor(wanted: string, { anchors }: ParsedArticle): string | undefined {
  if (anchors.has(wanted)) return wanted;
  const loose = looseAnchor(wanted);
  return loose === '' ? undefined : [...anchors].find((anchor) => looseAnchor(anchor) === loose);
}

function looseAnchor(anchor: string): string {
  // Redcarpet makes `39` of an apostrophe.
  return anchor.replace(/^user-content-|-39(?=-|$)/g, '').replace(/[-_+:\s.]+/g, '');
}

/** A link by name: the path of a note or the end of one, its title or an alias. */
function resolveByName(written: string, from: string, index: LinkIndex): ResolvedLink {
  const whole = decode(written) ?? written;
  const [name = '', ...headings] = whole.split('#');
  const shown = `[[${whole}]]`;
  if (name === '') return atHeading(from, headings, shown, index);
  const placed =
    findFile(posix.normalize(name), index) ??
    findFile(posix.join(posix.dirname(from), name), index);
  const base = posix.basename(name);
  const inFolders = name.includes('/') ? endingAs(name, index) : [];
  // Logseq writes `a/b` as `a___b`.
  const candidates = inFolders.length > 0 ? inFolders : index.named(name.replaceAll('/', '___'));
  const found =
    placed ??
    nearest(
      candidates.filter((path) => isArticleName(path) || /\.\w+$/.test(base)),
      from,
    );
  // Logseq makes a page of every name that is linked.
  if (found === undefined && siteOf(from, index.sites)?.flavour === 'logseq') return fine;
  if (found === undefined)
    return dead(() => `${shown} is the name of nothing here; write it, or mend the link`);
  return atHeading(found, headings, shown, index);
}

function atHeading(
  path: string,
  headings: readonly string[],
  shown: string,
  index: LinkIndex,
): ResolvedLink {
  const article = index.article(path);
  if (article === undefined) return atFile(path);
  const wanted = headings.at(-1);
  if (article.draft) return fine;
  if (wanted === undefined) return atPlace(path);
  const key = looseHeading(wanted);
  const section = article.article.sections.find(({ heading }) => looseHeading(heading) === key);
  const anchor = section?.anchor ?? anchorLike(wanted, article);
  if (anchor !== undefined) return atPlace(path, anchor);
  const explain = () => `${shown} leads to no heading of ${path}; take one of its headings`;
  return { ...atPlace(path), problem: { severity: 'error', explain } };
}

/** The anchor of the same letters, whatever stands between them. */
function anchorLike(wanted: string, { anchors }: ParsedArticle): string | undefined {
  const key = looseHeading(wanted);
  return key === '' ? undefined : [...anchors].find((anchor) => looseHeading(anchor) === key);
}

function looseHeading(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

/** The one that shares most folders with the file that links. */
function nearest(paths: readonly string[], from: string): string | undefined {
  const shared = (path: string): number => {
    const [a, b] = [path.split('/'), from.split('/')];
    let count = 0;
    while (count < a.length - 1 && a[count] === b[count]) count += 1;
    return count;
  };
  return paths.toSorted(
    (a, b) => Number(isArticleName(b)) - Number(isArticleName(a)) || shared(b) - shared(a),
  )[0];
}

function missing(url: string, place: string, from: string, index: LinkIndex): string {
  const names = [...index.listArticles()];
  const near = listNearest(place, names)[0];
  if (near === undefined) return `"${url}" doesn't exist; mend or remove the link`;
  return `"${url}" doesn't exist; ${didYouMean(posix.relative(posix.dirname(from), near))}`;
}

function didYouMean(suggestion: string): string {
  return `did you mean "${suggestion}"?`;
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
