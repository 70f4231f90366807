import type { Parts } from '../parts.ts';
import type { Channel, ChannelKind } from '../workspace/model.ts';
import { SlackError } from './slack-error.ts';

/** A channel the bot knows of: any public one, and what it is a member of. */
export function findChannel(parts: Parts, id: string): Channel {
  const channel = parts.workspace.channels.get(id);
  if (channel === undefined) throw new SlackError('channel_not_found');
  const isMember = channel.members.has(parts.installation.botUserId);
  if (channel.kind !== 'public' && !isMember) throw new SlackError('channel_not_found');
  return channel;
}

/** For what only members may do, such as reading the history. */
export function findJoinedChannel(parts: Parts, id: string): Channel {
  const channel = findChannel(parts, id);
  if (!channel.members.has(parts.installation.botUserId)) throw new SlackError('not_in_channel');
  return channel;
}

/** Where the bot may post now. A person's id means the direct message with them. */
export function findPostableChannel(
  parts: Parts,
  id: string,
  threadTs: string | undefined,
): Channel {
  const channel = id.startsWith('U') ? openDirectMessage(parts, id) : findChannel(parts, id);
  const { installation } = parts;
  const isMember = channel.members.has(installation.botUserId);
  if (!isMember && !installation.scopes.has('chat:write.public')) {
    throw new SlackError('not_in_channel');
  }
  if (channel.isArchived) throw new SlackError('is_archived');
  if (channel.kind === 'im' && !installation.manifest.features.app_home.messages_tab_enabled) {
    throw new SlackError('messages_tab_disabled');
  }
  switch (channel.postingRule) {
    case 'everyone':
      break;
    case 'admins':
      throw new SlackError('restricted_action');
    case 'threadsOnly':
      if (threadTs === undefined) throw new SlackError('restricted_action_thread_only_channel');
      break;
    case 'noThreads':
      if (threadTs !== undefined) throw new SlackError('restricted_action_non_threadable_channel');
      break;
  }
  return channel;
}

/** The bot's direct message with a person; refuses bots and people who are not there. */
export function openDirectMessage({ workspace, installation }: Parts, userId: string): Channel {
  const user = workspace.users.get(userId);
  if (user === undefined) throw new SlackError('channel_not_found');
  if (user.kind === 'bot') throw new SlackError('cannot_dm_bot');
  if (user.deleted) throw new SlackError('user_disabled');
  return workspace.openDirectMessage([installation.botUserId, userId]);
}

const readScopes: Readonly<Record<ChannelKind, string>> = {
  public: 'channels',
  private: 'groups',
  im: 'im',
  mpim: 'mpim',
};

export function allScopes(right: 'read' | 'history' | 'write'): readonly string[] {
  return ['channels', 'groups', 'mpim', 'im'].map((area) => `${area}:${right}`);
}

/** The scope for this kind of channel, where any of the four let the call begin. */
export function requireScopeFor(
  { installation }: Parts,
  kind: ChannelKind,
  right: 'read' | 'history' | 'write',
): void {
  const needed = `${readScopes[kind]}:${right}`;
  if (!installation.scopes.has(needed)) throw missingScope(needed, installation.scopes);
}

export function missingScope(needed: string, provided: ReadonlySet<string>): SlackError {
  return new SlackError('missing_scope', { needed, provided: [...provided].join(',') });
}
