import { inHeading, isPart, placesOf, positionShift, type ArticleWords } from './article-words.ts';
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

export type MatchArticle = (article: ArticleWords) => Matches;

interface Occurrence {
  readonly position: number;
  readonly row: number;
  readonly weight: number;
}

interface Form {
  readonly word: number;
  readonly share: number;
}

/** Reads article after article for one question. */
export function createMatcher(units: readonly QueryUnit[], vocabulary: Vocabulary): MatchArticle {
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

  return (article) => {
    const rows = article.sections.length + 1;
    const table = new Float64Array(rows * units.length);
    const counts = new Float64Array(units.length);
    const positions = wanted.map(({ forms, runs }, column) => {
      const found = forms.flatMap((form) => occurrencesOf(form, article));
      for (const run of runs) {
        found.push(
          ...inARow(run.map((each) => each.flatMap((form) => occurrencesOf(form, article)))),
        );
      }
      for (const { row, weight } of found) {
        const cell = row * units.length + column;
        table[cell] = (table[cell] ?? 0) + weight;
        counts[column] = (counts[column] ?? 0) + weight;
      }
      return found.map(({ position }) => position);
    });
    return { table, rows, counts, positions };
  };
}

function occurrencesOf({ word, share }: Form, article: ArticleWords): Occurrence[] {
  const occurrences: Occurrence[] = [];
  const { sections } = article;
  let row = 0;
  for (const place of placesOf(article, word)) {
    const position = place >> positionShift;
    while (row < sections.length && position >= (sections[row] ?? 0)) row++;
    const times = (place & inHeading) === 0 ? 1 : 2;
    const weight = (place & isPart) === 0 ? share * times : (share * times) / 2;
    occurrences.push({ position, row, weight });
  }
  return occurrences;
}

/** The occurrences of the first word that are followed by one of each of the others. */
function inARow([
  first = [],
  ...others
]: readonly (readonly Occurrence[])[]): readonly Occurrence[] {
  const places = others.map((each) => new Set(each.map(({ position }) => position)));
  return first.filter(({ position }) => places.every((at, i) => at.has(position + i + 1)));
}
