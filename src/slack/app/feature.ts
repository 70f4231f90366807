import type { KnownBlock } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import type { Library } from '../../answers/library.ts';
import type { DigestStore } from '../../digest/digest-store.ts';
import type { Kinds } from '../../outbox/kind.ts';
import type { OutboxStore } from '../../outbox/outbox-store.ts';
import type { Outbox } from '../../outbox/outbox.ts';
import type { UpkeepStore } from '../../upkeep/upkeep-store.ts';
import type { Answerer } from '../ask/answer-request.ts';
import type { Listener } from '../receive/interaction.ts';
import type { LookUpSight } from '../receive/may-see.ts';
import type { IsEditor, Workspace } from '../receive/workspace.ts';
import type { LinkTo } from '../reply/article-links.ts';
import type { ContextFor } from '../reply/article-summary.ts';
import type { Message, Reply } from '../reply/message.ts';
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

/** What is answered to a word that a feature added, such as `gaps`. */
export type AnswerWord = (userId: string) => Promise<Reply>;

/** What a feature shows one person on the Home tab; nothing where there is nothing to show. */
export type HomeSection = (userId: string) => Promise<readonly KnownBlock[]>;

/** What people can press, send, choose or type, and what is done about it. */
export interface Feature {
  /** By the button's id, or what it begins with where that ends in `_`. */
  readonly buttons?: Readonly<Record<string, Listener>>;
  /** By the modal's `callback_id`. */
  readonly forms?: Readonly<Record<string, Listener>>;
  /** By the `callback_id` in `manifest.yml`. */
  readonly shortcuts?: Readonly<Record<string, Listener>>;
  /** By what is typed behind the command, alone. */
  readonly words?: Readonly<Record<string, AnswerWord>>;
  /** Shown on the Home tab below what is there for everybody. */
  readonly homeSections?: readonly HomeSection[];
  /** What it says later, by the kind of item in the outbox. */
  readonly kinds?: Kinds<Message>;
}
