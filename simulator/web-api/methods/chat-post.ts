import { z } from 'zod';
import { toApiMessage } from '../api-objects.ts';
import { flag, timestamp } from '../arguments.ts';
import { findPostableChannel } from '../find-channel.ts';
import { contentArguments, maxTextChars, readContent } from '../message-content.ts';
import { defineMethod } from '../method.ts';
import { botAsAuthor, findThread } from '../own-message.ts';
import { SlackError } from '../slack-error.ts';

export const chatPostMessage = defineMethod({
  name: 'chat.postMessage',
  token: 'bot',
  scopes: ['chat:write'],
  tier: 'post',
  args: z.object({
    ...contentArguments,
    channel: z.string(),
    thread_ts: timestamp.optional(),
    reply_broadcast: flag,
  }),
  run: (args, parts) => {
    const channel = findPostableChannel(parts, args.channel, args.thread_ts);
    const content = readContent(args, parts.workspace.ids);
    const isTruncated = content.text.length > maxTextChars;
    const threadTs = findThread(parts, channel.id, args.thread_ts);
    const isBroadcast = threadTs !== undefined && args.reply_broadcast === true;
    const message = parts.workspace.post({
      ...content,
      ...botAsAuthor(parts),
      text: content.text.slice(0, maxTextChars),
      channel: channel.id,
      threadTs,
      isBroadcast,
      ...(isBroadcast ? { subtype: 'thread_broadcast' } : {}),
    });
    return {
      channel: channel.id,
      ts: message.ts,
      message: toApiMessage(message, parts),
      ...(isTruncated ? { warning: 'message_truncated' } : {}),
    };
  },
});

export const chatPostEphemeral = defineMethod({
  name: 'chat.postEphemeral',
  token: 'bot',
  scopes: ['chat:write'],
  tier: 4,
  args: z.object({
    ...contentArguments,
    channel: z.string(),
    user: z.string(),
    thread_ts: timestamp.optional(),
  }),
  run: (args, parts) => {
    const channel = findPostableChannel(parts, args.channel, args.thread_ts);
    if (!channel.members.has(parts.installation.botUserId)) throw new SlackError('not_in_channel');
    if (!channel.members.has(args.user)) throw new SlackError('user_not_in_channel');
    const content = readContent(args, parts.workspace.ids);
    if (content.text.length > maxTextChars) throw new SlackError('msg_too_long');
    const threadTs = findThread(parts, channel.id, args.thread_ts);
    const message = parts.workspace.post({
      ...content,
      ...botAsAuthor(parts),
      // Metadata is not an argument of this method.
      metadata: undefined,
      channel: channel.id,
      threadTs,
      ephemeralTo: args.user,
    });
    return { message_ts: message.ts };
  },
});
