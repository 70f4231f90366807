import type { Claim, NewItem, Settlement } from './item.ts';

/** Whose it is to say something that somebody came with. */
export type Acceptance =
  | { readonly kind: 'ours'; readonly claim: Claim }
  /** Somebody came with it before. */
  | { readonly kind: 'known'; readonly standing: 'open' | 'sent' | 'uncertain' };

/** One workspace's outbox. Every method is atomic: all of it is on disk when it resolves, or none. */
export interface OutboxStore {
  /**
   * Writes an item down as ours until `until`, its first attempt begun. One that surely was not said
   * may be tried again by whoever comes with it; any other stays whose it is.
   */
  accept(item: NewItem, now: number, until: number): Promise<Acceptance>;
  /** Writes an item down to be said from `dueAt` on. False when its id is known: it is said once. */
  enqueue(item: NewItem, now: number): Promise<boolean>;
  /**
   * Takes the item of these kinds that has been ready longest, and makes it ours until
   * `now + leaseMs`; others may take it after that. Those with an id in `except` are left alone.
   */
  claimNext(
    now: number,
    leaseMs: number,
    kinds: readonly string[],
    except?: readonly string[],
  ): Promise<Claim | undefined>;
  /**
   * Writes that an attempt begins and what it will say, and renews the claim until `until`. False
   * when the claim is no longer ours: then nothing may be sent.
   */
  beginAttempt(claim: Claim, until: number, content: unknown): Promise<boolean>;
  /** Writes the outcome; does nothing and returns false when the claim is no longer ours. */
  settle(claim: Claim, settlement: Settlement, now: number): Promise<boolean>;
  /** Keeps everybody from what may be on its way to Slack right now, until then at least. */
  holdUnconfirmed(until: number): Promise<void>;
  /** When the next item after `now` will be ready, if nothing changes. */
  nextReadyAt(now: number): Promise<number | undefined>;
  /** The ids of what was said there. */
  listSent(recipientId: string): Promise<readonly string[]>;
}
