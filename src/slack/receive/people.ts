import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import type { Article } from '../../content/article.ts';
import type { PersonKind } from './may-see.ts';
import { sortSlackError } from '../reply/slack-errors.ts';

export interface PeopleDeps {
  readonly client: WebClient;
  readonly now: () => Date;
  readonly log: Logger;
}

interface Person {
  readonly name: string | undefined;
  /** Undefined for strangers from other organisations. */
  readonly teamId: string | undefined;
  readonly isGuest: boolean;
}

/** What the bot needs to know about people, remembered for an hour. */
export interface People {
  /** The display names of the Slack users who own these articles; unknown ones are left out. */
  ownerNames(articles: readonly Article[]): Promise<ReadonlyMap<string, string>>;
  /** The display names of these users; unknown ones are left out. */
  namesOf(userIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Whether somebody belongs to this workspace, in full or as a guest, or to another organisation. */
  kindOf(userId: string, teamId: string): Promise<PersonKind>;
}

const rememberMs = 60 * 60 * 1000;
const rememberFailureMs = 60_000;
const maxPeople = 10_000;
/** An answer does not wait longer than this for the name of an owner. */
const nameDeadlineMs = 1_000;

export function createPeople({ client, now, log }: PeopleDeps): People {
  const remembered = new Map<string, { person: Promise<Person | undefined>; until: number }>();

  const fetchPerson = async (userId: string): Promise<Person | undefined> => {
    try {
      const { user } = await client.users.info({ user: userId });
      const { display_name: displayName, real_name: realName } = user?.profile ?? {};
      return {
        // Slack sends an empty display name for people who did not choose one.
        name: [displayName, realName, user?.name].find((name) => name),
        teamId: user?.is_stranger === true ? undefined : user?.team_id,
        isGuest: user?.is_restricted === true || user?.is_ultra_restricted === true,
      };
    } catch (error) {
      const failure = sortSlackError(error);
      log.warn({ user: userId, ...failure }, 'could not look up a person');
      const entry = remembered.get(userId);
      if (entry) entry.until = now().getTime() + rememberFailureMs;
      return undefined;
    }
  };

  const lookUp = (userId: string): Promise<Person | undefined> => {
    const nowMs = now().getTime();
    const known = remembered.get(userId);
    if (known && known.until > nowMs) return known.person;
    if (remembered.size >= maxPeople) remembered.clear();
    const person = fetchPerson(userId);
    remembered.set(userId, { person, until: nowMs + rememberMs });
    return person;
  };

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

    async kindOf(userId, teamId) {
      const person = await lookUp(userId);
      if (person === undefined) return 'unknown';
      if (person.teamId !== teamId) return 'outsider';
      return person.isGuest ? 'guest' : 'member';
    },
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
