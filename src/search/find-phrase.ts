import { advances, firstText, wordShift, type ArticleTokens } from './article-tokens.ts';

/** One place of a phrase: any of the words will do. */
export interface PhrasePlace {
  /** Numbers of the words. */
  readonly words: readonly number[];
  /** How far behind the first place. */
  readonly offset: number;
}

/** Tells of article after article whether all places of a phrase are taken somewhere in it. */
export function createPhraseFinder(
  places: readonly PhrasePlace[],
): (article: ArticleTokens) => boolean {
  const placesOf = new Map<number, number[]>();
  for (const [place, { words }] of places.entries()) {
    for (const word of words) placesOf.set(word, [...(placesOf.get(word) ?? []), place]);
  }
  return ({ tokens, starts }) => {
    const found = places.map(() => new Set<number>());
    let position = 0;
    let text = firstText;
    for (let i = starts[firstText] ?? 0; i < tokens.length; i++) {
      // The last word of a text and the first of the next are no neighbours.
      for (; i >= (starts[text + 1] ?? Infinity); text++) position++;
      const token = tokens[i] ?? 0;
      for (const place of placesOf.get(token >> wordShift) ?? []) found[place]?.add(position);
      position += token & advances;
    }
    return [...(found[0] ?? [])].some((start) =>
      places.every(({ offset }, place) => found[place]?.has(start + offset) === true),
    );
  };
}
