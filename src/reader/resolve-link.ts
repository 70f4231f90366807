import type { Article } from '../content/article.ts';
import { isAbsolute } from '../content/links/relative-link.ts';
import { imageType } from './images.ts';
import { articlePath, imagePath } from './page-paths.ts';

/** The article in the file at this path, relative to the content folder. */
export type FindArticle = (path: string) => Article | undefined;

/**
 * Where a link in an article leads on these pages: what loading has found it to mean. Undefined when
 * there is nothing to lead to.
 */
export function resolveLink(
  href: string,
  from: Article,
  articleAt: FindArticle,
): string | undefined {
  const target = from.links.get(href);
  if (target?.kind === 'file') return pictureAt(target.path);
  if (target?.kind === 'article') {
    if (target.path === from.path && target.anchor !== '') return `#${target.anchor}`;
    const article = articleAt(target.path);
    return article && articlePath(article, target.anchor);
  }
  if (href.startsWith('//')) return `https:${href}`;
  const isElsewhere = isAbsolute(href) && !href.startsWith('wiki:');
  return href.startsWith('#') || isElsewhere ? href : undefined;
}

/** Where a picture comes from: our own content folder, or nowhere, so that no page calls others. */
export function resolveImage(source: string, from: Article): string | undefined {
  const target = from.links.get(source);
  return target?.kind === 'file' ? pictureAt(target.path) : undefined;
}

function pictureAt(path: string): string | undefined {
  return imageType(path) === undefined ? undefined : imagePath(path);
}
