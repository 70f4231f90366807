import type { ArticleWords } from './article-words.ts';
import { inverseFrequency, type Statistics } from './statistics.ts';
import type { QueryUnit, UnderstoodQuery } from './understand-query.ts';

/** So many words say what an article is about. */
const maxUnits = 20;

/** Asks for what an article is about: the words that stand in it often and elsewhere seldom. */
export function relatedQuery(
  { words, starts }: ArticleWords,
  statistics: Statistics,
): UnderstoodQuery {
  const { stemOfWord, stems } = statistics.vocabulary;
  const counts = new Map<number, number>();
  for (const [i, word] of words.entries()) {
    const stem = stemOfWord[word] ?? 0;
    counts.set(stem, (counts.get(stem) ?? 0) + (starts[i + 1] ?? 0) - (starts[i] ?? 0));
  }
  const units = [...counts].map(([number, count]): QueryUnit => {
    const stem = stems[number] ?? '';
    return {
      stem,
      typed: new Set(),
      frequencyWeight: inverseFrequency(stem, statistics),
      repeats: count / (count + 2),
      certainty: 1,
      isTelling: true,
      isKnown: true,
      alternatives: [],
    };
  });
  const weigh = ({ frequencyWeight, repeats }: QueryUnit): number => frequencyWeight * repeats;
  units.sort((a, b) => weigh(b) - weigh(a) || (a.stem < b.stem ? -1 : 1));
  return { units: units.slice(0, maxUnits), pairs: [], corrections: [] };
}
