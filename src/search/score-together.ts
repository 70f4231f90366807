import { placesInARow, type Matches } from './match-article.ts';
import type { UnderstoodQuery } from './understand-query.ts';

const togetherWeight = 0.5;

/** From words that were asked one right after the other standing so anywhere. */
export function scoreTogether(
  { places }: Matches,
  { units, pairs }: Pick<UnderstoodQuery, 'units' | 'pairs'>,
): number {
  const standing = pairs.filter(
    ([a, b]) => placesInARow([places[a] ?? [], places[b] ?? []]).length > 0,
  );
  const weights = standing.map((pair) =>
    Math.min(...pair.map((unit) => units[unit]?.frequencyWeight ?? 0)),
  );
  return togetherWeight * weights.reduce((sum, weight) => sum + weight, 0);
}
