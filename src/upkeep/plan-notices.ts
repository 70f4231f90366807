import type { Article } from '../content/article.ts';
import type { Contact } from '../outbox/item.ts';
import type { OutboxStore } from '../outbox/outbox-store.ts';
import { nextDecentTime } from './decide-asking.ts';
import type { DueArticle, ReviewBook } from './review-book.ts';

/** Who is asked about an article; undefined when nobody can be. Throws when that can't be told now. */
export type ContactOf = (article: Article) => Promise<Contact | undefined>;

export interface PlanNoticesDeps {
  readonly book: Pick<ReviewBook, 'listDue'>;
  readonly library: () => { readonly articles: readonly Article[] };
  readonly contactOf: ContactOf;
  /** Takes in what people have said. */
  readonly refresh: () => Promise<void>;
  readonly store: Pick<OutboxStore, 'enqueue'>;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** The kind of the monthly message to an owner. */
export const noticeKind = 'review';

/**
 * Gives everybody who owns something that is due their message of this month. What it holds is
 * decided when it is said, and who is asked when: here a row is written, the same for everybody.
 */
export async function planNotices(deps: PlanNoticesDeps): Promise<void> {
  const { book, library, contactOf, refresh, store, now } = deps;
  await refresh();
  const at = now();
  const month = new Date(at).toISOString().slice(0, 7);
  const contacts = new Map<string, Contact>();
  for (const { article } of book.listDue(library().articles)) {
    // One that can't be told now is asked about in the next round.
    const contact = await contactOf(article).catch(() => undefined);
    if (contact !== undefined) contacts.set(contact.id, contact);
  }
  for (const recipient of contacts.values()) {
    // A person's own hours are looked up before it is said.
    const dueAt = recipient.kind === 'channel' ? nextDecentTime(at, undefined) : at;
    const id = `${noticeKind}:${recipient.id}:${month}`;
    await store.enqueue({ id, kind: noticeKind, recipient, about: {}, dueAt }, at);
  }
}

/** What this contact is to be asked about, the longest due first. Throws when that can't be told now. */
export async function listDueFor(
  contact: Contact,
  due: readonly DueArticle[],
  contactOf: ContactOf,
): Promise<readonly DueArticle[]> {
  const contacts = await Promise.allSettled(due.map(({ article }) => contactOf(article)));
  const theirs = due.filter((_, index) => {
    const found = contacts[index];
    return found?.status === 'fulfilled' && found.value?.id === contact.id;
  });
  const failed = contacts.find(({ status }) => status === 'rejected');
  // Nobody may be told that nothing is due because Slack was away.
  if (theirs.length === 0 && failed?.status === 'rejected') throw failed.reason;
  return theirs;
}
