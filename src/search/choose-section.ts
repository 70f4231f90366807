import type { Section } from '../content/article.ts';
import {
  countSections,
  headingOf,
  stemsOfText,
  titleName,
  type ArticleWords,
} from './article-words.ts';
import type { Ranked } from './rank-articles.ts';
import type { QueryUnit } from './understand-query.ts';
import type { Vocabulary } from './vocabulary.ts';

/** The part of an article's matched words that a section must hold to be worth leading to. */
const sectionCovers = 0.8;

/**
 * The section to lead to: one that holds what the title leaves open, so that the two have nearly
 * all that the article has of what was asked. Before all, the one that is called by just the rest, as
 * in "DiskAlmostFull mitigation".
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
    const { article, words } = entry;
    const title = stemsOfText(words, titleName, vocabulary);
    const open: number[] = [];
    let inArticle = 0;
    let inTitle = 0;
    let added = 0;
    for (const { column, weight, stem } of telling) {
      if ((counts[column] ?? 0) > 0) inArticle += weight;
      if (title.includes(stem)) {
        inTitle += weight;
        continue;
      }
      open.push(stem);
      if ((sectionCounts[column] ?? 0) > 0) added += weight;
    }
    const called = inTitle === 0 ? undefined : findCalled(words, open, vocabulary);
    if (called !== undefined) return article.sections[called];
    if (inTitle + added < sectionCovers * inArticle || added === 0) return undefined;
    const section = article.sections[bestSection];
    return section?.anchor === '' ? undefined : section;
  };
}

/** The index of the section whose heading has these words and no others. */
function findCalled(
  words: ArticleWords,
  stems: readonly number[],
  vocabulary: Vocabulary,
): number | undefined {
  if (stems.length === 0) return undefined;
  for (let section = 0; section < countSections(words); section++) {
    const heading = stemsOfText(words, headingOf(words, section), vocabulary);
    const isCalled =
      heading.length === stems.length && stems.every((stem) => heading.includes(stem));
    if (isCalled) return section;
  }
  return undefined;
}
