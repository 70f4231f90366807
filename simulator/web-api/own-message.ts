import type { Parts } from '../parts.ts';
import type { Message } from '../workspace/model.ts';
import { findChannel } from './find-channel.ts';
import { SlackError } from './slack-error.ts';

/** Who the bot is in what it posts. */
export function botAsAuthor({ installation }: Parts) {
  return { user: installation.botUserId, botId: installation.botId };
}

/** The thread's first message, also when a reply of it was named. */
export function findThread(
  parts: Parts,
  channel: string,
  ts: string | undefined,
): string | undefined {
  if (ts === undefined) return undefined;
  const message = parts.workspace.message(channel, ts);
  // What Slack answers here is in no documentation (?); a reply to nothing is refused.
  if (message === undefined) throw new SlackError('thread_not_found');
  if (message.ephemeralTo !== undefined) throw new SlackError('cannot_reply_to_message');
  return message.threadTs ?? message.ts;
}

/** A message that the bot may change, or Slack's `refusal` for somebody else's. */
export function findOwnMessage(
  parts: Parts,
  { channel: channelId, ts }: { channel: string; ts: string },
  refusal: 'cant_update_message' | 'cant_delete_message',
): Message {
  const channel = findChannel(parts, channelId);
  const message = parts.workspace.message(channel.id, ts);
  if (message === undefined || message.ephemeralTo !== undefined) {
    throw new SlackError('message_not_found');
  }
  if (message.botId !== parts.installation.botId) throw new SlackError(refusal);
  if (channel.isArchived) throw new SlackError('is_archived');
  return message;
}
