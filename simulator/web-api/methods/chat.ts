import { z } from 'zod';
import { validateMessageBlocks } from '../../block-kit/validate-blocks.ts';
import type { Parts } from '../../parts.ts';
import type { Message } from '../../workspace/model.ts';
import { toApiMessage } from '../api-objects.ts';
import { flag, parseJson, timestamp } from '../arguments.ts';
import { findChannel, findPostableChannel } from '../find-channel.ts';
import {
  contentArguments,
  maxTextChars,
  readBlocks,
  readContent,
  type ContentArguments,
  type MessageContent,
} from '../message-content.ts';
import { defineMethod } from '../method.ts';
import { SlackError, withProblems } from '../slack-error.ts';

// chat.update documents this where chat.postMessage only truncates at 40,000.
const maxUpdatedTextChars = 4000;

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
      ...author(parts),
      text: content.text.slice(0, maxTextChars),
      channel: channel.id,
      threadTs,
      isBroadcast,
      ...(isBroadcast ? { subtype: 'thread_broadcast' } : {}),
    });
    return {
      channel: channel.id,
      ts: message.ts,
      message: toApiMessage(message, parts, { withMetadata: true }),
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
      ...author(parts),
      // Metadata is not an argument of this method.
      metadata: undefined,
      channel: channel.id,
      threadTs,
      ephemeralTo: args.user,
    });
    return { message_ts: message.ts };
  },
});

export const chatUpdate = defineMethod({
  name: 'chat.update',
  token: 'bot',
  scopes: ['chat:write'],
  tier: 3,
  args: z.object({ ...contentArguments, channel: z.string(), ts: timestamp }),
  run: (args, parts) => {
    const message = findOwnMessage(parts, args.channel, args.ts, 'cant_update_message');
    const content = readUpdate(args, message, parts);
    const edited = parts.workspace.edit(message, content, parts.installation.botUserId);
    const { text, channel, ts } = edited;
    return { channel, ts, text, message: toApiMessage(edited, parts, { withMetadata: true }) };
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
    // What is not given stays; an empty list takes it away.
    blocks: args.blocks === undefined ? message.blocks : blocks,
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
    const message = findOwnMessage(parts, args.channel, args.ts, 'cant_delete_message');
    parts.workspace.delete(message);
    return { channel: message.channel, ts: message.ts };
  },
});

export const chatGetPermalink = defineMethod({
  name: 'chat.getPermalink',
  token: 'bot',
  scopes: [],
  tier: 'none',
  args: z.object({ channel: z.string(), message_ts: timestamp }),
  run: (args, parts) => {
    const channel = findChannel(parts, args.channel);
    const message = parts.workspace.message(channel.id, args.message_ts);
    if (message === undefined) throw new SlackError('message_not_found');
    const { domain } = parts.workspace.team;
    const path = `/archives/${channel.id}/p${message.ts.replace('.', '')}`;
    const inThread =
      message.threadTs === undefined ? '' : `?thread_ts=${message.threadTs}&cid=${channel.id}`;
    return { channel: channel.id, permalink: `https://${domain}.slack.com${path}${inThread}` };
  },
});

export const chatUnfurl = defineMethod({
  name: 'chat.unfurl',
  token: 'bot',
  scopes: ['links:write'],
  tier: 3,
  args: z.object({ channel: z.string(), ts: timestamp, unfurls: z.unknown().optional() }),
  run: (args, parts) => {
    const unfurls = z.record(z.url(), z.looseObject({})).safeParse(parseJson(args.unfurls));
    if (!unfurls.success) throw new SlackError('cannot_parse_attachment');
    const message = parts.workspace.message(args.channel, args.ts);
    if (message === undefined) throw new SlackError('cannot_find_message');
    for (const [url, unfurl] of Object.entries(unfurls.data)) {
      requireUnfurlable(url, message, parts);
      if ('blocks' in unfurl) checkUnfurlBlocks(unfurl['blocks'], url);
    }
    parts.workspace.decorate(message, { unfurls: { ...message.unfurls, ...unfurls.data } });
    return {};
  },
});

function requireUnfurlable(url: string, message: Message, { installation }: Parts): void {
  const { hostname } = new URL(url);
  const domains = installation.manifest.features.unfurl_domains;
  const isOurs = domains.some((domain) => hostname === domain || hostname.endsWith(`.${domain}`));
  if (!isOurs || !message.text.includes(url)) throw new SlackError('cannot_unfurl_url');
}

function checkUnfurlBlocks(blocks: unknown, url: string): void {
  const verdict = validateMessageBlocks(blocks, `/unfurls/${url}/blocks`);
  if (verdict.kind === 'invalid') throw withProblems('invalid_blocks', verdict.problems);
}

/** Slack's own check of blocks, without a token. */
export const blocksValidate = defineMethod({
  name: 'blocks.validate',
  token: 'none',
  scopes: [],
  tier: 'none',
  args: z.object({ blocks: z.unknown().optional() }),
  run: (args, parts) => {
    if (readBlocks(args.blocks, parts.workspace.ids) === undefined)
      throw new SlackError('no_blocks');
    return {};
  },
});

function author({ installation }: Parts) {
  return { user: installation.botUserId, botId: installation.botId };
}

/** The thread's first message, also when a reply of it was named. */
function findThread(parts: Parts, channel: string, ts: string | undefined): string | undefined {
  if (ts === undefined) return undefined;
  const message = parts.workspace.message(channel, ts);
  // What Slack answers here is in no documentation (?); a reply to nothing is refused.
  if (message === undefined) throw new SlackError('thread_not_found');
  if (message.ephemeralTo !== undefined) throw new SlackError('cannot_reply_to_message');
  return message.threadTs ?? message.ts;
}

function findOwnMessage(parts: Parts, channelId: string, ts: string, refusal: string): Message {
  const channel = findChannel(parts, channelId);
  const message = parts.workspace.message(channel.id, ts);
  if (message === undefined || message.ephemeralTo !== undefined) {
    throw new SlackError('message_not_found');
  }
  if (message.botId !== parts.installation.botId) throw new SlackError(refusal);
  if (channel.isArchived) throw new SlackError('is_archived');
  return message;
}
