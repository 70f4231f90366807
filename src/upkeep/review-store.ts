/** What somebody said about an article when they were asked whether it still holds. */
export interface ReviewMark {
  readonly slug: string;
  readonly verdict: 'right' | 'needsWork' | 'notMine';
  /** A Slack user id. */
  readonly by: string;
  readonly at: number;
  /** The source of the file and its path within that, for whoever writes the day into it. */
  readonly source: string;
  readonly path: string;
  /** What the article said. */
  readonly fingerprint: string;
}

/** How often an article was shown in an answer, and how often it was the answer that leads. */
export interface ShownCount {
  readonly slug: string;
  readonly shown: number;
  readonly led: number;
}

/** One workspace's reviews. Every method is atomic. */
export interface ReviewStore {
  /** The latest of each verdict on each article. */
  listMarks(): Promise<readonly ReviewMark[]>;
  /** Keeps it in place of an earlier one with the same verdict; "right" ends "needs work". */
  putMark(mark: ReviewMark): Promise<void>;
  /** Adds to what was counted for a week, such as `2026-W48`. */
  addShown(week: string, counts: readonly ShownCount[]): Promise<void>;
  /** From a week to another, both included; those that led most first. */
  listShown(from: string, to: string): Promise<readonly ShownCount[]>;
  /** The first week for which anything was counted. */
  firstShownWeek(): Promise<string | undefined>;
}
