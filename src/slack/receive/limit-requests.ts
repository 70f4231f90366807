import type { AllMiddlewareArgs, AnyMiddlewareArgs, Middleware } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import type { Message } from '../reply/message.ts';
import { renderNotice } from '../reply/notice.ts';
import type { Respond } from '../reply/respond.ts';
import { describeRequest, setOutcome } from './log-request.ts';
import { noticeModal, showModal } from '../reply/show-modal.ts';

/** Whether one more request may be answered. */
export type Admission =
  | { readonly kind: 'admitted' }
  /** The first one too many is told so, the others are passed over: nobody needs to hear it twice. */
  | {
      readonly kind: 'refused';
      readonly who: 'person' | 'workspace';
      readonly waitMs: number;
      readonly isFirst: boolean;
    };

/** Counts a person's request and says whether it may be answered. Never rejects. */
export type Admit = (userId: string) => Promise<Admission>;

export interface LimitRequestsDeps {
  readonly admit: Admit;
  readonly client: Pick<WebClient, 'chat' | 'views'>;
  readonly respondTo: (url: string) => Respond;
}

/** Messages that are asked in a conversation; commands and interactions are the other half. */
const askedInChannel = ['app_mention', 'message'];
const interactions = ['block_actions', 'view_submission', 'shortcut', 'message_action'];

/**
 * Stops what one person, or everybody together, asks, presses and submits beyond the limits. Where the
 * person alone is told, they're told each time; in a conversation only once, because that's not the place.
 */
export function createLimitRequests({
  admit,
  client,
  respondTo,
}: LimitRequestsDeps): Middleware<AnyMiddlewareArgs> {
  return async (args: AnyMiddlewareArgs & AllMiddlewareArgs) => {
    const { body, context, next } = args;
    const { request = '', user, channel } = describeRequest(body);
    const isCommand = 'command' in args;
    const isInteraction = interactions.includes(request);
    const isAsked = askedInChannel.includes(request) && !isOurOwn(body);
    if (!(isCommand || isInteraction || isAsked) || user === undefined) {
      await next();
      return;
    }
    const admission = await admit(user);
    if (admission.kind === 'admitted') {
      await next();
      return;
    }
    setOutcome(context, `over the limit of the ${admission.who}`);
    const notice = renderNotice(sayLimit(admission));
    if (isCommand) {
      await args.ack({ response_type: 'ephemeral', text: notice.text });
    } else if (isInteraction) {
      await tellWhere(args as AnyMiddlewareArgs & Acknowledged, notice);
    } else if (admission.isFirst && channel !== undefined) {
      // For want of it nothing is lost.
      await client.chat.postEphemeral({ channel, user, text: notice.text }).catch(() => undefined);
    }
  };

  /** Beside the message whose button it was, or on top of whatever else was used, which stays. */
  async function tellWhere({ body, ack }: { body: object } & Acknowledged, notice: Message) {
    const { type, response_url: url, trigger_id: trigger, view } = body as Interaction;
    const modal = noticeModal('One moment', notice.blocks);
    if (type === 'view_submission') {
      await ack({ response_action: 'push', view: modal });
      return;
    }
    await ack();
    if (url !== undefined) await respondTo(url)(notice);
    else if (trigger !== undefined) {
      await showModal(client, { triggerId: trigger, isInModal: view?.type === 'modal' }, modal);
    }
  }
}

interface Acknowledged {
  readonly ack: (answer?: {
    readonly response_action: 'push';
    readonly view: ModalView;
  }) => Promise<void>;
}

interface Interaction {
  readonly type: string;
  readonly response_url?: string;
  readonly trigger_id?: string;
  readonly view?: { readonly type: string };
}

function sayLimit({ who, waitMs }: Extract<Admission, { kind: 'refused' }>): string {
  const seconds = Math.max(1, Math.ceil(waitMs / 1_000));
  const wait = `Try again in ${seconds === 1 ? 'a second' : `${seconds} seconds`}.`;
  return who === 'person'
    ? `That’s more than I can take from one person at a time. ${wait}`
    : `Your workspace is asking more than I can take at the moment. ${wait}`;
}

/** What bots write and what was edited or deleted is not asked. */
function isOurOwn(body: object): boolean {
  const event = (body as { event?: { bot_id?: unknown; subtype?: unknown } }).event ?? {};
  return (
    event.bot_id !== undefined ||
    ['message_changed', 'message_deleted'].includes(String(event.subtype))
  );
}
