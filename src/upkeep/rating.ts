export const unhelpfulReasons = ['wrongArticle', 'outOfDate', 'notAsked'] as const;
export type UnhelpfulReason = (typeof unhelpfulReasons)[number];

/** What one person says of one answer. */
export interface Rating {
  /** Names the question and the article that was shown for it. */
  readonly answer: string;
  readonly slug: string;
  readonly helpful: boolean;
  readonly reason?: UnhelpfulReason;
  /** A line of their own words. */
  readonly note?: string;
}
