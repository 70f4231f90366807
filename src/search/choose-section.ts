import type { Article, Section } from '../content/article.ts';
import type { Ranked } from './rank-articles.ts';
import type { QueryUnit } from './understand-query.ts';

/** The part of an article's matched words that a section must hold to be worth leading to. */
const sectionCovers = 0.8;

/**
 * The section to lead to: one that holds nearly all that the article has of what was asked, unless
 * the title already says as much.
 *
 * @param title stems of the article's title
 */
export function chooseSection(
  { sections }: Article,
  { bestSection, counts, sectionCounts }: Ranked,
  units: readonly QueryUnit[],
  title: ReadonlySet<string>,
): Section | undefined {
  const section = bestSection === undefined ? undefined : sections[bestSection];
  if (section === undefined || section.anchor === '') return undefined;
  const weigh = (isIn: (unit: QueryUnit, i: number) => boolean): number =>
    units
      .filter((unit, i) => unit.isTelling && isIn(unit, i))
      .reduce((sum, unit) => sum + unit.frequencyWeight, 0);
  const inArticle = weigh((_, i) => (counts[i] ?? 0) > 0);
  const inSection = weigh((_, i) => (sectionCounts[i] ?? 0) > 0);
  const inTitle = weigh(({ stem }) => title.has(stem));
  return inSection >= sectionCovers * inArticle && inSection > inTitle ? section : undefined;
}
