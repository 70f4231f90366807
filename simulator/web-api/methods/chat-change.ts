import { z } from 'zod';
import type { Parts } from '../../parts.ts';
import type { Message } from '../../workspace/model.ts';
import { toApiMessage } from '../api-objects.ts';
import { timestamp } from '../arguments.ts';
import {
  contentArguments,
  readContent,
  type ContentArguments,
  type MessageContent,
} from '../message-content.ts';
import { defineMethod } from '../method.ts';
import { findOwnMessage } from '../own-message.ts';
import { SlackError } from '../slack-error.ts';

// chat.update documents this where chat.postMessage only truncates at 40,000.
const maxUpdatedTextChars = 4000;

export const chatUpdate = defineMethod({
  name: 'chat.update',
  token: 'bot',
  scopes: ['chat:write'],
  tier: 3,
  args: z.object({ ...contentArguments, channel: z.string(), ts: timestamp }),
  run: (args, parts) => {
    const message = findOwnMessage(parts, args, 'cant_update_message');
    const content = readUpdate(args, message, parts);
    // Only text shows that it was edited; blocks do not.
    const editor = args.blocks === undefined ? parts.installation.botUserId : undefined;
    const edited = parts.workspace.edit(message, content, editor);
    const { text, channel, ts } = edited;
    return { channel, ts, text, message: toApiMessage(edited, parts) };
  },
});

function readUpdate(
  args: ContentArguments,
  message: Message,
  { workspace }: Parts,
): Partial<MessageContent> {
  const content = readContent(args, workspace.ids);
  if (content.text.length > maxUpdatedTextChars) throw new SlackError('msg_too_long');
  const { text, blocks, attachments, metadata } = content;
  return {
    text,
    // Blocks stay only when nothing else is said: text alone takes their place.
    blocks: args.blocks === undefined && args.text === undefined ? message.blocks : blocks,
    attachments: args.attachments === undefined ? message.attachments : attachments,
    metadata: metadata ?? message.metadata,
  };
}

export const chatDelete = defineMethod({
  name: 'chat.delete',
  token: 'bot',
  scopes: ['chat:write'],
  tier: 3,
  args: z.object({ channel: z.string(), ts: timestamp }),
  run: (args, parts) => {
    const message = findOwnMessage(parts, args, 'cant_delete_message');
    parts.workspace.delete(message);
    return { channel: message.channel, ts: message.ts };
  },
});
