import type { Installation } from '../installation.ts';
import { toApiMessage, toApiUser } from '../web-api/api-objects.ts';
import type { Change } from '../workspace/changes.ts';
import type { Channel, ChannelKind, Message } from '../workspace/model.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** An event before it is asked whether the app wants it and may have it. */
export interface PossibleEvent {
  /** As the manifest subscribes to it, such as `message.im`. */
  readonly subscription: string;
  readonly scope: string | undefined;
  /** The app must be in this channel. */
  readonly membersOnly: Channel | undefined;
  readonly event: Readonly<Record<string, unknown>>;
}

interface Scene {
  readonly workspace: Workspace;
  readonly installation: Installation;
}

const messageSubscriptions: Readonly<Record<ChannelKind, readonly [string, string]>> = {
  public: ['message.channels', 'channels:history'],
  private: ['message.groups', 'groups:history'],
  im: ['message.im', 'im:history'],
  mpim: ['message.mpim', 'mpim:history'],
};

/** The events that a change could cause. */
export function eventsOf(change: Change, scene: Scene): readonly PossibleEvent[] {
  const { workspace, installation } = scene;
  // What one person alone sees is told to no app.
  if ('message' in change && change.message.ephemeralTo !== undefined) return [];
  switch (change.kind) {
    case 'messagePosted':
      return eventsOfMessage(change.message, scene);
    case 'messageChanged': {
      const { message, previous } = change;
      const changed = messageEvent(message, scene, {
        subtype: 'message_changed',
        hidden: true,
        message: toApiMessage(message, scene),
        previous_message: toApiMessage(previous, scene),
      });
      // Undocumented, and met by many: an edit is told as a mention once more, then with `edited`.
      const isEdit = message.edits.length > previous.edits.length;
      return [...changed, ...(isEdit ? mentionEvent(message, scene) : [])];
    }
    case 'messageDeleted':
      return messageEvent(change.message, scene, {
        subtype: 'message_deleted',
        hidden: true,
        deleted_ts: change.message.ts,
        previous_message: toApiMessage(change.message, scene),
      });
    case 'memberJoined':
      return [memberEvent('member_joined_channel', change, scene)];
    case 'memberLeft':
      return change.user === installation.botUserId
        ? channelEvent(change.channel, 'left', { actor_id: change.by })
        : [memberEvent('member_left_channel', change, scene)];
    case 'channelCreated': {
      const { id, name, created, creator, kind } = change.channel;
      if (kind !== 'public') return [];
      return [
        unscoped('channel_created', 'channels:read', { channel: { id, name, created, creator } }),
      ];
    }
    case 'channelArchived':
      return channelEvent(change.channel, 'archive', { user: change.by });
    case 'channelUnarchived':
      return channelEvent(change.channel, 'unarchive', { user: change.by });
    case 'channelShared':
    case 'channelUnshared':
      return [sharingEvent(change.kind, change.channel)];
    case 'channelDeleted':
      return channelEvent(change.channel, 'deleted', { actor_id: change.by });
    case 'channelRenamed': {
      const { id, name, created } = change.channel;
      return channelEvent(change.channel, 'rename', { channel: { id, name, created } });
    }
    case 'channelIdChanged':
      return [
        unscoped('channel_id_changed', 'channels:read', {
          old_channel_id: change.oldId,
          new_channel_id: change.channel.id,
        }),
      ];
    case 'reactionAdded': {
      const { message, user, name } = change;
      const item = { type: 'message', channel: message.channel, ts: message.ts };
      const event = { user, reaction: name, item_user: message.user, item };
      const channel = workspace.channel(message.channel);
      return [{ ...unscoped('reaction_added', 'reactions:read', event), membersOnly: channel }];
    }
    case 'homeOpened':
      return [
        unscoped('app_home_opened', undefined, {
          user: change.user,
          channel: change.channel,
          tab: change.tab,
          ...(change.view === undefined ? {} : { view: change.view }),
        }),
      ];
    case 'linkShared':
      return [linkSharedEvent(change.message, change.urls, scene)];
    case 'linkWritten':
      return [linkWrittenEvent(change.user, change.urls, workspace)];
    case 'userChanged': {
      const user = toApiUser(change.user, scene);
      return [unscoped('user_change', 'users:read', { user, cache_ts: 0 })];
    }
    case 'tokensRevoked':
      return [unscoped('tokens_revoked', undefined, { tokens: { bot: [installation.botUserId] } })];
    case 'appUninstalled':
      return [unscoped('app_uninstalled', undefined, {})];
    case 'userAdded':
    case 'channelChanged':
    case 'viewsChanged':
      return [];
  }
}

