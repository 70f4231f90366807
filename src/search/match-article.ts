import {
  firstText,
  placeOf,
  stays,
  timesOf,
  wordShift,
  type ArticleWords,
} from './article-words.ts';
import { weightOf } from './score-words.ts';
import type { Form, Name, QueryUnit, UnderstoodQuery } from './understand-query.ts';
import type { Vocabulary } from '../analysis/vocabulary.ts';

/** A question as articles are read for it. */
export interface Sought {
  readonly units: readonly QueryUnit[];
  /** How much each unit can bring. */
  readonly weights: readonly number[];
  /** Those asked for one right after the other: the places of the two units. */
  readonly pairs: UnderstoodQuery['pairs'];
  /** For each word of the library whether it is looked for: many times as fast to look up as in a map. */
  readonly isAsked: Uint8Array;
  /** What a word may be the beginning of. */
  readonly meant: ReadonlyMap<number, readonly Meant[]>;
}

interface Meant {
  /** The place of a unit, or of a pair behind all units. */
  readonly column: number;
  readonly share: number;
  /** What must stand right behind the word. */
  readonly behind: Name['forms'];
}

/**
 * How often each unit, then each pair, stands in an article: headings twice, parts of an identifier
 * half, other forms and names for less. A row of these for the article, one for what stands before
 * its sections, one for each section.
 */
export type CountTable = Float64Array;

export function seek({ units, pairs }: UnderstoodQuery, vocabulary: Vocabulary): Sought {
  const isAsked = new Uint8Array(vocabulary.words.length);
  const meant = new Map<number, Meant[]>();
  const add = (column: number, [first = [], ...behind]: Name['forms']): void => {
    for (const { word } of behind.flat()) isAsked[word] = 1;
    for (const { word, share } of first) {
      isAsked[word] = 1;
      meant.set(word, [...(meant.get(word) ?? []), { column, share, behind }]);
    }
  };
  const namesOf = (unit: number): readonly Name[] => units[unit]?.names ?? [];
  for (const column of units.keys()) {
    for (const { forms } of namesOf(column)) add(column, forms);
  }
  for (const [i, [a, b]] of pairs.entries()) {
    const single = namesOf(a).filter(({ forms }) => forms.length === 1);
    for (const { forms } of single) {
      for (const next of namesOf(b)) add(units.length + i, [...forms, ...next.forms]);
    }
  }
  return { units, weights: units.map(weightOf), pairs, isAsked, meant };
}

export function matchArticle(
  { tokens, starts, sectionsStart, lengths }: ArticleWords,
  { units, pairs, isAsked, meant }: Sought,
): CountTable {
  const columns = units.length + pairs.length;
  const table = new Float64Array((1 + lengths.length) * columns);
  let text = 0;
  for (const i of findAsked(tokens, isAsked)) {
    while (i >= (starts[text + 1] ?? 0)) text++;
    if (text < firstText) continue;
    const token = tokens[i] ?? 0;
    const { row, times } = placeOf(text, sectionsStart);
    for (const { column, share, behind } of meant.get(token >> wordShift) ?? []) {
      if (!standBehind(behind, tokens, i, starts[text + 1] ?? 0)) continue;
      const count = share * timesOf(token, times);
      const inRow = (1 + row) * columns + column;
      table[column] = (table[column] ?? 0) + count;
      table[inRow] = (table[inRow] ?? 0) + count;
    }
  }
  return table;
}

/** Where words stand that are looked for. Most of the time of a question goes by here. */
function findAsked(tokens: Int32Array, isAsked: Uint8Array): readonly number[] {
  const found: number[] = [];
  const { length } = tokens;
  for (let i = 0; i < length; i++) {
    if (isAsked[(tokens[i] ?? 0) >>> wordShift] === 1) found.push(i);
  }
  return found;
}

/** Whether these stand behind token `i` of a text that ends before `end`, each at the next place. */
function standBehind(row: Name['forms'], tokens: Int32Array, i: number, end: number): boolean {
  const isShared = (at: number): boolean => ((tokens[at] ?? 0) & stays) !== 0;
  const isOneOf = (forms: readonly Form[], at: number): boolean =>
    at < end && forms.some(({ word }) => word === (tokens[at] ?? 0) >> wordShift);
  let at = i;
  for (const forms of row) {
    while (isShared(at)) at++;
    at++;
    while (!isOneOf(forms, at) && isShared(at)) at++;
    if (!isOneOf(forms, at)) return false;
  }
  return true;
}
