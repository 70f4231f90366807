import {
  advances,
  firstText,
  isHeadingText,
  isPart,
  wordShift,
  type ArticleTokens,
} from './article-tokens.ts';
import { otherFormShare, type QueryUnit } from './understand-query.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Where the words of a question stand in an article. */
export interface Matches {
  /**
   * One row for each section after a first for what stands before them, one column for each unit:
   * how often it stands there, headings twice, parts of an identifier half.
   */
  readonly table: Float64Array;
  readonly rows: number;
  /** For each unit: its column summed up. */
  readonly counts: Float64Array;
  /** For each unit: the positions at which it stands, ascending. */
  readonly positions: readonly (readonly number[])[];
}

export type MatchArticle = (article: ArticleTokens) => Matches;

interface Occurrence {
  readonly position: number;
  readonly row: number;
  readonly weight: number;
}

/** Reads article after article for one question. */
export function createMatcher(units: readonly QueryUnit[], vocabulary: Vocabulary): MatchArticle {
  // Every stem that is looked for, by itself or as a part of another name.
  const stems = [
    ...new Set(units.flatMap(({ stem, alternatives }) => [stem, ...alternatives.flat()])),
  ];
  const trackOfWord = new Int16Array(vocabulary.words.length);
  for (const [i, key] of stems.entries()) {
    for (const word of vocabulary.formsOf(key)) trackOfWord[word] = i + 1;
  }
  const typed = new Set(
    units.flatMap((unit) => [...unit.typed].map((word) => vocabulary.find(word))),
  );
  const trackOf = new Map(stems.map((key, i) => [key, i]));

  return ({ tokens, starts, sectionsStart }) => {
    const found: Occurrence[][] = stems.map(() => []);
    let position = 0;
    for (let text = firstText; text < starts.length - 1; text++) {
      const row = text < sectionsStart ? 0 : ((text - sectionsStart) >> 1) + 1;
      const isHeading = isHeadingText(text, sectionsStart);
      const end = starts[text + 1] ?? 0;
      for (let i = starts[text] ?? 0; i < end; i++) {
        const token = tokens[i] ?? 0;
        const track = trackOfWord[token >> wordShift] ?? 0;
        if (track > 0) {
          const share = typed.has(token >> wordShift) ? 1 : otherFormShare;
          const weight = (isHeading ? 2 : 1) * ((token & isPart) === 0 ? share : share / 2);
          found[track - 1]?.push({ position, row, weight });
        }
        position += token & advances;
      }
      // The last word of a text and the first of the next are no neighbours.
      position++;
    }
    const rows = ((starts.length - 1 - sectionsStart) >> 1) + 1;
    const table = new Float64Array(rows * units.length);
    const counts = new Float64Array(units.length);
    const occurrencesOf = (key: string): Occurrence[] => found[trackOf.get(key) ?? -1] ?? [];
    const positions = units.map(({ stem, alternatives }, column) => {
      const all: number[] = [];
      const add = (occurrences: readonly Occurrence[], share: number): void => {
        for (const { position: at, row, weight } of occurrences) {
          all.push(at);
          const cell = row * units.length + column;
          table[cell] = (table[cell] ?? 0) + share * weight;
          counts[column] = (counts[column] ?? 0) + share * weight;
        }
      };
      add(occurrencesOf(stem), 1);
      for (const also of alternatives) add(inARow(also.map(occurrencesOf)), 1);
      return all;
    });
    return { table, rows, counts, positions };
  };
}

/** The occurrences of the first word that are followed by one of each of the others. */
function inARow([
  first = [],
  ...others
]: readonly (readonly Occurrence[])[]): readonly Occurrence[] {
  const places = others.map((each) => new Set(each.map(({ position }) => position)));
  return first.filter(({ position }) => places.every((at, i) => at.has(position + i + 1)));
}
