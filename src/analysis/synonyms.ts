import { stopWords } from './word-lists.ts';
import { tokenize } from './tokenize.ts';

/** Words that are looked for too when certain words are asked for, as stems in a row. */
export interface Alternative {
  /** Stop words included. */
  readonly asked: readonly string[];
  readonly also: readonly string[];
}

/** What a team says means the same, by the first stem that is asked for. */
export type Synonyms = ReadonlyMap<string, readonly Alternative[]>;

export function readSynonyms(
  given: readonly { readonly asked: string; readonly also: readonly string[] }[],
): Synonyms {
  const alternatives = given.flatMap(({ asked, also }) =>
    also.map((other): Alternative => ({
      asked: stemsOf(asked, true),
      also: stemsOf(other, false),
    })),
  );
  const usable = alternatives.filter(({ also }) => also.length > 0);
  return Map.groupBy(usable, ({ asked }) => asked[0] ?? '');
}

function stemsOf(text: string, withStopWords: boolean): string[] {
  return tokenize(text)
    .filter(({ forms }) => withStopWords || !stopWords.has(forms.word))
    .map(({ forms }) => forms.stems[0] ?? forms.word);
}
