import { z } from 'zod';
import type { Parts } from '../../parts.ts';
import type { Channel, ChannelKind } from '../../workspace/model.ts';
import { toApiChannel } from '../api-objects.ts';
import { flag } from '../arguments.ts';
import { allScopes, findChannel, requireScopeFor } from '../find-channel.ts';
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
