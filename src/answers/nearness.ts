/** How near an article comes to a question in what the two mean. */
export interface ArticleNearness {
  /** From 0 for what is as near as any article to 1 for the same text, whatever the model. */
  readonly nearness: number;
  /** The section the nearest passage is from; undefined when it speaks of the article as a whole. */
  readonly section: number | undefined;
  /** How many words of that section stand before the nearest passage. */
  readonly from: number;
}

/**
 * What a question means beside the articles of the library, by their slugs, the nearest first; one
 * that nothing is known of yet is not there. Whoever has a model for that says it.
 */
export type Nearness = ReadonlyMap<string, ArticleNearness>;
