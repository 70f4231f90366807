import type { Article } from './article.ts';
import type { ContentProblem } from './content-problem.ts';
import type { ParsedArticle } from './parse-article.ts';

export interface Selection {
  /** Sorted by slug, by code unit. */
  readonly articles: readonly Article[];
  readonly problems: readonly ContentProblem[];
  readonly drafts: number;
}

/** Leaves out drafts, and articles that claim one slug: nobody could say which of them is meant. */
export function selectArticles(parsed: readonly ParsedArticle[]): Selection {
  const published = parsed.filter(({ draft }) => !draft).map(({ article }) => article);
  const groups = [...Map.groupBy(published, ({ slug }) => slug.toLowerCase()).values()];
  return {
    articles: groups
      .filter((group) => group.length === 1)
      .flat()
      .sort((a, b) => (a.slug < b.slug ? -1 : 1)),
    problems: groups.filter((group) => group.length > 1).flatMap(explainConflict),
    drafts: parsed.length - published.length,
  };
}

function explainConflict(rivals: readonly Article[]): readonly ContentProblem[] {
  return rivals.map(({ slug, path }) => {
    const others = rivals.filter((rival) => rival.path !== path);
    const same = others.every((other) => other.slug === slug);
    const claim = same ? `the slug "${slug}"` : `the slug "${slug}" in other capitals`;
    return {
      severity: 'error',
      path,
      line: 1,
      message: `${claim} is also that of ${others.map((other) => other.path).join(', ')}; give each its own "slug: ..."`,
    };
  });
}
