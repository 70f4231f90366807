/** Whom Slack can reach: a person, or a channel. */
export interface Contact {
  readonly kind: 'channel' | 'user';
  readonly id: string;
}

export interface Recipient {
  /** `answer` stands for the private answer whose buttons alone lead to where it is said. */
  readonly kind: Contact['kind'] | 'answer';
  readonly id: string;
  /** The thread in that channel. */
  readonly threadTs?: string | undefined;
}

/** Something to be said once in Slack. */
export interface NewItem {
  /**
   * The same for the same thing, whoever comes with it: it is said once. In the message's metadata,
   * where any member can read it.
   */
  readonly id: string;
  /** Who puts it into words. Where many are ready, kinds take turns in falling order of the alphabet. */
  readonly kind: string;
  readonly recipient: Recipient;
  /** What it is about, as its kind understands it; kept as JSON. */
  readonly about: unknown;
  /** When it is to be said, in epoch milliseconds; it is given up a day later, or when its kind says. */
  readonly dueAt: number;
}

export interface Item extends NewItem {
  /** Attempts begun. */
  readonly attempts: number;
  /** An attempt was begun and nobody knows what became of it: look before saying it again. */
  readonly unconfirmed: boolean;
  /** Why the last attempt came to nothing. */
  readonly lastReason: string | undefined;
}

/** An item that is ours for the time of a lease. `token` proves it: a later claim has another one. */
export interface Claim {
  readonly item: Item;
  readonly token: string;
}

/** What one attempt, or the decision against one, makes of an item. */
export type Settlement =
  | { readonly kind: 'sent'; readonly messageTs: string }
  /** There was nothing to say. */
  | { readonly kind: 'skipped'; readonly content: unknown }
  /** It was more than a day late before anything was tried. */
  | { readonly kind: 'missed'; readonly reason: string }
  /** It may have been said; nobody can look, so it is not said again. */
  | { readonly kind: 'uncertain'; readonly reason: string }
  /** Certainly not said, and not tried again by itself. */
  | { readonly kind: 'failed'; readonly reason: string }
  /** Nobody wants it any more. */
  | { readonly kind: 'cancelled'; readonly reason: string }
  /** To be tried again. */
  | {
      readonly kind: 'later';
      readonly availableAt: number;
      readonly unconfirmed: boolean;
      readonly reason: string;
    };
