import type { CountTable, Sought } from './match-article.ts';

const togetherWeight = 0.5;

/** From words that were asked one right after the other standing so anywhere. */
export function scoreTogether(table: CountTable, { units, pairs }: Sought): number {
  let weight = 0;
  for (const [i, [a, b]] of pairs.entries()) {
    if ((table[units.length + i] ?? 0) === 0) continue;
    const [one, other] = [units[a]?.frequencyWeight ?? 0, units[b]?.frequencyWeight ?? 0];
    weight += Math.min(one, other);
  }
  return togetherWeight * weight;
}
