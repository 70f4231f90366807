import type { Section } from '../content/article.ts';
import { titleName, wordsOf } from '../search/article-words.ts';
import type { Hit } from '../search/rank-articles.ts';
import type { QueryUnit, UnderstoodQuery } from '../search/understand-query.ts';
import type { Question } from './answer.ts';
import { findRemedy } from './find-remedy.ts';

/** The part of an article's matched words that a section must hold to be worth leading to. */
const sectionCovers = 0.8;

export interface ChosenSection {
  readonly section: Section | undefined;
  /** It was asked for, and nothing else in the article is wanted. */
  readonly isCalled: boolean;
}

/**
 * The section to lead to: one that holds what the title leaves open, so that the two have nearly
 * all that the article has of what was asked. Before all, the one that says what to do for who asks
 * that, and the one whose heading has the rest and nothing that wasn't asked, as in "DiskAlmostFull
 * mitigation". Where the words lead to none, what is meant may.
 *
 * @param isNamed the article itself was called by its name: who does that wants all of it
 */
export function chooseSection(
  hit: Hit,
  query: UnderstoodQuery,
  { text, nearness }: Pick<Question, 'text' | 'nearness'>,
  isNamed = false,
): ChosenSection {
  const { article } = hit;
  const remedy = findRemedy(article, text);
  if (remedy !== undefined) return { section: remedy, isCalled: true };
  if (isNamed) return { section: undefined, isCalled: false };
  const chosen = chooseByWords(hit, query);
  if (chosen !== undefined) return chosen;
  const meant = article.sections[nearness?.get(article.slug)?.section ?? -1];
  return { section: meant?.anchor === '' ? undefined : meant, isCalled: false };
}

function chooseByWords(
  { article, own, bestSection, counts, sectionCounts }: Hit,
  { units }: UnderstoodQuery,
): ChosenSection | undefined {
  if (bestSection === undefined) return undefined;
  const title = wordsOf(own, titleName, titleName + 1);
  const asked = units.flatMap((unit, i) => {
    const isInTitle = standsIn(unit, title);
    const isThere = (counts[i] ?? 0) > 0;
    const isInSection = (sectionCounts[i] ?? 0) > 0;
    return unit.isTelling ? [{ unit, isInTitle, isThere, isInSection }] : [];
  });
  const weigh = (part: typeof asked): number =>
    part.reduce((sum, { unit }) => sum + unit.frequencyWeight, 0);
  const open = asked.filter(({ isInTitle }) => !isInTitle);
  const inTitle = weigh(asked.filter(({ isInTitle }) => isInTitle));
  const forms = new Set(asked.flatMap(({ unit }) => formsOf(unit)));
  const called = article.sections.findIndex((_, section) => {
    const at = own.sectionsStart + 2 * section;
    const heading = wordsOf(own, at, at + 1);
    return (
      heading.every((word) => forms.has(word)) && open.every(({ unit }) => standsIn(unit, heading))
    );
  });
  if (open.length > 0 && called >= 0) {
    return { section: article.sections[called], isCalled: true };
  }
  const added = weigh(open.filter(({ isInSection }) => isInSection));
  const inArticle = weigh(asked.filter(({ isThere }) => isThere));
  if (inTitle + added < sectionCovers * inArticle || added === 0) return undefined;
  const section = article.sections[bestSection];
  return section?.anchor === '' ? undefined : { section, isCalled: false };
}

function standsIn(unit: QueryUnit, words: Int32Array): boolean {
  return formsOf(unit).some((word) => words.includes(word));
}

/** The words of the library that have the stem which was asked for. */
function formsOf({ names }: QueryUnit): readonly number[] {
  return (names[0]?.forms[0] ?? []).map(({ word }) => word);
}
