import type { ContentProblem } from '../content-problem.ts';
import { isFolderArticle } from './file-names.ts';
import type { ParsedArticle } from '../parse-article.ts';

export interface Selected {
  readonly path: string;
  /** Its own in the folder, in any capitals. */
  readonly slug: string;
}

export interface Selection {
  /** Sorted by slug, by code unit. */
  readonly articles: readonly Selected[];
  readonly problems: readonly ContentProblem[];
  readonly drafts: number;
}

/**
 * Leaves out drafts and gives each article a slug of its own. Of those that claim the same one none
 * gets it, as nobody could say which is meant; they go by their files' names.
 */
export function selectArticles(all: readonly ParsedArticle[]): Selection {
  const published = all.filter(({ draft }) => !draft);
  const claims = Map.groupBy(
    published.filter(({ isSlugChosen }) => isSlugChosen),
    ({ slugs }) => (slugs[0] ?? '').toLowerCase(),
  );
  const rivals = [...claims.values()].filter((group) => group.length > 1);
  const losers = new Set(rivals.flat());
  const taken = new Set<string>();
  const slugs = new Map<ParsedArticle, string>();
  // Who chose a slug comes first, a folder's own article after the files beside it.
  const rank = ({ isSlugChosen, article }: ParsedArticle): number =>
    isSlugChosen ? 0 : !isFolderArticle(article.path) ? 1 : /readme/i.test(article.path) ? 3 : 2;
  for (const each of published.toSorted((a, b) => rank(a) - rank(b))) {
    const slug = firstFree(losers.has(each) ? each.slugs.slice(1) : each.slugs, taken);
    taken.add(slug.toLowerCase());
    slugs.set(each, slug);
  }
  return {
    articles: published
      .map((parsed) => ({ path: parsed.article.path, slug: slugs.get(parsed) ?? '' }))
      .sort((a, b) => (a.slug < b.slug ? -1 : 1)),
    problems: rivals.flatMap((group) => explainConflict(group)),
    drafts: all.length - published.length,
  };
}

function firstFree(slugs: readonly string[], taken: ReadonlySet<string>): string {
  const free = slugs.find((slug) => !taken.has(slug.toLowerCase()));
  if (free !== undefined) return free;
  const last = slugs.at(-1) ?? '';
  let count = 2;
  while (taken.has(`${last}-${count}`.toLowerCase())) count += 1;
  return `${last}-${count}`;
}

function explainConflict(rivals: readonly ParsedArticle[]): readonly ContentProblem[] {
  return rivals.map(({ slugs, article }) => {
    const others = rivals.filter((rival) => rival.article !== article);
    const same = others.every((other) => other.slugs[0] === slugs[0]);
    const claim = same
      ? `the slug "${slugs[0] ?? ''}"`
      : `the slug "${slugs[0] ?? ''}" in other capitals`;
    const message = `${claim} is also that of ${others.map((other) => other.article.path).join(', ')}; give each its own "slug: ..."`;
    return { severity: 'warning', path: article.path, line: 1, message };
  });
}
