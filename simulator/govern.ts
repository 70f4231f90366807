import type { SocketHub } from './delivery/socket-hub.ts';
import type { Installation } from './installation.ts';
import type { Channel } from './workspace/model.ts';
import { slackbotId } from './workspace/slackbot.ts';
import type { Workspace } from './workspace/workspace.ts';

/** What admins and members do to channels and to the app; the app is told where it subscribed. */
export interface Government {
  /** Puts the bot into a channel. */
  inviteBot(channelId: string, inviter?: string): void;
  removeBot(channelId: string, by?: string): void;
  archive(channelId: string, by?: string): Channel;
  unarchive(channelId: string, by?: string): Channel;
  /** With another organisation, or no longer. */
  share(channelId: string, isExtShared: boolean): Channel;
  rename(channelId: string, name: string): Channel;
  /**
   * Takes the bot token back: whatever is sent with it is refused. `installation.revoked` holds what is
   * revoked; emptied, the tokens are good again.
   */
  revokeBotToken(): void;
  /** Takes every token back and ends the sockets. */
  uninstall(): void;
}

export interface GovernmentDeps {
  readonly workspace: Workspace;
  readonly installation: Installation;
  readonly sockets: SocketHub;
}

export function createGovernment(deps: GovernmentDeps): Government {
  const { workspace, installation, sockets } = deps;
  return {
    inviteBot: (channelId, inviter) => {
      workspace.join(channelId, installation.botUserId, inviter);
    },
    removeBot: (channelId, by) => {
      workspace.leave(channelId, installation.botUserId, by);
    },
    archive: (channelId, by = slackbotId) => {
      const channel = workspace.changeChannel(channelId, { isArchived: true });
      workspace.announce({ kind: 'channelArchived', channel, by });
      return channel;
    },
    unarchive: (channelId, by = slackbotId) => {
      const channel = workspace.changeChannel(channelId, { isArchived: false });
      workspace.announce({ kind: 'channelUnarchived', channel, by });
      return channel;
    },
    share: (channelId, isExtShared) => {
      const channel = workspace.changeChannel(channelId, { isExtShared });
      workspace.announce({ kind: isExtShared ? 'channelShared' : 'channelUnshared', channel });
      return channel;
    },
    rename: (channelId, name) => {
      const before = workspace.channel(channelId);
      const previousNames = [...before.previousNames, before.name];
      const channel = workspace.changeChannel(channelId, { name, previousNames });
      workspace.announce({ kind: 'channelRenamed', channel });
      return channel;
    },
    revokeBotToken: () => {
      installation.revoked.add('bot');
      workspace.announce({ kind: 'tokensRevoked' });
    },
    uninstall: () => {
      installation.revoked.add('bot').add('app');
      workspace.announce({ kind: 'appUninstalled' });
      workspace.announce({ kind: 'tokensRevoked' });
      sockets.disconnect('link_disabled');
    },
  };
}
