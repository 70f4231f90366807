import type { Matches } from './match-article.ts';
import { saturate, weightOf } from './score-words.ts';
import type { QueryUnit } from './understand-query.ts';

/** The best section's part in the score for words. */
export const sectionShare = 0.3;

/** In its heading, or again and again: more says nothing of where to look. */
const timesThatTell = 2;

export interface BestSection {
  readonly score: number;
  /**
   * The index of the first section that says as much of what was asked: those behind it go into the
   * details. Undefined when no section matched.
   */
  readonly section: number | undefined;
  /** For each unit: how often it stands there. */
  readonly sectionCounts: Float64Array;
}

/** From the words standing close together: BM25 over the sections, the best one counts. */
export function scoreSection(
  { table, rows, counts }: Matches,
  units: readonly QueryUnit[],
  relativeLengths: Float64Array,
): BestSection {
  const columns = units.length;
  const weights = units.map(weightOf);
  const says: number[] = [];
  let best = 0;
  let bestRow = 0;
  for (let row = 1; row < rows; row++) {
    let score = 0;
    let isHit = false;
    let said = 0;
    for (let column = 0; column < columns; column++) {
      if (counts[column] === 0) continue;
      const inside = table[row * columns + column] ?? 0;
      if (inside > 0) isHit = true;
      if (units[column]?.isTelling === true) {
        said += (weights[column] ?? 0) * Math.min(timesThatTell, inside);
      }
      // A section speaks of what the article's names speak of without repeating it.
      const count = inside + Math.min(1, table[column] ?? 0);
      score += (weights[column] ?? 0) * saturate(count, relativeLengths[row - 1] ?? 1);
    }
    says[row] = said;
    if (isHit && score > best) {
      best = score;
      bestRow = row;
    }
  }
  const least = says[bestRow] ?? 0;
  const row = least === 0 ? bestRow : says.findIndex((said) => said >= least);
  return {
    score: best,
    section: row === 0 ? undefined : row - 1,
    sectionCounts: table.slice(row * columns, (row + 1) * columns),
  };
}
