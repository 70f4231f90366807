import { visitIndexedWords } from '../analysis/indexed-words.ts';
import { stem } from '../analysis/stem.ts';
import type { Article, Section } from '../content/article.ts';
import type { Hit, SearchResult } from '../search/article-index.ts';
import type { Nearness } from './nearness.ts';

/** The part of an article's matched words that a section must hold to be worth leading to. */
const sectionCovers = 0.8;

/**
 * The section to lead to: one that holds what the title leaves open, so that the two have nearly
 * all that the article has of what was asked. Before all, the one that is called by just the rest, as
 * in "DiskAlmostFull mitigation". Where the words lead to none, what is meant may.
 */
export function chooseSection(
  hit: Hit,
  query: SearchResult['query'],
  nearness: Nearness | undefined,
): Section | undefined {
  // Who calls an article by its name wants all of it.
  if (hit.confidence === Infinity) return undefined;
  const { article } = hit;
  const chosen = chooseByWords(hit, query);
  const meant = article.sections[nearness?.get(article.slug)?.section ?? -1];
  return chosen ?? (meant?.anchor === '' ? undefined : meant);
}

function chooseByWords(
  { article, ranked }: Hit,
  { units }: SearchResult['query'],
): Section | undefined {
  if (ranked?.bestSection === undefined) return undefined;
  const title = stemsOf(article.title);
  const asked = units.flatMap((unit, i) => {
    const isInTitle = title.has(unit.stem);
    const isThere = (ranked.counts[i] ?? 0) > 0;
    const isInSection = (ranked.sectionCounts[i] ?? 0) > 0;
    return unit.isTelling ? [{ unit, isInTitle, isThere, isInSection }] : [];
  });
  const weigh = (part: typeof asked): number =>
    part.reduce((sum, { unit }) => sum + unit.frequencyWeight, 0);
  const open = asked.filter(({ isInTitle }) => !isInTitle);
  const inTitle = weigh(asked.filter(({ isInTitle }) => isInTitle));
  const rest = open.map(({ unit }) => unit.stem);
  const called = inTitle === 0 ? undefined : findCalled(article, rest);
  if (called !== undefined) return called;
  const added = weigh(open.filter(({ isInSection }) => isInSection));
  const inArticle = weigh(asked.filter(({ isThere }) => isThere));
  if (inTitle + added < sectionCovers * inArticle || added === 0) return undefined;
  const section = article.sections[ranked.bestSection];
  return section?.anchor === '' ? undefined : section;
}

/** The first section whose heading has these words and no others. */
function findCalled({ sections }: Article, stems: readonly string[]): Section | undefined {
  return sections.find(({ heading }) => {
    const own = stemsOf(heading);
    return own.size > 0 && own.size === stems.length && stems.every((each) => own.has(each));
  });
}

function stemsOf(name: string): ReadonlySet<string> {
  const stems = new Set<string>();
  visitIndexedWords(name, { isName: true }, (word) => stems.add(stem(word)));
  return stems;
}
