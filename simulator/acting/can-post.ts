import type { Parts } from '../parts.ts';

/** Throws when Slack would give this person no composer there: a mistake of the test. */
export function canPostAs(userId: string, channelId: string, { workspace, installation }: Parts) {
  const user = workspace.user(userId);
  const channel = workspace.channel(channelId);
  if (!channel.members.has(userId)) throw new Error(`${user.name} is not in #${channel.name}`);
  if (channel.isArchived) throw new Error(`#${channel.name} is archived`);
  const { app_home: home } = installation.manifest.features;
  const isWithBot = channel.kind === 'im' && channel.members.has(installation.botUserId);
  if (isWithBot && (!home.messages_tab_enabled || home.messages_tab_read_only_enabled)) {
    throw new Error('The manifest lets nobody write to the app');
  }
}
