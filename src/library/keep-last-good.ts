import type { Article } from '../content/article.ts';
import type { LoadedArticles } from './load-articles.ts';

/**
 * What to answer from after a change: an article whose file, or a folder above it, has an error
 * stays as it was in service. Sorted by slug; no slug twice, and what is valid now comes first.
 */
export function keepLastGood(
  inService: readonly Article[],
  loaded: Pick<LoadedArticles, 'articles' | 'problems'>,
): readonly Article[] {
  const broken = new Set(
    loaded.problems.filter(({ severity }) => severity === 'error').map(({ path }) => path),
  );
  if (broken.size === 0) return loaded.articles;
  const paths = new Set(loaded.articles.map(({ path }) => path));
  const slugs = new Set(loaded.articles.map(({ slug }) => slug.toLowerCase()));
  const kept = inService.filter(
    ({ path, slug }) =>
      !paths.has(path) &&
      !slugs.has(slug.toLowerCase()) &&
      pathAndFolders(path).some((each) => broken.has(each)),
  );
  return [...loaded.articles, ...kept].sort((a, b) => (a.slug < b.slug ? -1 : 1));
}

/** `a/b/c.md` gives itself, `a/b` and `a`. */
function pathAndFolders(path: string): readonly string[] {
  const parts = path.split('/');
  return parts.map((_, index) => parts.slice(0, parts.length - index).join('/'));
}
