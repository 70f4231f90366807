import { firstText, isJoined, isPair, wordShift, type ArticleTokens } from './article-tokens.ts';
import { inverseFrequency, type Statistics } from './statistics.ts';
import type { QueryUnit, UnderstoodQuery } from './understand-query.ts';

/** So many words say what an article is about. */
const maxUnits = 20;

/** Asks for what an article is about: the words that stand in it often and elsewhere seldom. */
export function relatedQuery(
  { tokens, starts }: ArticleTokens,
  statistics: Statistics,
): UnderstoodQuery {
  const { stemOfWord, stems } = statistics.vocabulary;
  const counts = new Map<number, number>();
  for (const token of tokens.subarray(starts[firstText])) {
    if ((token & (isJoined | isPair)) !== 0) continue;
    const stem = stemOfWord[token >> wordShift] ?? 0;
    counts.set(stem, (counts.get(stem) ?? 0) + 1);
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
