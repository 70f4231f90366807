import type { Installation } from '../installation.ts';
import type { Channel, Message, User } from '../workspace/model.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** A person as `users.info` shows them; the e-mail address has a scope of its own. */
export function toApiUser(user: User, { installation, workspace }: ApiViewer) {
  const showsEmail = installation.scopes.has('users:read.email') && user.email !== undefined;
  const isStranger = user.teamId !== workspace.team.id;
  const isOwner = user.kind === 'owner';
  return {
    id: user.id,
    team_id: user.teamId,
    name: user.name,
    real_name: user.realName,
    deleted: user.deleted,
    tz: user.timeZone,
    locale: user.locale,
    profile: {
      real_name: user.realName,
      display_name: user.displayName,
      team: user.teamId,
      ...(showsEmail ? { email: user.email } : {}),
    },
    is_admin: isOwner || user.kind === 'admin',
    is_owner: isOwner,
    is_primary_owner: user.isPrimaryOwner,
    is_restricted: user.kind === 'guest' || user.kind === 'singleChannelGuest',
    is_ultra_restricted: user.kind === 'singleChannelGuest',
    is_bot: user.kind === 'bot',
    is_app_user: false,
    ...(isStranger ? { is_stranger: true } : {}),
  };
}

export function toApiChannel(channel: Channel, { installation, workspace }: ApiViewer) {
  const { id, created, creator } = channel;
  const memberOfBot = channel.members.has(installation.botUserId);
  if (channel.kind === 'im') {
    const user = [...channel.members].find((member) => member !== installation.botUserId);
    return {
      id,
      created,
      is_im: true,
      is_org_shared: false,
      is_archived: channel.isArchived,
      user,
    };
  }
  return {
    id,
    name: channel.name,
    name_normalized: channel.name,
    previous_names: channel.previousNames,
    created,
    creator,
    context_team_id: workspace.team.id,
    is_channel: channel.kind === 'public',
    is_group: channel.kind === 'private',
    is_im: false,
    is_mpim: channel.kind === 'mpim',
    is_private: channel.kind !== 'public',
    is_archived: channel.isArchived,
    is_general: channel.isGeneral,
    is_shared: channel.isExtShared,
    is_ext_shared: channel.isExtShared,
    connected_team_ids: connectedTeams(channel, workspace),
    is_org_shared: false,
    is_pending_ext_shared: false,
    is_member: memberOfBot,
    topic: { value: channel.topic, creator, last_set: 0 },
    purpose: { value: channel.purpose, creator, last_set: 0 },
  };
}

/** Besides our own. */
function connectedTeams(
  { isExtShared, members }: Channel,
  { users, team }: Workspace,
): readonly string[] {
  if (!isExtShared) return [];
  const teams = [...members].map((id) => users.get(id)?.teamId ?? team.id);
  return [...new Set(teams)].filter((id) => id !== team.id);
}

export interface ApiViewer {
  readonly installation: Installation;
  readonly workspace: Workspace;
}

/** A message as events, `conversations.history` and interactions carry it. */
export function toApiMessage(
  message: Message,
  { installation, workspace }: ApiViewer,
  { withMetadata = false } = {},
) {
  const { botId } = message;
  const unfurls = Object.values(message.unfurls);
  const attachments = [...(message.attachments ?? []), ...unfurls];
  const edited = message.editedBy;
  return {
    type: 'message',
    ...(message.subtype === undefined ? {} : { subtype: message.subtype }),
    user: message.user,
    ts: message.ts,
    text: message.text,
    team: workspace.users.get(message.user)?.teamId ?? workspace.team.id,
    ...(botId === undefined ? {} : { bot_id: botId }),
    ...(botId === installation.botId ? { app_id: installation.appId } : {}),
    ...(message.blocks === undefined ? {} : { blocks: message.blocks }),
    ...(attachments.length > 0 ? { attachments } : {}),
    ...(message.threadTs === undefined ? {} : threadFields(message, workspace)),
    ...(edited === undefined ? {} : { edited: { user: edited, ts: message.edits.at(-1)?.until } }),
    ...(message.reactions.length > 0 ? { reactions: message.reactions.map(toApiReaction) } : {}),
    ...(withMetadata && message.metadata !== undefined ? { metadata: message.metadata } : {}),
  };
}

function threadFields(message: Message, workspace: Workspace) {
  const parent = workspace.message(message.channel, message.threadTs ?? '');
  return {
    thread_ts: message.threadTs,
    ...(parent === undefined || parent.ts === message.ts ? {} : { parent_user_id: parent.user }),
  };
}

function toApiReaction({ name, users }: { name: string; users: readonly string[] }) {
  return { name, users, count: users.length };
}

/** The channel as interactions and commands name it. */
export function channelNameInPayload(channel: Channel): string {
  if (channel.kind === 'im') return 'directmessage';
  return channel.kind === 'private' ? 'privategroup' : channel.name;
}
