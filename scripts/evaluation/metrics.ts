/** How relevant each document is to a question; what is not in it is not relevant. */
export type Relevance = ReadonlyMap<string, number>;

/**
 * Normalised discounted cumulative gain over the first `k`, as trec_eval computes it: linear gain,
 * discount log2(rank + 1), against the best order possible. 0 when nothing is relevant.
 */
export function ndcg(ranked: readonly string[], relevance: Relevance, k: number): number {
  const ideal = [...relevance.values()].sort((a, b) => b - a);
  const best = discounted(ideal.slice(0, k));
  return best === 0 ? 0 : discounted(ranked.slice(0, k).map((id) => relevance.get(id) ?? 0)) / best;
}

function discounted(gains: readonly number[]): number {
  return gains.reduce((sum, gain, i) => sum + Math.max(0, gain) / Math.log2(i + 2), 0);
}

/** One over the rank of the first relevant document within the first `k`, else 0. */
export function reciprocalRank(ranked: readonly string[], relevance: Relevance, k: number): number {
  const index = ranked.slice(0, k).findIndex((id) => isRelevant(id, relevance));
  return index === -1 ? 0 : 1 / (index + 1);
}

/** The share of the relevant documents that is within the first `k`; 0 when nothing is relevant. */
export function recall(ranked: readonly string[], relevance: Relevance, k: number): number {
  const all = [...relevance.values()].filter((grade) => grade > 0).length;
  const found = ranked.slice(0, k).filter((id) => isRelevant(id, relevance)).length;
  return all === 0 ? 0 : found / all;
}

/** 1 when a relevant document is within the first `k`, else 0. */
export function success(ranked: readonly string[], relevance: Relevance, k: number): number {
  return ranked.slice(0, k).some((id) => isRelevant(id, relevance)) ? 1 : 0;
}

function isRelevant(id: string, relevance: Relevance): boolean {
  return (relevance.get(id) ?? 0) > 0;
}
