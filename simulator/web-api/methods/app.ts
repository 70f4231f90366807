import { z } from 'zod';
import { timestamp } from '../arguments.ts';
import { findJoinedChannel } from '../find-channel.ts';
import { readBlocks } from '../message-content.ts';
import { defineMethod } from '../method.ts';
import { SlackError } from '../slack-error.ts';

export const apiTest = defineMethod({
  name: 'api.test',
  token: 'none',
  scopes: [],
  tier: 'none',
  args: z.looseObject({ error: z.string().optional() }),
  run: ({ error, ...args }) => {
    if (error !== undefined) throw new SlackError(error);
    return { args };
  },
});

export const authTest = defineMethod({
  name: 'auth.test',
  token: 'bot',
  scopes: [],
  tier: 'none',
  args: z.object({}),
  run: (_, { workspace, installation }) => ({
    url: `https://${workspace.team.domain}.slack.com/`,
    team: workspace.team.name,
    team_id: workspace.team.id,
    user: workspace.user(installation.botUserId).name,
    user_id: installation.botUserId,
    bot_id: installation.botId,
    is_enterprise_install: false,
  }),
});

export const authRevoke = defineMethod({
  name: 'auth.revoke',
  token: 'bot',
  scopes: [],
  tier: 3,
  args: z.object({}),
  run: (_, { installation }) => {
    installation.revoked.add('bot');
    return { revoked: true };
  },
});

export const appsConnectionsOpen = defineMethod({
  name: 'apps.connections.open',
  token: 'app',
  scopes: [],
  tier: 1,
  args: z.object({}),
  run: (_, { installation, sockets }) => {
    if (!installation.manifest.settings.socket_mode_enabled) {
      // As Slack answers an app whose Socket Mode is off (?).
      throw new SlackError('socket_mode_not_enabled');
    }
    return { url: sockets.issueUrl() };
  },
});

export const reactionsAdd = defineMethod({
  name: 'reactions.add',
  token: 'bot',
  scopes: ['reactions:write'],
  tier: 3,
  args: z.object({ channel: z.string(), timestamp, name: z.string() }),
  run: (args, parts) => {
    const channel = findJoinedChannel(parts, args.channel);
    if (!/^[a-z0-9_+'-]+$/.test(args.name)) throw new SlackError('invalid_name');
    const message = parts.workspace.message(channel.id, args.timestamp);
    if (message === undefined) throw new SlackError('message_not_found');
    if (channel.isArchived) throw new SlackError('is_archived');
    const { botUserId } = parts.installation;
    const given = message.reactions.find(({ name }) => name === args.name);
    if (given?.users.includes(botUserId) === true) throw new SlackError('already_reacted');
    parts.workspace.react(message, botUserId, args.name);
    return {};
  },
});

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
