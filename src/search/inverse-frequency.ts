/** How much a word tells that stands in `found` of `total` articles; never below 0. */
export function inverseFrequency(total: number, found: number): number {
  return Math.log(1 + (total - found + 0.5) / (found + 0.5));
}
