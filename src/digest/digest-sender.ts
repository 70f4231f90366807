import type { Digest } from './build-digest.ts';
import type { Notice, Recipient } from './delivery.ts';
import type { StopReason } from './subscription.ts';

/** What is sent, under the id by which it can be found again. */
export type Outgoing = { readonly id: string; readonly recipient: Recipient } & (
  | { readonly kind: 'digest'; readonly digest: Digest }
  | { readonly kind: 'notice'; readonly notice: Notice }
);

/** `reason` is a short code for the log and the history, such as Slack's error code. */
export type SendOutcome =
  | { readonly kind: 'sent'; readonly messageTs: string }
  /** Certainly not sent; worth trying again, not before `afterMs` when that is given. */
  | { readonly kind: 'retry'; readonly reason: string; readonly afterMs?: number }
  /** It may have been sent. */
  | { readonly kind: 'unknown'; readonly reason: string }
  /** Certainly not sent, and not before the channel is mended. */
  | { readonly kind: 'stopped'; readonly reason: StopReason }
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

/** What digests need of Slack. Nothing here throws for what Slack or the network does. */
export interface DigestSender {
  /**
   * Makes one attempt, without any retries of its own, within half a minute of `notAfter`. When that
   * has passed by the time it would begin, somebody else may be sending this: it answers `retry`.
   */
  send(message: Outgoing, notAfter: number): Promise<SendOutcome>;
  /** Looks for what an attempt at or after `since` may have left behind. */
  find(message: Pick<Outgoing, 'id' | 'recipient'>, since: number): Promise<FindOutcome>;
  /** Whether the installation works; undefined when that cannot be told now. */
  checkToken(): Promise<{ readonly works: boolean; readonly reason: string } | undefined>;
  /** Whether what had stopped messages to a channel is mended. False when that cannot be told. */
  isMended(channelId: string, reason: StopReason): Promise<boolean>;
}
