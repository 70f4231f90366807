import type { Contact } from '../../outbox/item.ts';
import type { ContactOf } from '../../upkeep/plan-notices.ts';
import type { ReviewBook } from '../../upkeep/review-book.ts';
import type { SlackDeps } from '../app/feature.ts';

/** Who looks after a topic, as it is configured. */
export type TopicOwners = ReadonlyMap<string, Contact>;

/** What everything about upkeep is built with. */
export interface UpkeepDeps extends SlackDeps {
  readonly book: ReviewBook;
  readonly contactOf: ContactOf;
  readonly topicOwners: TopicOwners;
}
