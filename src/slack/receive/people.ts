import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import type { Article } from '../../content/article.ts';
import type { PersonKind } from './may-see.ts';
import { createMemory } from './remember.ts';
import { sortSlackError } from '../reply/slack-errors.ts';

/** Somebody, as Slack knows them. */
export interface Person {
  readonly id: string;
  readonly kind: PersonKind;
  /** Of this workspace and in full: no guest, no bot, nobody who left or belongs elsewhere. */
  readonly isMember: boolean;
  /** An admin or owner of the workspace. */
  readonly isAdmin: boolean;
  readonly name: string | undefined;
  readonly timeZone: string | undefined;
}

/** Asked anew each time: somebody may have left, and rights that were taken away are gone at once. */
export async function lookUpPerson(
  client: WebClient,
  userId: string,
  teamId: string,
): Promise<Person> {
  const { user } = await client.users.info({ user: userId }).catch((error: unknown) => {
    if (goneCodes.includes(sortSlackError(error).code)) return { user: undefined };
    throw error;
  });
  if (user === undefined) return { ...nobody, id: userId };
  const isOutside = user.is_stranger === true || user.team_id !== teamId;
  const isGuest = user.is_restricted === true || user.is_ultra_restricted === true;
  const kind = isOutside ? 'outsider' : isGuest ? 'guest' : 'member';
  const { display_name: displayName, real_name: realName } = user.profile ?? {};
  return {
    id: userId,
    kind,
    isMember: kind === 'member' && user.is_bot !== true && user.deleted !== true,
    isAdmin: [user.is_admin, user.is_owner, user.is_primary_owner].includes(true),
    // Slack sends an empty display name for people who did not choose one.
    name: [displayName, realName, user.name].find((name) => name),
    timeZone: user.tz,
  };
}

const nobody = {
  kind: 'unknown',
  isMember: false,
  isAdmin: false,
  name: undefined,
  timeZone: undefined,
} as const;
const goneCodes: readonly string[] = ['user_not_found', 'user_not_visible'];

export interface PeopleDeps {
  readonly client: WebClient;
  readonly teamId: string;
  readonly now: () => Date;
  readonly log: Logger;
}

/** What the bot needs to know about people, remembered for an hour. */
export interface People {
  /** The display names of the Slack users who own these articles; unknown ones are left out. */
  ownerNames(articles: readonly Article[]): Promise<ReadonlyMap<string, string>>;
  /** The display names of these users; unknown ones are left out. */
  namesOf(userIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Whether somebody belongs to this workspace, in full or as a guest, or to another organisation. */
  kindOf(userId: string): Promise<PersonKind>;
}

const rememberMs = 60 * 60 * 1000;
const rememberFailureMs = 60_000;
/** An answer does not wait longer than this for the name of an owner. */
const nameDeadlineMs = 1_000;

export function createPeople({ client, teamId, now, log }: PeopleDeps): People {
  const memory = createMemory<Person | undefined>(() => now().getTime(), rememberMs);

  const lookUp = (userId: string): Promise<Person | undefined> =>
    memory.recall(userId, () =>
      lookUpPerson(client, userId, teamId).catch((error: unknown) => {
        log.warn({ user: userId, ...sortSlackError(error) }, 'could not look up a person');
        memory.forgetIn(userId, rememberFailureMs);
        return undefined;
      }),
    );

  const namesOf = async (userIds: readonly string[]): Promise<ReadonlyMap<string, string>> => {
    const named = await Promise.all(
      [...new Set(userIds)].map(async (id) => {
        const person = await withDeadline(lookUp(id), nameDeadlineMs);
        return person?.name === undefined ? [] : [[id, person.name] as const];
      }),
    );
    return new Map(named.flat());
  };

  return {
    namesOf,

    ownerNames: (articles) =>
      namesOf(articles.flatMap(({ owner }) => (owner?.kind === 'slackUser' ? [owner.id] : []))),

    kindOf: async (userId) => (await lookUp(userId))?.kind ?? 'unknown',
  };
}

/** Undefined when it takes longer. */
export async function withDeadline<T>(work: Promise<T>, ms: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, ms, undefined);
  });
  const result = await Promise.race([work, late]);
  clearTimeout(timer);
  return result;
}
