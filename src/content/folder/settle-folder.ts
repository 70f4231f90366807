import { crc32 } from 'node:zlib';
import type { Article, LinkTarget } from '../article.ts';
import type { Steps } from '../in-steps.ts';
import { createLinkIndex, takeNames, type Linkable } from '../links/link-index.ts';
import { changeFacts } from '../packed-text.ts';
import type { ParsedArticle } from '../parse-article.ts';
import { parseOwner } from '../front-matter/parse-owner.ts';
import { resolveLink } from '../links/resolve-link.ts';
import { selectArticles, type Selection } from './select-articles.ts';

/** What is known of a file from outside of it. */
export interface FileFacts {
  /** The day of the last commit that changed it, `YYYY-MM-DD`. */
  readonly committed?: string | undefined;
  readonly owner?: string | undefined;
}

/** The articles of a folder, with what the next settling starts from. */
export interface Settlement {
  readonly linkable: Linkable;
  readonly selection: Selection;
  /** By path, in the order of their slugs. */
  readonly settled: ReadonlyMap<string, Settled>;
}

/** An article, with all that it was made of. */
interface Settled extends FileFacts {
  readonly article: Article;
  readonly parsed: ParsedArticle;
  readonly slug: string;
  readonly links: Article['links'];
  /** Checksums of everything that was looked up to find where its links lead. */
  readonly lookedUp: Int32Array;
}

/**
 * Settles what files share: slugs, links, and what is known of them from outside. What nothing has
 * changed for stays the same value.
 */
export function* settleFolder(
  given: Omit<Linkable, 'claims'>,
  before: Settlement | undefined,
  facts: ReadonlyMap<string, FileFacts>,
): Steps<Settlement> {
  const { linkable, changed } = yield* takeNames(given, before?.linkable);
  const selection = select(given.articles, before);
  const settled = new Map<string, Settled>();
  const hasChanged = changed && new Set(Array.from(changed, checksum));
  for (const { path, slug } of selection.articles) {
    yield;
    const parsed = given.articles.get(path);
    if (parsed === undefined) continue;
    const known = before?.settled.get(path);
    const isLinked =
      known?.parsed === parsed &&
      hasChanged !== undefined &&
      (hasChanged.size === 0 || !known.lookedUp.some((key) => hasChanged.has(key)));
    const outside = facts.get(path) ?? {};
    if (isLinked && isSame(known, slug, outside)) {
      settled.set(path, known);
      continue;
    }
    const { links, lookedUp } = isLinked ? known : linksOf(parsed, linkable);
    const { committed, owner } = outside;
    const made = { parsed, slug, links, lookedUp, committed, owner };
    const isAsBefore =
      known?.parsed === parsed && isSame(known, slug, outside) && isSameLinks(known.links, links);
    settled.set(path, isAsBefore ? { ...known, lookedUp } : settle(made, known));
  }
  return { linkable, selection, settled };
}

/** Slugs stay as they are while nobody claims another. */
function select(
  parsed: ReadonlyMap<string, ParsedArticle>,
  before: Settlement | undefined,
): Selection {
  const known = before?.linkable.articles;
  let isSame = known?.size === parsed.size;
  for (const [path, now] of isSame ? parsed : []) {
    const was = known?.get(path);
    isSame &&= was === now || (was !== undefined && claimsTheSame(was, now));
  }
  return isSame && before !== undefined ? before.selection : selectArticles([...parsed.values()]);
}

function claimsTheSame(a: ParsedArticle, b: ParsedArticle): boolean {
  return (
    a.draft === b.draft &&
    a.isSlugChosen === b.isSlugChosen &&
    a.slugs.join('\n') === b.slugs.join('\n')
  );
}

function linksOf(
  { article, links }: ParsedArticle,
  linkable: Linkable,
): Pick<Settled, 'links' | 'lookedUp'> {
  const lookedUp = new Set<number>();
  const index = createLinkIndex(linkable, (key) => lookedUp.add(checksum(key)));
  const targets = new Map<string, LinkTarget>();
  for (const { url } of links) {
    if (targets.has(url)) continue;
    const { target } = resolveLink(url, article.path, index);
    if (target !== undefined) targets.set(url, target);
  }
  return { links: targets, lookedUp: Int32Array.from(lookedUp) };
}

function checksum(key: string): number {
  // As a typed array gives it back.
  return crc32(key) | 0;
}

/** What is the same stays the same object, so that nobody works on it again. */
function isSame(was: Settled, slug: string, { committed, owner }: FileFacts): boolean {
  return was.slug === slug && was.committed === committed && was.owner === owner;
}

function settle(made: Omit<Settled, 'article'>, was: Settled | undefined): Settled {
  const { parsed, slug, links, committed, owner } = made;
  const { article } = parsed;
  const day = article.updated === undefined ? committed : undefined;
  const keeper = article.owner === undefined ? owner : undefined;
  const settled = changeFacts(article, {
    slug,
    links: was !== undefined && isSameLinks(was.links, links) ? was.links : links,
    updated: article.updated ?? day,
    owner: article.owner ?? (keeper === undefined ? undefined : parseOwner(keeper)),
    origins: {
      ...article.origins,
      ...(day !== undefined && { updated: 'the last commit' }),
      ...(keeper !== undefined && { owner: 'CODEOWNERS' }),
    },
  });
  return { ...made, article: settled };
}

function isSameLinks(a: Article['links'], b: Article['links']): boolean {
  if (a === b) return true;
  return (
    a.size === b.size &&
    [...a].every(([url, target]) => JSON.stringify(b.get(url)) === JSON.stringify(target))
  );
}
