import type { QueryUnit } from './understand-query.ts';
import type { Vocabulary } from './vocabulary.ts';

/** What was looked for in the end, to choose and mark passages. */
export interface SoughtWords {
  /** The stems of what was asked for, without other names for it and words that only ask. */
  readonly asked: readonly string[];
  /** How much each stem tells. */
  readonly weights: ReadonlyMap<string, number>;
  /** The words of the library that count, folded. */
  readonly words: readonly string[];
}

export function soughtWords(units: readonly QueryUnit[], vocabulary: Vocabulary): SoughtWords {
  const telling = units.filter((unit) => unit.isTelling);
  const weights = weighStems(telling);
  const words = [...weights.keys()].flatMap((stem) =>
    vocabulary.formsOf(stem).map((word) => vocabulary.words[word] ?? ''),
  );
  return { asked: telling.map(({ stem }) => stem), weights, words };
}

/** The words of another name share the weight of what was asked for. */
function weighStems(units: readonly QueryUnit[]): Map<string, number> {
  const weights = new Map<string, number>();
  for (const { alternatives, frequencyWeight } of units) {
    for (const { stems } of alternatives) {
      for (const stem of stems) weights.set(stem, frequencyWeight / stems.length);
    }
  }
  for (const { stem, frequencyWeight } of units) weights.set(stem, frequencyWeight);
  return weights;
}
