import type { SlackEvent } from './parse-payload.ts';

/** Whether a person wrote it to the bot just now: what is answered, and counts towards the limits. */
export function isWrittenToUs(event: SlackEvent): boolean {
  const { type, subtype = '', user, bot_id: botId, edited, channel_type: place } = event;
  if (user === undefined || botId !== undefined) return false;
  // An edit that adds a mention arrives as a mention with `edited`: it was not written to us.
  if (type === 'app_mention') return edited === undefined;
  // Plainly, with a file, or in a thread and shown outside it too.
  const isNew = ['', 'file_share', 'thread_broadcast'].includes(subtype);
  return type === 'message' && place === 'im' && isNew;
}
