import type { WebClient } from '@slack/web-api';

const pageSize = 200;

/** The channels that somebody is in and the bot can see. */
export async function listChannelsOf(
  client: WebClient,
  userId: string,
): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  let cursor: string | undefined;
  do {
    const page = await client.users.conversations({
      user: userId,
      types: 'public_channel,private_channel',
      limit: pageSize,
      ...(cursor && { cursor }),
    });
    for (const { id } of page.channels ?? []) if (id !== undefined) ids.add(id);
    cursor = page.response_metadata?.next_cursor;
  } while (cursor);
  return ids;
}
