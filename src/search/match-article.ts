import {
  firstText,
  placeOf,
  stays,
  timesOf,
  wordShift,
  type ArticleWords,
} from './article-words.ts';
import type { Form, QueryUnit } from './understand-query.ts';

/** Where the words of a question stand in an article. */
export interface Matches {
  /** What stands before the sections, then each of them: how often each unit stands there. */
  readonly rows: readonly (readonly number[])[];
  /** How often each unit stands in the article: headings twice, parts of an identifier half. */
  readonly counts: readonly number[];
  /** Where each unit stands. */
  readonly places: readonly (readonly Place[])[];
}

interface Place {
  /** One more than that of the word before it in the same text. */
  readonly position: number;
  readonly row: number;
  /** How often it counts, as often as it is what was asked for. */
  readonly times: number;
}

/** For each word of the library whether it is looked for: many times as fast to look up as in a map. */
export type IsAsked = Uint8Array;

export function matchArticle(
  { tokens, starts, sectionsStart, lengths }: ArticleWords,
  units: readonly QueryUnit[],
  isAsked: IsAsked,
): Matches {
  const placesOf = new Map<number, Place[]>();
  let position = 0;
  // The last word of a text and the first of the next are no neighbours.
  for (let text = firstText; text < starts.length - 1; text++, position++) {
    const end = starts[text + 1] ?? 0;
    for (let i = starts[text] ?? 0; i < end; i++) {
      const token = tokens[i] ?? 0;
      const word = token >> wordShift;
      if (isAsked[word] === 1) {
        const { row, times } = placeOf(text, sectionsStart);
        const place = { position, row, times: timesOf(token, times) };
        const others = placesOf.get(word);
        if (others === undefined) placesOf.set(word, [place]);
        else others.push(place);
      }
      if ((token & stays) === 0) position++;
    }
  }
  const rows = lengths.map(() => units.map(() => 0));
  const counts = units.map(() => 0);
  const placesOfAny = (forms: readonly Form[]): readonly Place[] =>
    forms.flatMap(({ word, share }) => {
      const places = placesOf.get(word) ?? [];
      return share === 1 ? places : places.map((each) => ({ ...each, times: share * each.times }));
    });
  const places = units.map(({ names }, unit) => {
    const found = names.flatMap(({ forms }) => placesInARow(forms.map(placesOfAny)));
    for (const { row, times } of found) {
      counts[unit] = (counts[unit] ?? 0) + times;
      const inRow = rows[row];
      if (inRow !== undefined) inRow[unit] = (inRow[unit] ?? 0) + times;
    }
    return found;
  });
  return { rows, counts, places };
}

/** Where words stand one after the other: the places of the first. */
export function placesInARow([first = [], ...others]: Matches['places']): readonly Place[] {
  if (others.length === 0) return first;
  const following = others.map((places) => new Set(places.map(({ position }) => position)));
  return first.filter(({ position }) =>
    following.every((positions, i) => positions.has(position + i + 1)),
  );
}
