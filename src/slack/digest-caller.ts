import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import type { Caller } from '../digest/may-change-digest.ts';

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

/** Whether somebody belongs to one of these user groups. A group that cannot be read has nobody in it. */
export async function isInUserGroup(
  client: WebClient,
  userId: string,
  groups: readonly string[],
  log: Logger,
): Promise<boolean> {
  for (const usergroup of groups) {
    try {
      const { users = [] } = await client.usergroups.users.list({ usergroup });
      if (users.includes(userId)) return true;
    } catch (error) {
      log.warn({ usergroup, err: error }, 'could not read a user group of DIGEST_MANAGERS');
    }
  }
  return false;
}
