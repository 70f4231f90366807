import type { Article } from '../content/article.ts';
import { isAbsolute, resolvePath, splitLink } from '../content/relative-link.ts';
import { imageType } from './image-type.ts';
import { articlePath, decodeLeniently, imagePath } from './page-paths.ts';

/** The article in the file at this path, relative to the content folder. */
export type FindArticle = (path: string) => Article | undefined;

/**
 * Where a link in an article leads on these pages. Relative links to other articles' files become
 * links to their pages; undefined when there is nothing to lead to.
 */
export function resolveLink(
  href: string,
  from: Article,
  articleAt: FindArticle,
): string | undefined {
  if (isAbsolute(href)) return href.startsWith('//') ? `https:${href}` : href;
  if (href.startsWith('#')) return href;
  const path = pathOf(href, from);
  if (path === undefined) return undefined;
  const target = articleAt(path);
  if (target === undefined) return pictureAt(path);
  const { fragment } = splitLink(href);
  return articlePath(target) + (fragment === '' ? '' : `#${fragment}`);
}

/** Where a picture comes from: our own content folder, or nowhere, so that no page calls others. */
export function resolveImage(source: string, from: Article): string | undefined {
  const path = isAbsolute(source) ? undefined : pathOf(source, from);
  return path === undefined ? undefined : pictureAt(path);
}

function pictureAt(path: string): string | undefined {
  return imageType(path) === undefined ? undefined : imagePath(path);
}

function pathOf(href: string, from: Article): string | undefined {
  return resolvePath(from.path, decodeLeniently(splitLink(href).file));
}
