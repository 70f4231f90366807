import type { Channel, Message, User } from './model.ts';
import type { Workspace } from './workspace.ts';

/** Whether a person may read a channel: its members, and full members any public one. */
export function canRead(user: User, channel: Channel): boolean {
  if (channel.members.has(user.id)) return true;
  const isFullMember = ['member', 'admin', 'owner'].includes(user.kind);
  return channel.kind === 'public' && isFullMember;
}

/**
 * What this person has on the screen, oldest first: what was deleted is gone, and an ephemeral message is
 * there for its addressee alone. Replies are included; `thread` asks for one thread, its first message too.
 */
export function messagesSeenBy(
  workspace: Workspace,
  userId: string,
  channelId: string,
  { thread }: { thread?: string } = {},
): readonly Message[] {
  if (!canRead(workspace.user(userId), workspace.channel(channelId))) return [];
  return workspace
    .messages(channelId)
    .filter((message) => !message.isDeleted)
    .filter(({ ephemeralTo }) => ephemeralTo === undefined || ephemeralTo === userId)
    .filter(({ ts, threadTs }) => thread === undefined || ts === thread || threadTs === thread);
}
