import { z } from 'zod';
import { toApiUser } from '../api-objects.ts';
import { flag } from '../arguments.ts';
import { defineMethod } from '../method.ts';
import { pageArguments, paginate } from '../pagination.ts';
import { SlackError } from '../slack-error.ts';

export const usersInfo = defineMethod({
  name: 'users.info',
  token: 'bot',
  scopes: ['users:read'],
  tier: 4,
  args: z.object({ user: z.string(), include_locale: flag }),
  run: (args, { workspace, installation }) => {
    const user = workspace.users.get(args.user);
    if (user === undefined) throw new SlackError('user_not_found');
    return { user: toApiUser(user, { workspace, installation }) };
  },
});

export const usersLookupByEmail = defineMethod({
  name: 'users.lookupByEmail',
  token: 'bot',
  scopes: ['users:read.email'],
  tier: 3,
  args: z.object({ email: z.string() }),
  run: ({ email }, { workspace, installation }) => {
    const user = [...workspace.users.values()].find(
      (each) => each.email === email && !each.deleted,
    );
    if (user === undefined) throw new SlackError('users_not_found');
    return { user: toApiUser(user, { workspace, installation }) };
  },
});

export const usersList = defineMethod({
  name: 'users.list',
  token: 'bot',
  scopes: ['users:read'],
  tier: 2,
  args: z.object({ include_locale: flag, ...pageArguments }),
  run: (args, { workspace, installation }) => {
    const { items, response_metadata } = paginate([...workspace.users.values()], args);
    const members = items.map((user) => toApiUser(user, { workspace, installation }));
    return { members, response_metadata };
  },
});

export const usergroupsList = defineMethod({
  name: 'usergroups.list',
  token: 'bot',
  scopes: ['usergroups:read'],
  tier: 2,
  args: z.object({ include_users: flag, include_count: flag }),
  run: (args, { workspace }) => ({
    usergroups: [...workspace.userGroups.values()].map(({ users, ...group }) => ({
      ...group,
      team_id: workspace.team.id,
      is_usergroup: true,
      ...(args.include_users === true ? { users } : {}),
      ...(args.include_count === true ? { user_count: users.length } : {}),
    })),
  }),
});

export const usergroupsUsersList = defineMethod({
  name: 'usergroups.users.list',
  token: 'bot',
  scopes: ['usergroups:read'],
  tier: 2,
  args: z.object({ usergroup: z.string(), include_disabled: flag }),
  run: (args, { workspace }) => {
    const group = workspace.userGroups.get(args.usergroup);
    if (group === undefined) throw new SlackError('no_such_subteam');
    return { users: group.users };
  },
});

export const botsInfo = defineMethod({
  name: 'bots.info',
  token: 'bot',
  scopes: ['users:read'],
  tier: 3,
  args: z.object({ bot: z.string().optional() }),
  run: (args, { workspace, installation }) => {
    const botId = args.bot ?? installation.botId;
    const user = [...workspace.users.values()].find((candidate) => candidate.botId === botId);
    if (user === undefined) throw new SlackError('bot_not_found');
    const isOurs = botId === installation.botId;
    return {
      bot: {
        id: botId,
        name: user.realName,
        user_id: user.id,
        deleted: user.deleted,
        ...(isOurs ? { app_id: installation.appId } : {}),
      },
    };
  },
});

export const teamInfo = defineMethod({
  name: 'team.info',
  token: 'bot',
  scopes: ['team:read'],
  tier: 3,
  args: z.object({ team: z.string().optional() }),
  run: (args, { workspace }) => {
    // Those that share a channel are seen too.
    const id = args.team ?? workspace.team.id;
    const team = id === workspace.team.id ? workspace.team : workspace.otherTeams.get(id);
    if (team === undefined) throw new SlackError('team_not_found');
    return { team: { id: team.id, name: team.name, domain: team.domain } };
  },
});
