import type { Matches } from './match-article.ts';
import { scoreWords, weightOf } from './score-words.ts';
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
  readonly sectionCounts: readonly number[];
}

/** From the words standing close together: BM25 over the sections, the best one counts. */
export function scoreSection(
  { rows: [about = [], ...sections] }: Pick<Matches, 'rows'>,
  units: readonly QueryUnit[],
  relativeLengths: readonly number[],
): BestSection {
  const weights = units.map(weightOf);
  // A section speaks of what the article's names speak of without repeating it.
  const context = about.map((count) => Math.min(1, count));
  const scores = sections.map((counts, i) => {
    const isHit = counts.some((count) => count > 0);
    const inContext = counts.map((count, unit) => count + (context[unit] ?? 0));
    return isHit ? scoreWords(inContext, weights, relativeLengths[i] ?? 1) : 0;
  });
  const score = Math.max(0, ...scores);
  if (score === 0) return { score, section: undefined, sectionCounts: about };
  const said = (counts: readonly number[]): number =>
    counts.reduce((sum, count, unit) => {
      const weight = units[unit]?.isTelling === true ? (weights[unit] ?? 0) : 0;
      return sum + weight * Math.min(timesThatTell, count);
    }, 0);
  const best = scores.indexOf(score);
  const least = said(sections[best] ?? []);
  const section = least === 0 ? best : sections.findIndex((counts) => said(counts) >= least);
  return { score, section, sectionCounts: sections[section] ?? [] };
}