function unscoped(type: string, scope: string | undefined, event: object): PossibleEvent {
  return { subscription: type, scope, membersOnly: undefined, event: { type, ...event } };
}

function eventsOfMessage(message: Message, scene: Scene): readonly PossibleEvent[] {
  const posted = messageEvent(message, scene, toApiMessage(message, scene));
  return [...posted, ...mentionEvent(message, scene)];
}

/** None for the bot's own words, for a message with a subtype, and in a direct message. */
function mentionEvent(message: Message, scene: Scene): PossibleEvent[] {
  const channel = scene.workspace.channel(message.channel);
  const { botUserId } = scene.installation;
  const mentionsBot = new RegExp(`<@${botUserId}(\\|[^>]*)?>`).test(message.text);
  const isPlain = message.subtype === undefined && channel.kind !== 'im';
  if (!mentionsBot || !isPlain || message.user === botUserId) return [];
  const body = toApiMessage(message, scene);
  const event = { ...body, type: 'app_mention', channel: channel.id, event_ts: message.ts };
  const scope = 'app_mentions:read';
  return [{ subscription: 'app_mention', scope, membersOnly: channel, event }];
}

function messageEvent(message: Message, { workspace }: Scene, body: object): PossibleEvent[] {
  const channel = workspace.channel(message.channel);
  const [subscription, scope] = messageSubscriptions[channel.kind];
  const eventTs = 'subtype' in body ? workspace.ids.ts() : message.ts;
  const event = {
    ts: eventTs,
    ...body,
    type: 'message',
    channel: channel.id,
    channel_type: { public: 'channel', private: 'group', im: 'im', mpim: 'mpim' }[channel.kind],
    event_ts: eventTs,
  };
  return [{ subscription, scope, membersOnly: channel, event }];
}

function memberEvent(
  type: string,
  { channel, user, inviter }: { channel: Channel; user: string; inviter?: string | undefined },
  { workspace }: Scene,
): PossibleEvent {
  const isPublic = channel.kind === 'public';
  const event = {
    type,
    user,
    channel: channel.id,
    channel_type: isPublic ? 'C' : 'G',
    team: workspace.team.id,
    ...(inviter === undefined ? {} : { inviter }),
  };
  const scope = isPublic ? 'channels:read' : 'groups:read';
  return { subscription: type, scope, membersOnly: channel, event };
}

function channelEvent(channel: Channel, what: string, fields: object): PossibleEvent[] {
  if (channel.kind === 'im' || channel.kind === 'mpim') return [];
  const isPublic = channel.kind === 'public';
  const type = `${isPublic ? 'channel' : 'group'}_${what}`;
  const scope = isPublic ? 'channels:read' : 'groups:read';
  const event = { type, channel: channel.id, ...fields };
  // Who has left is told of it, though no member any more.
  const membersOnly = isPublic || what === 'left' ? undefined : channel;
  return [{ subscription: type, scope, membersOnly, event }];
}

/** By this name for private channels too. */
function sharingEvent(kind: 'channelShared' | 'channelUnshared', channel: Channel): PossibleEvent {
  const { id, kind: place, isExtShared } = channel;
  const type = kind === 'channelShared' ? 'channel_shared' : 'channel_unshared';
  const scope = place === 'public' ? 'channels:read' : 'groups:read';
  const membersOnly = place === 'public' ? undefined : channel;
  return {
    subscription: type,
    scope,
    membersOnly,
    event: { type, channel: id, is_ext_shared: isExtShared },
  };
}

const toLink = (url: string) => ({ url, domain: new URL(url).hostname });

function linkSharedEvent(
  message: Message,
  urls: readonly string[],
  { workspace, installation }: Scene,
) {
  const channel = workspace.channel(message.channel);
  const event = {
    type: 'link_shared',
    channel: channel.id,
    is_bot_user_member: channel.members.has(installation.botUserId),
    user: message.user,
    message_ts: message.ts,
    ...(message.threadTs === undefined ? {} : { thread_ts: message.threadTs }),
    links: urls.map(toLink),
    source: 'conversations_history',
    unfurl_id: `${channel.id}-${message.ts}`,
  };
  return { subscription: 'link_shared', scope: 'links:read', membersOnly: undefined, event };
}

/** Neither a conversation nor a message is named by what only `chat.unfurl` understands. */
function linkWrittenEvent(user: string, urls: readonly string[], { ids }: Workspace) {
  const draft = `${user}-${ids.next('D')}`;
  const event = {
    type: 'link_shared',
    channel: 'COMPOSER',
    is_bot_user_member: true,
    user,
    message_ts: draft,
    links: urls.map(toLink),
    source: 'composer',
    unfurl_id: draft,
  };
  return { subscription: 'link_shared', scope: 'links:read', membersOnly: undefined, event };
}
