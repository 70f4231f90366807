import { z } from 'zod';
import type { Parts } from '../../parts.ts';
import type { Channel } from '../../workspace/model.ts';
import { toApiChannel } from '../api-objects.ts';
import { flag } from '../arguments.ts';
import {
  allScopes,
  findChannel,
  findJoinedChannel,
  openDirectMessage,
  requireScopeFor,
} from '../find-channel.ts';
import { defineMethod } from '../method.ts';
import { SlackError } from '../slack-error.ts';

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
