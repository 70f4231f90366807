import { countSections, visitWords, type ArticleWords } from './article-words.ts';
import { otherFormShare, type OtherName, type QueryUnit } from './understand-query.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Where the words of a question stand in an article. */
export interface Matches {
  /**
   * One row for each section after a first for what stands before them, one column for each unit:
   * how often it stands there, headings twice, parts of an identifier half.
   */
  readonly table: Float64Array;
  readonly rows: number;
  /** For each unit: how often it stands in the article. */
  readonly counts: Float64Array;
  /** For each row: how many words it has, counted alike. */
  readonly lengths: Float64Array;
  /** For each unit: the positions at which it stands. */
  readonly positions: readonly (readonly number[])[];
}

/** What is looked for, by word: for which unit, and for how much of it. */
export interface Asked {
  readonly byWord: ReadonlyMap<number, readonly { column: number; share: number }[]>;
  /** By word; several times as fast to look up. */
  readonly isAsked: Uint8Array;
  /** Other names of several words for a unit; each of their words has a column of its own. */
  readonly runs: readonly (OtherName & { column: number; from: number })[];
  readonly columns: number;
}

/** The word as typed, another form of it, or another name for it. */
export function readAsked(units: readonly QueryUnit[], vocabulary: Vocabulary): Asked {
  const byWord = new Map<number, { column: number; share: number }[]>();
  const isAsked = new Uint8Array(vocabulary.words.length);
  const runs: (OtherName & { column: number; from: number })[] = [];
  let columns = units.length;
  for (const [unit, { stem, typed, alternatives }] of units.entries()) {
    const ask = (asked: string, column: number, other: number): void => {
      for (const word of vocabulary.formsOf(asked)) {
        const share = typed.has(vocabulary.words[word] ?? '') ? 1 : other;
        byWord.set(word, [...(byWord.get(word) ?? []), { column, share }]);
        isAsked[word] = 1;
      }
    };
    ask(stem, unit, otherFormShare);
    for (const { stems, share } of alternatives) {
      if (stems.length > 1) runs.push({ column: unit, from: columns, stems, share });
      for (const each of stems) ask(each, stems.length > 1 ? columns++ : unit, share);
    }
  }
  return { byWord, isAsked, runs, columns };
}

export function matchArticle(
  article: ArticleWords,
  units: readonly QueryUnit[],
  { byWord, isAsked, runs, columns }: Asked,
): Matches {
  const rows = countSections(article) + 1;
  const table = new Float64Array(rows * units.length);
  const counts = new Float64Array(units.length);
  const lengths = new Float64Array(rows);
  const places: { position: number; row: number; weight: number }[][] = [];
  for (let column = 0; column < columns; column++) places.push([]);
  visitWords(article, (word, position, row, times) => {
    lengths[row] = (lengths[row] ?? 0) + times;
    if (isAsked[word] !== 1) return;
    for (const { column, share } of byWord.get(word) ?? []) {
      places[column]?.push({ position, row, weight: share * times });
    }
  });
  for (const { column, from, stems } of runs) {
    const [first = [], ...others] = places.slice(from, from + stems.length);
    const following = others.map((each) => new Set(each.map(({ position }) => position)));
    const found = first.filter(({ position }) =>
      following.every((positions, i) => positions.has(position + i + 1)),
    );
    places[column]?.push(...found);
  }
  const positions = places.slice(0, units.length).map((found, column) => {
    for (const { row, weight } of found) {
      const cell = row * units.length + column;
      table[cell] = (table[cell] ?? 0) + weight;
      counts[column] = (counts[column] ?? 0) + weight;
    }
    return found.map(({ position }) => position);
  });
  return { table, rows, counts, lengths, positions };
}
