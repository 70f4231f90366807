import type { DigestSettings, Occurrence, StopReason } from './subscription.ts';

/** A channel, or a person who is written to directly. */
export interface Recipient {
  readonly kind: 'channel' | 'user';
  readonly id: string;
}

/** Something that people are told about a subscription, apart from the digests themselves. */
export type Notice =
  /** In the channel: somebody changed its digest. */
  | {
      readonly kind: 'changed';
      readonly change: 'subscribed' | 'changed' | 'paused' | 'resumed' | 'unsubscribed';
      readonly by: string;
      readonly settings: DigestSettings;
      readonly next: Occurrence | undefined;
    }
  /** In the channel: what had stopped by itself goes on. */
  | {
      readonly kind: 'restored';
      readonly settings: DigestSettings;
      readonly next: Occurrence;
    }
  /** To the people who look after it: it stopped by itself. */
  | {
      readonly kind: 'stopped';
      readonly channelId: string;
      readonly reason: StopReason;
      readonly createdBy: string;
      readonly settings: DigestSettings;
    };

/** What a digest said, kept so that it need not be worked out again. */
export interface DigestContent {
  /** The content revision it covers everything up to. */
  readonly revision: number;
  /** Slugs, as shown. */
  readonly added: readonly string[];
  readonly updated: readonly string[];
  /** How many more there were than are shown. */
  readonly leftOut: number;
  readonly shelf: string | undefined;
}

/** One message that was promised: a row, from before the first attempt until long after the last. */
interface Promised {
  readonly id: string;
  readonly recipient: Recipient;
  /** When it was promised for; it is given up a day later. */
  readonly dueAt: number;
  /** Attempts begun. */
  readonly attempts: number;
  /** An attempt was begun and nobody knows what became of it: look before sending again. */
  readonly unconfirmed: boolean;
  /** Why the last attempt came to nothing. */
  readonly lastReason: string | undefined;
}

/** The digest of one subscription in one week. */
export interface DigestRun extends Promised {
  readonly kind: 'digest';
  readonly subscriptionId: string;
  readonly week: string;
}

export interface NoticeDelivery extends Promised {
  readonly kind: 'notice';
  readonly notice: Notice;
}

export type Delivery = DigestRun | NoticeDelivery;

/** A delivery that is ours for the time of a lease. `token` proves it: a later claim has another one. */
export interface Claim {
  readonly delivery: Delivery;
  readonly token: string;
}

/** What one attempt, or the decision against one, makes of a delivery. */
export type Settlement =
  | { readonly kind: 'sent'; readonly messageTs: string }
  /** A week without news. */
  | { readonly kind: 'skipped'; readonly revision: number }
  /** It was more than a day late before anything was tried. */
  | { readonly kind: 'missed'; readonly reason: string }
  /** It may have been sent; nobody can look, so it is not sent again. */
  | { readonly kind: 'uncertain'; readonly reason: string }
  /** Certainly not sent, and not tried again. */
  | { readonly kind: 'failed'; readonly reason: string }
  /** The subscription was paused or ended meanwhile. */
  | { readonly kind: 'cancelled'; readonly reason: string }
  /** To be tried again. */
  | {
      readonly kind: 'later';
      readonly availableAt: number;
      readonly unconfirmed: boolean;
      readonly reason: string;
    };

export const runStates = [
  'pending',
  'sending',
  'sent',
  'skipped',
  'missed',
  'uncertain',
  'failed',
  'cancelled',
] as const;
export type RunState = (typeof runStates)[number];

/** A run as history tells it. */
export interface RunRecord {
  readonly id: string;
  readonly week: string;
  readonly dueAt: number;
  readonly state: RunState;
  /** Why, when it was not simply sent; while pending, why it has not been. */
  readonly reason: string | undefined;
  readonly finishedAt: number | undefined;
  readonly attempts: number;
  readonly content: DigestContent | undefined;
}
