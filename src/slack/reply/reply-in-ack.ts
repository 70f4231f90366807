import type { SlackCommandMiddlewareArgs } from '@slack/bolt';
import type { Message } from './message.ts';
import type { Respond } from './respond.ts';

export interface ReplyInAckDeps {
  readonly ack: SlackCommandMiddlewareArgs['ack'];
  readonly respond: Respond;
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
}

/** Slack shows the person an error after 3 s; leave room for a slow network. */
const ackWithinMs = 2_000;

/**
 * Answers a command in its acknowledgement, where nothing can get lost between the two. An answer
 * that takes longer comes by the response URL, and so does one whose way is gone, such as the socket
 * that the command came by; without words, only the acknowledgement goes out.
 */
export async function replyInAck(
  reply: Promise<Message | undefined>,
  { ack, respond, sleep }: ReplyInAckDeps,
): Promise<void> {
  const ready = reply.then((message) => ({ message }));
  const enough = new AbortController();
  const late = sleep(ackWithinMs, enough.signal).then(() => undefined);
  const first = await Promise.race([ready, late]).finally(() => {
    enough.abort();
  });
  const { message: inTime } = first ?? {};
  const acknowledged = ack(
    inTime && {
      response_type: 'ephemeral',
      text: inTime.text,
      blocks: [...inTime.blocks],
      mrkdwn: false,
    },
  ).then(
    () => true,
    () => false,
  );
  if ((await acknowledged) && first) return;
  const message = await reply;
  if (message) await respond(message);
}
