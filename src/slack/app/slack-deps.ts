import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import type { Library } from '../../answers/library.ts';
import type { DigestStore } from '../../digest/digest-store.ts';
import type { Outbox } from '../../outbox/outbox.ts';
import type { OutboxStore } from '../../outbox/outbox-store.ts';
import type { UpkeepStore } from '../../upkeep/upkeep-store.ts';
import type { Answerer } from '../ask/answer-request.ts';
import type { LookUpSight } from '../receive/may-see.ts';
import type { IsEditor, Workspace } from '../receive/workspace.ts';
import type { LinkTo } from '../reply/article-links.ts';
import type { ContextFor } from '../reply/article-summary.ts';
import type { SlackSender } from '../reply/slack-sender.ts';

/** What everything that people use is built with. */
export interface SlackDeps {
  /** What people type, such as `/guide`. */
  readonly command: string;
  readonly client: WebClient;
  readonly botUserId: string;
  readonly workspace: Workspace;
  readonly lookUpSight: LookUpSight;
  readonly isEditor: IsEditor;
  /** The library of this moment: it is replaced when articles change. */
  readonly library: () => Library;
  readonly linkTo: LinkTo;
  readonly contextFor: ContextFor;
  readonly answerer: Answerer;
  readonly store: OutboxStore & DigestStore & UpkeepStore;
  /** Something may be due at once. */
  readonly wake: () => void;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  readonly randomBytes: (count: number) => Uint8Array;
  readonly log: Logger;
}

/** The same, and the ways to say something outside of an answer. */
export interface SayingDeps extends SlackDeps {
  readonly outbox: Outbox;
  readonly sender: Pick<SlackSender, 'send'>;
}
