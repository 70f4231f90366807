import type { Article, LinkTarget } from '../content/article.ts';
import type { Site } from '../content/sites/detect-sites.ts';
import { changeFacts } from '../content/packed-text.ts';
import { parseOwner } from '../content/front-matter/parse-owner.ts';
import { editAddress, publishedAddress } from '../sources/published-address.ts';
import type { SourceSettings } from '../sources/source-settings.ts';

interface ArticleSource {
  readonly settings: SourceSettings;
  /** What publishes it, as its folder tells. */
  readonly site: Site | undefined;
  /** Its address within that site, where the writer says it. */
  readonly address: string | undefined;
  /** The last commit only changed its form. */
  readonly reformatted: boolean;
}

/**
 * Adds what the source knows of an article: its name before slug and paths, so that both are the
 * library's own, the name as a tag, and what the file itself does not say.
 */
export function describeArticle(
  article: Article,
  { settings, site, address, reformatted }: ArticleSource,
): Article {
  const { id, tags, owner, published, edit, reviewIn } = settings;
  const within = (path: string): string => pathWithin(id, path);
  const { slug, path } = article;
  return changeFacts(article, {
    source: id,
    slug: within(slug),
    path: within(path),
    tags: [...new Set([...article.tags, ...tags, ...(id === '' ? [] : [id])])],
    owner: article.owner ?? (owner === undefined ? undefined : parseOwner(owner)),
    url:
      article.url ??
      (published === undefined
        ? undefined
        : publishedAddress(published, { path, slug, address, site })),
    ...(edit !== undefined && { edit: editAddress(edit, path) }),
    review: { ...article.review, reviewIn: article.review.reviewIn ?? reviewIn },
    minor: article.minor || reformatted,
    links:
      id === ''
        ? article.links
        : new Map([...article.links].map(([link, target]) => [link, moveTarget(target, within)])),
  });
}

function moveTarget(target: LinkTarget, within: (path: string) => string): LinkTarget {
  return { ...target, path: within(target.path) };
}

/** A path of a source as the library knows it. */
export function pathWithin(id: string, path: string): string {
  return id === '' ? path : path === '.' ? id : `${id}/${path}`;
}
