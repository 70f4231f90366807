import type { DigestSettings, Occurrence, StopReason } from './subscription.ts';

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

/** What a digest said, kept with its run. */
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
  readonly content: DigestContent | undefined;
}
