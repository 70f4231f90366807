import { particlePairs } from './particles.ts';
import { tokenize, type Token } from './tokenize.ts';
import { stopWords } from './word-lists.ts';

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
      asked: tokenize(asked).map(stemOf),
      also: soughtOf(other),
    })),
  );
  const usable = alternatives.filter(({ also }) => also.length > 0);
  return Map.groupBy(usable, ({ asked }) => asked[0] ?? '');
}

/** "on call" is sought as the one thing it is, and "sign in" not as "sign". */
function soughtOf(text: string): string[] {
  const tokens = tokenize(text);
  const telling = tokens.filter(({ forms }) => !stopWords.has(forms.word));
  if (telling.length > 1 || tokens.length === 1) return telling.map(stemOf);
  return tokens.flatMap((_, place) => particlePairs(tokens, place)).slice(0, 1);
}

function stemOf({ forms }: Token): string {
  return forms.stems[0] ?? forms.word;
}

/** Those of what is asked for from this place on. */
export function synonymsAt(
  stems: readonly string[],
  place: number,
  synonyms: Synonyms,
): Alternative[] {
  const starting = synonyms.get(stems[place] ?? '') ?? [];
  return starting.filter(({ asked }) => asked.every((key, i) => stems[place + i] === key));
}
