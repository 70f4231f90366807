import type { AllMiddlewareArgs, AnyMiddlewareArgs, Middleware } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import { renderNotice } from '../reply/notice.ts';
import { describeRequest, setOutcome } from './log-request.ts';

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

/** Requests that are answered by searching, however they are made. */
const counted = ['app_mention', 'message'];

/**
 * Stops what one person, or everybody together, asks beyond the limits. A command is answered each
 * time, to the asker alone; a message only once, because a conversation is not the place.
 */
export function createLimitRequests(
  admit: Admit,
  client: Pick<WebClient, 'chat'>,
): Middleware<AnyMiddlewareArgs> {
  return async (args: AnyMiddlewareArgs & AllMiddlewareArgs) => {
    const { body, context, next } = args;
    const { request, user, channel } = describeRequest(body) as Record<string, string | undefined>;
    const isCommand = 'command' in args;
    const isAsked = isCommand || (counted.includes(request ?? '') && !isOurOwn(body));
    if (!isAsked || user === undefined) {
      await next();
      return;
    }
    const admission = await admit(user);
    if (admission.kind === 'admitted') {
      await next();
      return;
    }
    setOutcome(context, `over the limit of the ${admission.who}`);
    const { text } = renderNotice(sayLimit(admission));
    if (isCommand) {
      await args.ack({ response_type: 'ephemeral', text });
    } else if (admission.isFirst && channel !== undefined) {
      // For want of it nothing is lost.
      await client.chat.postEphemeral({ channel, user, text }).catch(() => undefined);
    }
  };
}

function sayLimit({ who, waitMs }: Extract<Admission, { kind: 'refused' }>): string {
  const seconds = Math.max(1, Math.ceil(waitMs / 1_000));
  const wait = `Ask again in ${seconds === 1 ? 'a second' : `${seconds} seconds`}.`;
  return who === 'person'
    ? `That’s more questions than I can take from one person at a time. ${wait}`
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
