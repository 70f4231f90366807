import type { Section } from '../content/article.ts';
import { stemsOfName, titleName } from './article-words.ts';
import type { Ranked } from './rank-articles.ts';
import type { QueryUnit } from './understand-query.ts';
import type { Vocabulary } from './vocabulary.ts';

/** The part of an article's matched words that a section must hold to be worth leading to. */
const sectionCovers = 0.8;

/**
 * The section to lead to: one that holds what the title leaves open, so that the two have nearly
 * all that the article has of what was asked.
 */
export function chooseSection(
  { entry, bestSection, counts, sectionCounts }: Ranked,
  units: readonly QueryUnit[],
  vocabulary: Vocabulary,
): Section | undefined {
  const { sections } = entry.article;
  const section = bestSection === undefined ? undefined : sections[bestSection];
  if (section === undefined || section.anchor === '') return undefined;
  const weigh = (isIn: (unit: QueryUnit, i: number) => boolean): number =>
    units
      .filter((unit, i) => unit.isTelling && isIn(unit, i))
      .reduce((sum, unit) => sum + unit.frequencyWeight, 0);
  const inArticle = weigh((_, i) => (counts[i] ?? 0) > 0);
  const title = stemsOfName(entry.words, titleName, vocabulary);
  const isInTitle = ({ stem }: QueryUnit): boolean => title.includes(vocabulary.numberOfStem(stem));
  const isInSection = (i: number): boolean => (sectionCounts[i] ?? 0) > 0;
  const covered = weigh((unit, i) => isInTitle(unit) || isInSection(i));
  const added = weigh((unit, i) => !isInTitle(unit) && isInSection(i));
  return covered >= sectionCovers * inArticle && added > 0 ? section : undefined;
}
