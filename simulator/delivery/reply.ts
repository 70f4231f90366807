import { z } from 'zod';
import { contentArguments, maxTextChars, readContent } from '../web-api/message-content.ts';
import type { Parts } from '../parts.ts';
import type { Message } from '../workspace/model.ts';
import { SlackError } from '../web-api/slack-error.ts';
import type { ResponseTarget } from './response-urls.ts';

const replySchema = z.object({
  ...contentArguments,
  response_type: z.enum(['ephemeral', 'in_channel']).optional(),
  replace_original: z.boolean().optional(),
  delete_original: z.boolean().optional(),
  thread_ts: z.string().optional(),
});

/**
 * Carries out what an app says through a response URL or in the acknowledgement of a command. Throws
 * `SlackError`. It needs no scope and no membership: the person's action is the permission.
 */
export function applyReply(reply: unknown, target: ResponseTarget, parts: Parts): void {
  const { workspace, installation } = parts;
  const parsed = replySchema.safeParse(reply);
  if (!parsed.success) throw new SlackError('invalid_payload');
  const args = parsed.data;
  if (!workspace.channels.has(target.channel)) throw new SlackError('channel_not_found');
  const original = originalOf(target, parts);
  if (args.delete_original === true) {
    if (original !== undefined) workspace.delete(original);
    return;
  }
  const { blocks, attachments, metadata, ...content } = readContent(args, workspace.ids);
  const text = content.text.slice(0, maxTextChars);
  if (args.replace_original === true && original !== undefined) {
    // What was said to one person stays with that person: an ephemeral cannot become public.
    workspace.edit(original, { text, blocks, attachments }, installation.botUserId);
    return;
  }
  workspace.post({
    channel: target.channel,
    user: installation.botUserId,
    botId: installation.botId,
    text,
    blocks,
    attachments,
    metadata,
    threadTs: args.thread_ts,
    ephemeralTo: args.response_type === 'in_channel' ? undefined : target.user,
    answers: target.command,
  });
}

/** Undefined for a command: it has no message that could be replaced (?). */
function originalOf(target: ResponseTarget, { workspace }: Parts): Message | undefined {
  if (target.messageTs === undefined) return undefined;
  return workspace.message(target.channel, target.messageTs);
}
