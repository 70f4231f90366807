import type { WebClient } from '@slack/web-api';
import type { StopReason } from '../../digest/subscription.ts';

/** Whether what had stopped messages to a channel is mended. False when that cannot be told. */
export async function isChannelMended(
  client: WebClient,
  channelId: string,
  reason: StopReason,
): Promise<boolean> {
  try {
    const { channel = {} } = await client.conversations.info({ channel: channelId });
    if (channel.is_archived === true) return false;
    return channel.is_member === true || (reason === 'archived' && !channel.is_private);
  } catch {
    return false;
  }
}
