import type { Section } from '../content/article.ts';
import { stemsOfName, titleName } from './article-words.ts';
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
    const title = stemsOfName(words, titleName, vocabulary);
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
    const called = inTitle === 0 ? undefined : findCalled(entry, open, vocabulary);
    if (called !== undefined) return called;
    const best = article.sections[bestSection];
    const isEnough = added > 0 && inTitle + added >= sectionCovers * inArticle;
    return isEnough && best?.anchor !== '' ? best : undefined;
  };
}

/** The section whose heading has these words and no others. */
function findCalled(
  { article, words }: Ranked['entry'],
  stems: readonly number[],
  vocabulary: Vocabulary,
): Section | undefined {
  if (stems.length === 0) return undefined;
  return article.sections.find((_, i) => {
    const heading = stemsOfName(words, words.headingsStart + i, vocabulary);
    return heading.length === stems.length && stems.every((stem) => heading.includes(stem));
  });
}
