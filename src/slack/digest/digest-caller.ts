import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import type { Caller, DigestPolicy } from '../../digest/may-change-digest.ts';

export interface KnownCaller extends Caller {
  /** Their time zone in Slack. */
  readonly timeZone: string | undefined;
}

/** Asked anew each time: rights that were taken away are gone at once. */
export async function lookUpCaller(
  client: WebClient,
  userId: string,
  teamId: string,
): Promise<KnownCaller> {
  const { user = {} } = await client.users.info({ user: userId });
  const isOutside = user.is_stranger === true || user.team_id !== teamId;
  const isGuest = user.is_restricted === true || user.is_ultra_restricted === true;
  const isNobody = user.is_bot === true || user.deleted === true;
  return {
    id: userId,
    isMember: !isOutside && !isGuest && !isNobody,
    isAdmin: [user.is_admin, user.is_owner, user.is_primary_owner].includes(true),
    timeZone: user.tz,
  };
}

/** Whether somebody belongs to one of these user groups. */
export async function isInUserGroup(
  client: WebClient,
  userId: string,
  groups: readonly string[],
  log: Logger,
): Promise<boolean> {
  for (const group of groups) {
    if ((await listMembers(client, group, log)).includes(userId)) return true;
  }
  return false;
}

/** A large group is there to be allowed things; not all of it wants to be written to. */
const maxMembersTold = 20;

/** Who is to hear of what happens to digests, by configuration. */
export async function listManagers(
  client: WebClient,
  { users, groups }: DigestPolicy,
  log: Logger,
): Promise<readonly string[]> {
  const members = await Promise.all(groups.map((group) => listMembers(client, group, log)));
  return [...users, ...members.flat().slice(0, maxMembersTold)];
}

/** A group that cannot be read has nobody in it. */
async function listMembers(
  client: WebClient,
  usergroup: string,
  log: Logger,
): Promise<readonly string[]> {
  try {
    const { users = [] } = await client.usergroups.users.list({ usergroup });
    return users;
  } catch (error) {
    log.warn({ usergroup, err: error }, 'could not read a user group');
    return [];
  }
}
