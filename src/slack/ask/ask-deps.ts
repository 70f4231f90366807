import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import type { Library } from '../../answers/library.ts';
import type { Outbox } from '../../outbox/outbox.ts';
import type { OutboxStore } from '../../outbox/outbox-store.ts';
import type { Sender } from '../../outbox/sender.ts';
import type { LookUpSight } from '../receive/sight.ts';
import type { Workspace } from '../receive/workspace.ts';
import type { LinkTo } from '../reply/article-links.ts';
import type { Message } from '../reply/message.ts';
import type { Answerer } from './answer-request.ts';

/** What everything about asking is built with. */
export interface AskDeps {
  /** What people type, such as `/guide`. */
  readonly command: string;
  readonly client: WebClient;
  readonly botUserId: string;
  readonly workspace: Workspace;
  readonly lookUpSight: LookUpSight;
  /** The library of this moment: it is replaced when articles change. */
  readonly library: () => Library;
  readonly linkTo: LinkTo;
  readonly answerer: Answerer;
  readonly outbox: Outbox;
  readonly sender: Pick<Sender<Message>, 'send'>;
  readonly store: Pick<OutboxStore, 'listSent'>;
  /** UNFURL_LINKS: whether links are shown with what they lead to. */
  readonly unfurlsLinks: boolean;
  readonly now: () => Date;
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  readonly randomBytes: (count: number) => Uint8Array;
  readonly log: Logger;
}
