import { newestFirst } from '../content/newest-first.ts';
import type { Article } from '../content/article.ts';
import { wordsOf } from '../search/article-words.ts';
import type { Hit } from '../search/rank-articles.ts';

/** Copies share so much of their words. */
const sameWords = 0.7;

export interface VersionedHit extends Hit {
  /** Its other copies, the newest first. */
  readonly versions: readonly Article[];
}

/**
 * Takes copies of one article, such as the page of each release, for one hit: the newest, in the
 * place of the best.
 */
export function groupVersions(hits: readonly Hit[]): VersionedHit[] {
  const groups: [Hit, ...Hit[]][] = [];
  const byTitle = new Map<string, typeof groups>();
  for (const hit of hits) {
    const title = hit.article.title.toLowerCase();
    const alike = byTitle.get(title) ?? [];
    const group = alike.find(([first]) => areCopies(first, hit));
    if (group !== undefined) {
      group.push(hit);
      continue;
    }
    const own: [Hit] = [hit];
    groups.push(own);
    byTitle.set(title, [...alike, own]);
  }
  return groups.map((group) => {
    const [{ score }] = group;
    const [newest = group[0], ...others] = group.toSorted((a, b) =>
      newestVersion(a.article, b.article),
    );
    const versions = others.map((each) => each.article);
    return { ...newest, score, versions };
  });
}

function areCopies(a: Hit, b: Hit): boolean {
  const [one, other] = [wordsInSections(a), wordsInSections(b)];
  const shared = [...one].filter((word) => other.has(word)).length;
  return shared >= sameWords * Math.max(one.size, other.size);
}

/** The words of its sections: a copy may have other tags. */
function wordsInSections({ own }: Hit): ReadonlySet<number> {
  return new Set(wordsOf(own, own.sectionsStart));
}

const inNumericOrder = new Intl.Collator('en', { numeric: true });

/** By date, then by the number of the release in their paths. */
function newestVersion(a: Article, b: Article): number {
  if (a.updated !== b.updated) return newestFirst(a, b);
  return inNumericOrder.compare(b.path, a.path);
}
