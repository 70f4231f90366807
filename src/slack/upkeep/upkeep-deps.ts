import type { Library } from '../../answers/library.ts';
import type { Contact } from '../../outbox/item.ts';
import type { OutboxStore } from '../../outbox/outbox-store.ts';
import type { ContactOf } from '../../upkeep/plan-notices.ts';
import type { ReviewBook } from '../../upkeep/review-book.ts';
import type { UpkeepStore } from '../../upkeep/upkeep-store.ts';
import type { Answerer } from '../ask/answer-request.ts';
import type { LookUpSight } from '../receive/sight.ts';
import type { IsEditor, Workspace } from '../receive/workspace.ts';
import type { LinkTo } from '../reply/article-links.ts';

/** Who looks after a topic, as it is configured. */
export type TopicOwners = ReadonlyMap<string, Contact>;

/** What everything about upkeep is built with. */
export interface UpkeepDeps {
  readonly store: UpkeepStore & Pick<OutboxStore, 'enqueue'>;
  readonly workspace: Workspace;
  readonly library: () => Library;
  readonly book: ReviewBook;
  readonly answerer: Answerer;
  readonly contactOf: ContactOf;
  readonly isEditor: IsEditor;
  readonly topicOwners: TopicOwners;
  readonly lookUpSight: LookUpSight;
  readonly linkTo: LinkTo;
  /** The slash command people type. */
  readonly command: string;
  /** Something is to be said. */
  readonly wake: () => void;
  /** Epoch milliseconds. */
  readonly now: () => number;
}
