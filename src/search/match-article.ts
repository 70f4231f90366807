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
  /** For each unit: the positions at which it stands. */
  readonly positions: readonly (readonly number[])[];
}

export type MatchArticle = (article: ArticleTokens) => Matches;

/** A stem that is looked for, by itself or in a run that is another name. */
interface Track {
  /** The units for which it counts by itself. */
  readonly columns: number[];
  /** Where it stands, for the runs it is a part of. */
  readonly isInRun: boolean;
  found: Occurrence[];
}

interface Occurrence {
  readonly position: number;
  readonly row: number;
  readonly weight: number;
}

/** Reads article after article for one question. */
export function createMatcher(units: readonly QueryUnit[], vocabulary: Vocabulary): MatchArticle {
  const runs = units.flatMap(({ alternatives }, column) =>
    alternatives.filter((also) => also.length > 1).map((also) => ({ column, also })),
  );
  const inRuns = new Set(runs.flatMap(({ also }) => also));
  const tracks = new Map<string, Track>();
  const track = (stem: string): Track => {
    const known = tracks.get(stem) ?? { columns: [], isInRun: inRuns.has(stem), found: [] };
    tracks.set(stem, known);
    return known;
  };
  for (const [column, { stem, alternatives }] of units.entries()) {
    for (const [single, ...more] of [[stem], ...alternatives]) {
      if (single !== undefined && more.length === 0) track(single).columns.push(column);
    }
  }
  for (const stem of inRuns) track(stem);
  const all = [...tracks.values()];
  // For each word of the library: 0, or the number of its track counted from 1.
  const trackOfWord = new Int16Array(vocabulary.words.length);
  for (const [i, stem] of [...tracks.keys()].entries()) {
    for (const word of vocabulary.formsOf(stem)) trackOfWord[word] = i + 1;
  }
  const typed = new Set(
    units.flatMap((unit) => [...unit.typed].map((word) => vocabulary.find(word))),
  );

  return ({ tokens, starts, sectionsStart }) => {
    const rows = ((starts.length - 1 - sectionsStart) >> 1) + 1;
    const table = new Float64Array(rows * units.length);
    const counts = new Float64Array(units.length);
    const positions: number[][] = units.map(() => []);
    const count = (column: number, { position, row, weight }: Occurrence): void => {
      const cell = row * units.length + column;
      table[cell] = (table[cell] ?? 0) + weight;
      counts[column] = (counts[column] ?? 0) + weight;
      positions[column]?.push(position);
    };
    for (const each of all) if (each.isInRun) each.found = [];
    let position = 0;
    for (let text = firstText; text < starts.length - 1; text++) {
      const row = text < sectionsStart ? 0 : ((text - sectionsStart) >> 1) + 1;
      const times = isHeadingText(text, sectionsStart) ? 2 : 1;
      const end = starts[text + 1] ?? 0;
      for (let i = starts[text] ?? 0; i < end; i++) {
        const token = tokens[i] ?? 0;
        const number = trackOfWord[token >> wordShift] ?? 0;
        if (number > 0) {
          const share = typed.has(token >> wordShift) ? times : times * otherFormShare;
          const weight = (token & isPart) === 0 ? share : share / 2;
          const occurrence = { position, row, weight };
          const found = all[number - 1];
          if (found?.isInRun === true) found.found.push(occurrence);
          for (const column of found?.columns ?? []) count(column, occurrence);
        }
        position += token & advances;
      }
      // The last word of a text and the first of the next are no neighbours.
      position++;
    }
    for (const { column, also } of runs) {
      const found = also.map((stem) => tracks.get(stem)?.found ?? []);
      for (const occurrence of inARow(found)) count(column, occurrence);
    }
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
