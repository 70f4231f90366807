import type { NewItem } from '../outbox/item.ts';
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
  /** Writes an item down to be said from its hour on. False when its id is known. */
  enqueue(item: NewItem, now: number): Promise<boolean>;
}
