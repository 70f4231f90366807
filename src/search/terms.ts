import type { Term } from './retriever.ts';
import { weightOf } from './score-words.ts';
import { otherFormShare, type QueryUnit } from './understand-query.ts';
import type { Vocabulary } from '../analysis/vocabulary.ts';

/** So many places of the index are read for a question at the most, but for those of its rarest word. */
const maxPlaces = 1_000;

/**
 * The words to retrieve by: every form of what was asked, what stands in fewest articles first. In a
 * large library the words of too many articles are looked for in names alone: reading where they
 * stand would take longer than everything else and tell the least.
 */
export function termsOf(units: readonly QueryUnit[], vocabulary: Vocabulary): Term[] {
  const weights = new Map<number, number>();
  for (const unit of units) {
    for (const [i, { forms }] of unit.names.entries()) {
      const weight = weightOf(unit) * (i === 0 ? 1 : otherFormShare);
      for (const { word } of forms.flat()) {
        weights.set(word, Math.max(weight, weights.get(word) ?? 0));
      }
    }
  }
  let places = 0;
  return [...weights]
    .map(([number, weight]) => ({ number, weight, holding: vocabulary.articlesOfWord(number) }))
    .sort((a, b) => a.holding - b.holding || a.number - b.number)
    .map(({ number, weight, holding }, i) => {
      places += holding;
      return {
        word: vocabulary.words[number] ?? '',
        // The retriever weighs each form by how rare it is; rare forms of a common word are common.
        weight: weight / Math.log(1 + (vocabulary.articles - holding + 0.5) / (holding + 0.5)),
        onlyInNames: i > 0 && places > maxPlaces,
      };
    });
}
