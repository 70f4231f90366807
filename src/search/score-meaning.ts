/** How near an article comes to a question in what the two mean. */
export interface ArticleNearness {
  /** Between the highest cosine of its passages and the mean of its best three. */
  readonly cosine: number;
  /** The section the nearest passage is from; undefined when it speaks of the article as a whole. */
  readonly section: number | undefined;
  /** How many words of that section stand before the nearest passage. */
  readonly from: number;
}

/** What a question means beside the articles of the library; whoever has a model for that says it. */
export interface Nearness {
  /** By slug; an article that nothing is known of yet is not there. */
  readonly articles: ReadonlyMap<string, ArticleNearness>;
  /** Over these articles: what any of them is near to this question. */
  readonly mean: number;
}

/** Beside the best score that words give. How it was set: docs/meaning.md. */
const meaningShare = 3;
/** A word or two name a thing; from five words on a question has a meaning of its own. */
const wordsOfAMeaning = 5;
/** Where the words are as sure as this, what is meant has no more than a third of its say. */
const surestConfidence = 3;

/** So many articles are looked at for what they mean, whatever words they have. */
export const maxNear = 50;

/**
 * What meaning would bring to the same text, in parts of the best score that words give.
 *
 * @param lacking the part of what was asked that the first by words lacks: all of it doubles this
 */
export function shareOfMeaning(askedWords: number, confidence: number, lacking: number): number {
  const length = Math.min(1, Math.max(0, askedWords - 1) / (wordsOfAMeaning - 1));
  const sureness = Math.min(surestConfidence, Math.max(1, confidence));
  return (meaningShare * length * (1 + lacking)) / sureness;
}

/**
 * From 0 for an article that is as near as any to 1 for the same text. Whatever the model, this
 * says the same of an article that has to do with the question.
 */
export function nearnessOf({ articles, mean }: Nearness, slug: string): number {
  const cosine = articles.get(slug)?.cosine;
  return cosine === undefined || mean >= 1 ? 0 : Math.max(0, (cosine - mean) / (1 - mean));
}

/** The slugs that come nearest, the nearest first. */
export function listNear({ articles }: Nearness): readonly string[] {
  return [...articles]
    .sort(([a, { cosine: one }], [b, { cosine: other }]) => other - one || (a < b ? -1 : 1))
    .slice(0, maxNear)
    .map(([slug]) => slug);
}
