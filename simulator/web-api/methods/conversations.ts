import { z } from 'zod';
import type { Parts } from '../../parts.ts';
import type { Channel, ChannelKind, Message } from '../../workspace/model.ts';
import { toApiChannel, toApiMessage } from '../api-objects.ts';
import { flag, timestamp } from '../arguments.ts';
import {
  allScopes,
  findChannel,
  findJoinedChannel,
  openDirectMessage,
  requireScopeFor,
} from '../find-channel.ts';
import { defineMethod } from '../method.ts';
import { pageArguments, paginate } from '../pagination.ts';
import { SlackError } from '../slack-error.ts';

export const conversationsInfo = defineMethod({
  name: 'conversations.info',
  token: 'bot',
  scopes: allScopes('read'),
  tier: 3,
  args: z.object({ channel: z.string(), include_locale: flag, include_num_members: flag }),
  run: (args, parts) => {
    const channel = findChannel(parts, args.channel);
    requireScopeFor(parts, channel.kind, 'read');
    const count = args.include_num_members === true ? { num_members: channel.members.size } : {};
    return { channel: { ...toApiChannel(channel, parts), ...count } };
  },
});

const listArguments = { types: z.string().optional(), exclude_archived: flag, ...pageArguments };

export const conversationsList = defineMethod({
  name: 'conversations.list',
  token: 'bot',
  scopes: allScopes('read'),
  tier: 2,
  args: z.object(listArguments),
  run: (args, parts) => listChannels(args, parts, () => true),
});

export const usersConversations = defineMethod({
  name: 'users.conversations',
  token: 'bot',
  scopes: allScopes('read'),
  tier: 3,
  args: z.object({ ...listArguments, user: z.string().optional() }),
  run: (args, parts) => {
    const user = args.user ?? parts.installation.botUserId;
    if (!parts.workspace.users.has(user)) throw new SlackError('user_not_found');
    return listChannels(args, parts, (channel) => channel.members.has(user));
  },
});

const kindOfType: Readonly<Record<string, ChannelKind>> = {
  public_channel: 'public',
  private_channel: 'private',
  im: 'im',
  mpim: 'mpim',
};

function listChannels(
  args: z.output<z.ZodObject<typeof listArguments>>,
  parts: Parts,
  isWanted: (channel: Channel) => boolean,
): object {
  const kinds = (args.types ?? 'public_channel').split(',').map((type) => {
    const kind = kindOfType[type.trim()];
    if (kind === undefined) throw new SlackError('invalid_types');
    requireScopeFor(parts, kind, 'read');
    return kind;
  });
  const { botUserId } = parts.installation;
  const channels = [...parts.workspace.channels.values()]
    .filter((channel) => kinds.includes(channel.kind))
    .filter(({ kind, members }) => kind === 'public' || members.has(botUserId))
    .filter(({ isArchived }) => args.exclude_archived !== true || !isArchived)
    .filter(isWanted);
  const { items, response_metadata } = paginate(channels, args);
  return { channels: items.map((channel) => toApiChannel(channel, parts)), response_metadata };
}

export const conversationsMembers = defineMethod({
  name: 'conversations.members',
  token: 'bot',
  scopes: allScopes('read'),
  tier: 4,
  args: z.object({ channel: z.string(), ...pageArguments }),
  run: (args, parts) => {
    const channel = findChannel(parts, args.channel);
    requireScopeFor(parts, channel.kind, 'read');
    const { items, response_metadata } = paginate([...channel.members], args);
    return { members: items, response_metadata };
  },
});

const historyArguments = {
  channel: z.string(),
  oldest: z.string().optional(),
  latest: z.string().optional(),
  inclusive: flag,
  include_all_metadata: flag,
  ...pageArguments,
};

export const conversationsHistory = defineMethod({
  name: 'conversations.history',
  token: 'bot',
  scopes: allScopes('history'),
  tier: 3,
  args: z.object(historyArguments),
  run: (args, parts) => {
    const channel = findJoinedChannel(parts, args.channel);
    requireScopeFor(parts, channel.kind, 'history');
    const messages = visibleInTime(args, parts)
      .filter(({ threadTs, isBroadcast }) => threadTs === undefined || isBroadcast)
      .toReversed();
    return toPage(messages, args, parts);
  },
});

