import type { Middleware, SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt';
import { z } from 'zod';
import { setOutcome } from '../receive/log-request.ts';
import type { Respond } from '../reply/respond.ts';
import type { ButtonPress } from './button-press.ts';

const pressed = z.object({
  value: z.string(),
  channel: z.string(),
  messageTs: z.string(),
  responseUrl: z.string(),
});

/** What a press was, to be carried on with once it is confirmed. */
export function formatPressed({ value, channel, messageTs, responseUrl }: ButtonPress): string {
  return JSON.stringify({ value, channel, messageTs, responseUrl });
}

/** The person agreed: the press that was held back is carried out. */
export function createConfirmShare(
  share: (press: ButtonPress, isConfirmed: boolean) => Promise<string>,
  respondTo: (url: string) => Respond,
): Middleware<SlackViewMiddlewareArgs<ViewSubmitAction>> {
  return async ({ ack, body, view, context }) => {
    await ack();
    const { responseUrl, ...press } = pressed.parse(JSON.parse(view.private_metadata));
    const held = {
      ...press,
      user: body.user.id,
      // What is shared is shared from a private answer.
      isEphemeral: true,
      triggerId: '',
      view: undefined,
      responseUrl,
      respond: respondTo(responseUrl),
    };
    setOutcome(context, await share(held, true));
  };
}
