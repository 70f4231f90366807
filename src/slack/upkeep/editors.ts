import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import { isInUserGroup } from '../digest/digest-caller.ts';

/** User ids and user group ids, named in the configuration. */
export interface Editors {
  readonly users: readonly string[];
  readonly groups: readonly string[];
}

/** Whether somebody looks after the whole library. Groups are read anew each time. */
export type IsEditor = (userId: string) => Promise<boolean>;

export function createIsEditor(client: WebClient, editors: Editors, log: Logger): IsEditor {
  return async (userId) =>
    editors.users.includes(userId) || isInUserGroup(client, userId, editors.groups, log);
}
