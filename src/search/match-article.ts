import { findWord, positionShift, timesOf, type ArticleWords } from './article-words.ts';
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
  /** For each unit: the positions at which it stands. */
  readonly positions: readonly (readonly number[])[];
}

/** Reads article after article for one question. */
export interface Matcher {
  /** For each unit: how often it stands in the article, headings twice, inside identifiers half. */
  readonly count: (article: ArticleWords) => Float64Array;
  /** Where; takes several times as long. */
  readonly match: (article: ArticleWords) => Matches;
}

interface Form {
  readonly word: number;
  readonly share: number;
}

export function createMatcher(units: readonly QueryUnit[], vocabulary: Vocabulary): Matcher {
  const formsOf = (stem: string, typed: ReadonlySet<string>): Form[] =>
    vocabulary.formsOf(stem).map((word) => ({
      word,
      share: typed.has(vocabulary.words[word] ?? '') ? 1 : otherFormShare,
    }));
  const wanted = units.map(({ stem, typed, alternatives }) => ({
    forms: [stem, ...alternatives.flatMap((also) => (also.length === 1 ? also : []))].flatMap(
      (each) => formsOf(each, typed),
    ),
    runs: alternatives
      .filter((also) => also.length > 1)
      .map((also) => also.map((each) => formsOf(each, typed))),
  }));

  const countIn = (article: ArticleWords): Float64Array => {
    const counts = new Float64Array(units.length);
    for (const [column, { forms, runs }] of wanted.entries()) {
      let sum = 0;
      for (const { word, share } of forms) {
        const at = findWord(article, word);
        if (at !== undefined) sum += share * (article.counts[at] ?? 0);
      }
      for (const run of runs) visitRun(run, article, (_position, _row, weight) => (sum += weight));
      counts[column] = sum;
    }
    return counts;
  };
  const match = (article: ArticleWords): Matches => {
    const rows = article.sections.length + 1;
    const table = new Float64Array(rows * units.length);
    const positions: number[][] = units.map(() => []);
    for (const [column, { forms, runs }] of wanted.entries()) {
      const count = (position: number, row: number, weight: number): void => {
        const cell = row * units.length + column;
        table[cell] = (table[cell] ?? 0) + weight;
        positions[column]?.push(position);
      };
      for (const form of forms) visit(form, article, count);
      for (const run of runs) visitRun(run, article, count);
    }
    return { table, rows, positions };
  };
  return { count: countIn, match };
}

type Visit = (position: number, row: number, weight: number) => void;

/** Visits each place of a form. */
function visit({ word, share }: Form, article: ArticleWords, count: Visit): void {
  const at = findWord(article, word);
  if (at === undefined) return;
  const { sections, places, starts } = article;
  const end = starts[at + 1] ?? 0;
  let row = 0;
  for (let i = starts[at] ?? 0; i < end; i++) {
    const place = places[i] ?? 0;
    const position = place >> positionShift;
    while (row < sections.length && position >= (sections[row] ?? 0)) row++;
    count(position, row, share * timesOf(place));
  }
}

/** Visits the places of the first of several words where the others follow, one after the other. */
function visitRun(
  [first = [], ...others]: readonly (readonly Form[])[],
  article: ArticleWords,
  count: Visit,
): void {
  const following = others.map((forms) => {
    const found = new Set<number>();
    for (const form of forms) visit(form, article, (position) => found.add(position));
    return found;
  });
  if (following.some(({ size }) => size === 0)) return;
  for (const form of first) {
    visit(form, article, (position, row, weight) => {
      if (following.every((found, i) => found.has(position + i + 1))) count(position, row, weight);
    });
  }
}
