import type { CountTable, Sought } from './match-article.ts';
import { scoreWords } from './score-words.ts';

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
}

/**
 * From the words standing close together: BM25 over the sections, the best one counts.
 *
 * @param relativeLengths those of the sections
 */
export function scoreSection(
  table: CountTable,
  { units, weights, pairs }: Pick<Sought, 'units' | 'weights' | 'pairs'>,
  relativeLengths: readonly number[],
): BestSection {
  const columns = units.length + pairs.length;
  const inContext = new Float64Array(units.length);
  let [score, best] = [0, -1];
  for (let section = 0; section < relativeLengths.length; section++) {
    const row = (2 + section) * columns;
    let isHit = false;
    for (let unit = 0; unit < units.length; unit++) {
      const count = table[row + unit] ?? 0;
      isHit ||= count > 0;
      // A section speaks of what the article's names speak of without repeating it.
      inContext[unit] = count + Math.min(1, table[columns + unit] ?? 0);
    }
    const own = isHit ? scoreWords(inContext, weights, relativeLengths[section] ?? 1) : 0;
    if (own > score) [score, best] = [own, section];
  }
  if (best < 0) return { score, section: undefined };
  const saidIn = (section: number): number => {
    const row = (2 + section) * columns;
    let said = 0;
    for (let unit = 0; unit < units.length; unit++) {
      if (units[unit]?.isTelling !== true) continue;
      said += (weights[unit] ?? 0) * Math.min(timesThatTell, table[row + unit] ?? 0);
    }
    return said;
  };
  const least = saidIn(best);
  const first = relativeLengths.findIndex((_, section) => saidIn(section) >= least);
  return { score, section: least === 0 ? best : first };
}
