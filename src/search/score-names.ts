import { stemsOfName, type ArticleWords } from './article-words.ts';
import { inverseFrequency, nameKey, type Statistics } from './statistics.ts';
import { otherFormShare, type QueryUnit } from './understand-query.ts';

const nameWeight = 2;
const headingWeight = 0.5;

export interface NameScores {
  /** From a title, alias, question or the end of the slug being what was asked. */
  readonly name: number;
  /** The same for the heading of a section. */
  readonly heading: number;
}

export type ScoreNames = (article: ArticleWords) => NameScores;

/**
 * How well the best name of an article fits: the share of the question it covers times the share of
 * it that the question covers. A heading that many articles have says little.
 */
export function createNameScorer(units: readonly QueryUnit[], statistics: Statistics): ScoreNames {
  const { vocabulary } = statistics;
  const weights = new Map<number, number>();
  const weigh = (stem: number): number => {
    let weight = weights.get(stem);
    if (weight === undefined) {
      weight = inverseFrequency(vocabulary.stems[stem] ?? '', statistics);
      weights.set(stem, weight);
    }
    return weight;
  };
  const asked = units.map((unit) => ({
    weight: unit.frequencyWeight * unit.certainty * Math.min(1, unit.repeats),
    typed: new Set([...unit.typed].flatMap((word) => vocabulary.find(word) ?? [])),
    // The word itself, or all the words of another name for it.
    other: [[unit.stem], ...unit.alternatives].map((stems) =>
      stems.map((stem) => vocabulary.numberOfStem(stem)),
    ),
  }));
  const isAsked = new Uint8Array(vocabulary.words.length);
  for (const stem of asked.flatMap(({ other }) => other.flat())) {
    for (const word of vocabulary.wordsOfStem[stem] ?? []) isAsked[word] = 1;
  }

  return (article) => {
    const { names, nameStarts, headingsStart } = article;
    let name = 0;
    let heading = 0;
    for (let i = 0; i < nameStarts.length - 1; i++) {
      const end = nameStarts[i + 1] ?? 0;
      let at = nameStarts[i] ?? 0;
      while (at < end && isAsked[names[at] ?? 0] === 0) at++;
      if (at === end) continue;
      const words = names.subarray(at, end);
      const stems = stemsOfName(article, i, vocabulary);
      let matched = 0;
      for (const { weight, typed, other } of asked) {
        if (words.some((word) => typed.has(word))) matched += weight;
        else if (other.some((all) => all.every((stem) => stems.includes(stem)))) {
          matched += otherFormShare * weight;
        }
      }
      const fit = matched ** 2 / stems.reduce((sum, stem) => sum + weigh(stem), 0);
      if (i < headingsStart) name = Math.max(name, fit);
      // What is no better undivided need not be looked up.
      else if (fit > heading) {
        heading = Math.max(heading, fit / statistics.bearers(nameKey(stems)));
      }
    }
    return { name: nameWeight * name, heading: headingWeight * heading };
  };
}
