import type { Item } from './item.ts';

/** `reason` is a short code for the log and the history, such as Slack's error code. */
export type SendOutcome =
  | { readonly kind: 'sent'; readonly messageTs: string }
  /** Certainly not sent; worth trying again, not before `afterMs` when that is given. */
  | { readonly kind: 'retry'; readonly reason: string; readonly afterMs?: number }
  /** It may have been sent. */
  | { readonly kind: 'unknown'; readonly reason: string }
  /** Certainly not sent, and not before the channel is mended. */
  | { readonly kind: 'closed'; readonly reason: string }
  /** Certainly not sent: the message itself is refused. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** Certainly not sent, nor will anything be: the installation has to be mended. */
  | { readonly kind: 'tokenGone'; readonly reason: string };

export type FindOutcome =
  | { readonly kind: 'found'; readonly messageTs: string }
  | { readonly kind: 'notFound' }
  /** Nobody will let us look. */
  | { readonly kind: 'unreadable'; readonly reason: string }
  /** Not now. */
  | { readonly kind: 'retry'; readonly reason: string; readonly afterMs?: number }
  | { readonly kind: 'tokenGone'; readonly reason: string };

/** What the outbox needs of Slack. Nothing here throws for what Slack or the network does. */
export interface Sender<Message> {
  /**
   * Makes one attempt, without any retries of its own, within half a minute of `notAfter`. When that
   * has passed by the time it would begin, somebody else may be sending this: it answers `retry`.
   */
  send(item: Item, message: Message, notAfter: number): Promise<SendOutcome>;
  /** Looks for what an attempt at or after `since` may have left behind. */
  find(item: Item, since: number): Promise<FindOutcome>;
  /** Whether the installation works; undefined when that cannot be told now. */
  checkToken(): Promise<{ readonly works: boolean; readonly reason: string } | undefined>;
}
