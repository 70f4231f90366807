import type { Ask, AskChange } from './ask.ts';
import type { Unanswered } from './group-gaps.ts';

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

/** What one workspace keeps for its upkeep. Every method is atomic. */
export interface UpkeepStore {
  /** Whether a person wants to be asked nothing. */
  isMuted(userId: string): Promise<boolean>;
  mute(userId: string, now: number): Promise<void>;
  unmute(userId: string): Promise<void>;
  /** Keeps a rating without who gave it. False when that person has rated that answer before. */
  rate(userId: string, rating: Rating, now: number): Promise<boolean>;
  /** How often each article did not help, by slug. */
  countUnhelpful(): Promise<ReadonlyMap<string, number>>;
  /** Keeps a question without who asked it, once for each person and week. */
  addUnanswered(userId: string, asked: Omit<Unanswered, 'person'>): Promise<void>;
  listUnanswered(): Promise<readonly Unanswered[]>;
  /** Writes down a question with what is said because of it. False when that person asked it before. */
  addAsk(plan: (id: string) => AskChange): Promise<boolean>;
  getAsk(id: string): Promise<Ask | undefined>;
  /** Decides again when somebody else was faster. Undefined when there was nothing to change. */
  changeAsk(
    id: string,
    now: number,
    decide: (ask: Ask) => AskChange | undefined,
  ): Promise<Ask | undefined>;
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
