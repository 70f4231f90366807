import type { FormListener } from '../app/feature.ts';
import { z } from 'zod';
import { setOutcome } from '../receive/log-request.ts';
import type { ButtonPress, ButtonPressDeps } from './button-press.ts';

const pressed = z.object({
  value: z.string(),
  channel: z.string(),
  messageTs: z.string(),
  responseUrl: z.string(),
  thread: z.object({ channel: z.string(), ts: z.string() }).optional(),
  view: z
    .object({
      id: z.string(),
      kind: z.enum(['modal', 'home']),
      callbackId: z.string(),
      metadata: z.string(),
    })
    .optional(),
});

/** What a press was, to be carried on with once it is confirmed. */
export function formatPressed(press: ButtonPress): string {
  const { value, channel, messageTs, responseUrl, thread, view } = press;
  return JSON.stringify({ value, channel, messageTs, responseUrl, thread, view });
}

/** The person agreed: the press that was held back is carried out. */
export function createConfirmShare(
  share: (press: ButtonPress, isConfirmed: boolean) => Promise<string>,
  { respondTo, respondInView }: ButtonPressDeps,
): FormListener {
  return async ({ ack, body, view, context }) => {
    await ack();
    const { responseUrl, thread, ...press } = pressed.parse(JSON.parse(view.private_metadata));
    const held = {
      ...press,
      user: body.user.id,
      // What is shared is shared from a private answer.
      isEphemeral: true,
      triggerId: '',
      thread,
      view: press.view,
      responseUrl,
      respond: press.view ? respondInView(press.view, '') : respondTo(responseUrl),
    };
    setOutcome(context, await share(held, true));
  };
}
