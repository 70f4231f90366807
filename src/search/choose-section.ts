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
export function createSectionChooser(
  units: readonly QueryUnit[],
  vocabulary: Vocabulary,
): (ranked: Ranked) => Section | undefined {
  const telling = units.flatMap(({ isTelling, stem, frequencyWeight: weight }, column) =>
    isTelling ? [{ column, weight, stem: vocabulary.numberOfStem(stem) }] : [],
  );
  return ({ entry, bestSection, counts, sectionCounts }) => {
    if (bestSection === undefined) return undefined;
    const title = stemsOfName(entry.words, titleName, vocabulary);
    let inArticle = 0;
    let inTitle = 0;
    let added = 0;
    for (const { column, weight, stem } of telling) {
      if ((counts[column] ?? 0) > 0) inArticle += weight;
      if (title.includes(stem)) inTitle += weight;
      else if ((sectionCounts[column] ?? 0) > 0) added += weight;
    }
    if (inTitle + added < sectionCovers * inArticle || added === 0) return undefined;
    const section = entry.article.sections[bestSection];
    return section?.anchor === '' ? undefined : section;
  };
}
