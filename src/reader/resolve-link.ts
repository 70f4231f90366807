import { posix } from 'node:path';
import type { Article } from '../content/article.ts';
import { imageType } from './image-type.ts';
import { articlePath, decodeLeniently, imagePath } from './page-paths.ts';

/** The article in the file at this path, relative to the content folder. */
export type FindArticle = (path: string) => Article | undefined;

const absolute = /^(?:[a-z][a-z\d+.-]*:|\/\/)/i;

/**
 * Where a link in an article leads on these pages. Relative links to other articles' files become
 * links to their pages; undefined when there is nothing to lead to.
 */
export function resolveLink(
  href: string,
  from: Article,
  articleAt: FindArticle,
): string | undefined {
  if (absolute.test(href)) return href.startsWith('//') ? `https:${href}` : href;
  if (href.startsWith('#')) return href;
  const { path, fragment } = resolveFile(href, from);
  const target = articleAt(path);
  if (target !== undefined) return articlePath(target) + fragment;
  return pictureAt(path);
}

/** Where a picture comes from: our own content folder, or nowhere, so that no page calls others. */
export function resolveImage(source: string, from: Article): string | undefined {
  if (absolute.test(source)) return undefined;
  const { path } = resolveFile(source, from);
  return pictureAt(path);
}

function pictureAt(path: string): string | undefined {
  const isOutside = path === '..' || path.startsWith('../');
  return imageType(path) === undefined || isOutside ? undefined : imagePath(path);
}

/** A relative link as a path in the content folder; a leading `/` means the folder itself. */
function resolveFile(href: string, from: Article): { path: string; fragment: string } {
  const [, file = '', fragment = ''] = /^([^?#]*)(?:\?[^#]*)?(#.*)?$/s.exec(href) ?? [];
  const decoded = decodeLeniently(file);
  const path = decoded.startsWith('/')
    ? posix.normalize(decoded.slice(1))
    : posix.join(posix.dirname(from.path), decoded);
  return { path, fragment };
}
