import type { Matches } from './match-article.ts';
import type { UnderstoodQuery } from './understand-query.ts';

const togetherWeight = 0.5;

/** From words that were asked one right after the other standing so anywhere. */
export function scoreTogether(
  { positions }: Matches,
  { units, pairs }: Pick<UnderstoodQuery, 'units' | 'pairs'>,
): number {
  let sum = 0;
  for (const [a, b] of pairs) {
    if (!standTogether(positions[a] ?? [], positions[b] ?? [])) continue;
    sum += Math.min(units[a]?.frequencyWeight ?? 0, units[b]?.frequencyWeight ?? 0);
  }
  return togetherWeight * sum;
}

/** True when somewhere a position of `b` follows right after one of `a`. */
function standTogether(a: readonly number[], b: readonly number[]): boolean {
  const after = new Set(b);
  return a.some((position) => after.has(position + 1));
}
