import type { SearchResult } from '../search/article-index.ts';
import { besideShare } from '../search/understand-query.ts';

/** What was looked for in the end, to choose and mark passages. */
export interface SoughtWords {
  /** The stems of what was asked for, without other names for it and words that only ask. */
  readonly asked: readonly string[];
  /** How much each stem tells. The words of another name share the weight of what was asked for. */
  readonly weights: ReadonlyMap<string, number>;
  /** The words of the library that count, folded. */
  readonly words: readonly string[];
}

export function soughtWords({ query }: Pick<SearchResult, 'query'>): SoughtWords {
  const telling = query.units.filter((unit) => unit.isTelling);
  const weights = new Map<string, number>();
  const words = new Set<string>();
  for (const { names, frequencyWeight } of telling) {
    for (const { stems, forms } of names) {
      for (const stem of stems) weights.set(stem, frequencyWeight / stems.length);
      for (const { text } of forms.flat()) words.add(text);
    }
  }
  for (const { stem, frequencyWeight } of telling) weights.set(stem, frequencyWeight);
  for (const { stem, frequencyWeight, isBeside = false, names } of query.units) {
    if (!isBeside || weights.has(stem)) continue;
    weights.set(stem, besideShare * frequencyWeight);
    for (const { text } of names[0]?.forms.flat() ?? []) words.add(text);
  }
  return { asked: telling.map(({ stem }) => stem), weights, words: [...words] };
}
