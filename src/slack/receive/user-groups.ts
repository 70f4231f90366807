import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';

/** People named in the configuration, by their ids and by those of their user groups. */
export interface Named {
  readonly users: readonly string[];
  readonly groups: readonly string[];
}

/** Whether somebody looks after the whole library. */
export type IsEditor = (userId: string) => Promise<boolean>;

/** Whether somebody is one of them. Groups are read anew each time. */
export async function isNamed(
  client: WebClient,
  { users, groups }: Named,
  userId: string,
  log: Logger,
): Promise<boolean> {
  if (users.includes(userId)) return true;
  for (const group of groups) {
    if ((await listMembers(client, group, log)).includes(userId)) return true;
  }
  return false;
}

/** A large group is there to be allowed things; not all of it wants to be written to. */
const maxMembersTold = 20;

/** Those to be told something. */
export async function listNamed(
  client: WebClient,
  { users, groups }: Named,
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