export const conversationsReplies = defineMethod({
  name: 'conversations.replies',
  token: 'bot',
  scopes: allScopes('history'),
  tier: 3,
  args: z.object({ ...historyArguments, ts: timestamp }),
  run: (args, parts) => {
    const channel = findJoinedChannel(parts, args.channel);
    requireScopeFor(parts, channel.kind, 'history');
    const named = parts.workspace.message(channel.id, args.ts);
    if (named === undefined) throw new SlackError('thread_not_found');
    const messages = visibleInTime(args, parts).filter(
      ({ ts, threadTs }) => ts === named.ts || threadTs === named.ts,
    );
    return toPage(messages, args, parts);
  },
});

type HistoryArguments = z.output<z.ZodObject<typeof historyArguments>>;

/** What everyone sees in a channel between `oldest` and `latest`, oldest first. */
function visibleInTime(args: HistoryArguments, { workspace }: Parts): readonly Message[] {
  const oldest = Number(args.oldest ?? 0);
  const latest = Number(args.latest ?? Infinity);
  if (Number.isNaN(oldest)) throw new SlackError('invalid_ts_oldest');
  if (Number.isNaN(latest)) throw new SlackError('invalid_ts_latest');
  return workspace
    .messages(args.channel)
    .filter(({ isDeleted, ephemeralTo }) => !isDeleted && ephemeralTo === undefined)
    .filter(({ ts }) => {
      const at = Number(ts);
      return args.inclusive === true ? at >= oldest && at <= latest : at > oldest && at < latest;
    });
}

function toPage(messages: readonly Message[], args: HistoryArguments, parts: Parts): object {
  const { items, response_metadata } = paginate(messages, args, { most: 999 });
  const withMetadata = args.include_all_metadata === true;
  return {
    messages: items.map((message) => ({
      ...toApiMessage(message, parts, { withMetadata }),
      ...replyFields(message, parts),
    })),
    has_more: response_metadata.next_cursor !== '',
    response_metadata,
  };
}

function replyFields(message: Message, { workspace }: Parts): object {
  const replies = workspace
    .messages(message.channel)
    .filter(({ threadTs, isDeleted }) => threadTs === message.ts && !isDeleted)
    .filter(({ ephemeralTo }) => ephemeralTo === undefined);
  if (replies.length === 0) return {};
  return {
    thread_ts: message.ts,
    reply_count: replies.length,
    reply_users: [...new Set(replies.map(({ user }) => user))],
    latest_reply: replies.at(-1)?.ts,
  };
}

export const conversationsOpen = defineMethod({
  name: 'conversations.open',
  token: 'bot',
  scopes: ['im:write', 'mpim:write'],
  tier: 3,
  args: z.object({ channel: z.string().optional(), users: z.string().optional(), return_im: flag }),
  run: (args, parts) => {
    const channel =
      args.channel === undefined ? openWith(args.users, parts) : findChannel(parts, args.channel);
    return {
      channel: args.return_im === true ? toApiChannel(channel, parts) : { id: channel.id },
    };
  },
});

function openWith(users: string | undefined, parts: Parts): Channel {
  const ids = (users ?? '').split(',').filter((id) => id !== '');
  if (ids.length === 0) throw new SlackError('users_list_not_supplied');
  if (ids.length > 8) throw new SlackError('too_many_users');
  for (const id of ids) {
    if (!parts.workspace.users.has(id)) throw new SlackError('user_not_found');
  }
  const [first = ''] = ids;
  requireScopeFor(parts, ids.length === 1 ? 'im' : 'mpim', 'write');
  if (ids.length === 1) return openDirectMessage(parts, first);
  return parts.workspace.openDirectMessage([parts.installation.botUserId, ...ids]);
}

export const conversationsJoin = defineMethod({
  name: 'conversations.join',
  token: 'bot',
  scopes: ['channels:join'],
  tier: 3,
  args: z.object({ channel: z.string() }),
  run: (args, parts) => {
    const channel = findChannel(parts, args.channel);
    if (channel.kind !== 'public') throw new SlackError('method_not_supported_for_channel_type');
    if (channel.isArchived) throw new SlackError('is_archived');
    const { botUserId } = parts.installation;
    const wasMember = channel.members.has(botUserId);
    parts.workspace.join(channel.id, botUserId);
    return {
      channel: toApiChannel(parts.workspace.channel(channel.id), parts),
      ...(wasMember ? { warning: 'already_in_channel' } : {}),
    };
  },
});

export const conversationsLeave = defineMethod({
  name: 'conversations.leave',
  token: 'bot',
  scopes: allScopes('write'),
  tier: 3,
  args: z.object({ channel: z.string() }),
  run: (args, parts) => {
    const channel = findJoinedChannel(parts, args.channel);
    if (channel.isGeneral) throw new SlackError('cant_leave_general');
    parts.workspace.leave(channel.id, parts.installation.botUserId);
    return {};
  },
});
