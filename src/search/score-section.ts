import type { Matches } from './match-article.ts';
import { saturate, weightOf } from './score-words.ts';
import type { QueryUnit } from './understand-query.ts';

/** The best section's part in the score for words. */
export const sectionShare = 0.3;

export interface BestSection {
  readonly score: number;
  /** Its index in the article; undefined when no section matched. */
  readonly section: number | undefined;
  /** For each unit: how often it stands there. */
  readonly sectionCounts: Float64Array;
}

/** From the words standing close together: BM25 over the sections, the best one counts. */
export function scoreSection(
  { table, rows }: Matches,
  counts: Float64Array,
  units: readonly QueryUnit[],
  relativeLengths: Float32Array,
): BestSection {
  const columns = units.length;
  const weights = units.map(weightOf);
  let best = 0;
  let bestRow = 0;
  for (let row = 1; row < rows; row++) {
    let score = 0;
    let isHit = false;
    for (let column = 0; column < columns; column++) {
      if (counts[column] === 0) continue;
      const inside = table[row * columns + column] ?? 0;
      if (inside > 0) isHit = true;
      // A section speaks of what the article's names speak of without repeating it.
      const count = inside + Math.min(1, table[column] ?? 0);
      score += (weights[column] ?? 0) * saturate(count, relativeLengths[row - 1] ?? 1);
    }
    if (isHit && score > best) {
      best = score;
      bestRow = row;
    }
  }
  return {
    score: best,
    section: bestRow === 0 ? undefined : bestRow - 1,
    sectionCounts: table.slice(bestRow * columns, (bestRow + 1) * columns),
  };
}
