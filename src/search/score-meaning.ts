/** How near an article comes to a question in what the two mean. */
export interface ArticleNearness {
  /** The highest cosine of its passages. */
  readonly cosine: number;
  /** The section that passage is from; undefined when it speaks of the article as a whole. */
  readonly section: number | undefined;
}

/** What a question means beside the articles of the library; whoever has a model for that says it. */
export interface Nearness {
  /** By slug; an article that nothing is known of yet is not there. */
  readonly articles: ReadonlyMap<string, ArticleNearness>;
  /** Over these articles: what any of them is near to any question, and the nearest. */
  readonly mean: number;
  readonly highest: number;
}

/** Beside the best score that words give. Set on the shipped library and ADI: docs/meaning.md. */
const meaningShare = 0.7;
/** A word or two name a thing; from five words on a question has a meaning of its own. */
const wordsOfAMeaning = 5;
/** Where the words are as sure as this, what is meant has no more than a third of its say. */
const surestConfidence = 3;

/** So many articles are looked at for what they mean, whatever words they have. */
export const maxNear = 50;

/** What meaning may bring at most, in parts of the best score that words give. */
export function shareOfMeaning(askedWords: number, confidence: number): number {
  const length = Math.min(1, Math.max(0, askedWords - 1) / (wordsOfAMeaning - 1));
  return (meaningShare * length) / Math.min(surestConfidence, Math.max(1, confidence));
}

/** From 0 for an article that is as near as any to 1 for the nearest. */
export function nearnessOf({ articles, mean, highest }: Nearness, slug: string): number {
  const cosine = articles.get(slug)?.cosine;
  if (cosine === undefined || highest <= mean) return 0;
  return Math.max(0, (cosine - mean) / (highest - mean));
}

/** The slugs that come nearest, the nearest first. */
export function listNear({ articles }: Nearness): readonly string[] {
  return [...articles]
    .sort(([a, { cosine: one }], [b, { cosine: other }]) => other - one || (a < b ? -1 : 1))
    .slice(0, maxNear)
    .map(([slug]) => slug);
}
