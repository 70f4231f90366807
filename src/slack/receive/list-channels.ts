import type { WebClient } from '@slack/web-api';

const pageSize = 200;

/** The channels that the bot can see and somebody is in, by id; without a user, the bot's own. */
export async function listChannels(
  client: WebClient,
  whose: {
    readonly user?: string;
    readonly exclude_archived?: boolean;
    /** Public and private ones when left out. */
    readonly types?: 'public_channel';
  },
): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  let cursor: string | undefined;
  do {
    const page = await client.users.conversations({
      types: 'public_channel,private_channel',
      ...whose,
      limit: pageSize,
      ...(cursor && { cursor }),
    });
    for (const { id, name = '' } of page.channels ?? []) if (id !== undefined) names.set(id, name);
    cursor = page.response_metadata?.next_cursor;
  } while (cursor);
  return names;
}
