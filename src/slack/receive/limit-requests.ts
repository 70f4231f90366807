import type { AllMiddlewareArgs, AnyMiddlewareArgs, Middleware } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import { noticeModal, renderNotice } from '../reply/notice.ts';
import { interactionOf } from './interaction.ts';
import { describeRequest, setOutcome } from './log-request.ts';
import type { SlackEvent } from './parse-payload.ts';
import { isWrittenToUs } from './written-to-us.ts';

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
  readonly client: Pick<WebClient, 'chat'>;
}

/**
 * Stops what one person, or everybody together, asks, presses and submits beyond the limits. Where the
 * person alone is told, they're told each time; in a conversation only once, because that's not the place.
 */
export function createLimitRequests({
  admit,
  client,
}: LimitRequestsDeps): Middleware<AnyMiddlewareArgs> {
  return async ({ body, context, next }: AnyMiddlewareArgs & AllMiddlewareArgs) => {
    const { user, channel } = describeRequest(body);
    const doing = interactionOf(context);
    const isAsked = 'event' in body && isWrittenToUs(body.event as SlackEvent);
    const admission = user !== undefined && (doing ?? isAsked) ? await admit(user) : undefined;
    if (user === undefined || admission?.kind !== 'refused') {
      await next();
      return;
    }
    setOutcome(context, `over the limit of the ${admission.who}`);
    const notice = renderNotice(sayLimit(admission));
    // On top of a modal, which stays as it was.
    if (doing)
      await (doing.responseUrl
        ? doing.respond(notice)
        : doing.show(noticeModal('One moment', notice.blocks)));
    else if (admission.isFirst && channel !== undefined) {
      // For want of it nothing is lost.
      await client.chat.postEphemeral({ channel, user, text: notice.text }).catch(() => undefined);
    }
  };
}

function sayLimit({ who, waitMs }: Extract<Admission, { kind: 'refused' }>): string {
  const seconds = Math.max(1, Math.ceil(waitMs / 1_000));
  const wait = `Try again in ${seconds === 1 ? 'a second' : `${seconds} seconds`}.`;
  return who === 'person'
    ? `That’s more than I can take from one person at a time. ${wait}`
    : `Your workspace is asking more than I can take at the moment. ${wait}`;
}
