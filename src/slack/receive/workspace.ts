import { setTimeout } from 'node:timers/promises';
import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import type { Article } from '../../content/article.ts';
import { sortSlackError, type SlackFailure } from '../reply/slack-errors.ts';
import { createMemory } from './remember.ts';

/** Who asks or presses, as far as Slack tells. */
export type PersonKind = 'member' | 'guest' | 'outsider' | 'unknown';

/** Whether other organisations are in a conversation; nobody tells the bot where it is not a member. */
export type Sharing = 'own' | 'external' | 'unknown';

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

/** People named in the configuration, by their ids and by those of their user groups. */
export interface Named {
  readonly users: readonly string[];
  readonly groups: readonly string[];
}

/** Whether somebody looks after the whole library. */
export type IsEditor = (userId: string) => Promise<boolean>;

/** What Slack tells about people and channels. */
export interface Workspace {
  /** Asked anew each time: somebody may have left, and rights that were taken away are gone at once. */
  person(userId: string): Promise<Person>;
  /** Whether somebody belongs to this workspace, in full or as a guest, or to another organisation. */
  kindOf(userId: string): Promise<PersonKind>;
  /** The display names of these users; unknown ones are left out. */
  namesOf(userIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** The display names of the Slack users who own these articles; unknown ones are left out. */
  ownerNames(articles: readonly Article[]): Promise<ReadonlyMap<string, string>>;
  /** Whether somebody is one of them. Groups are read anew each time. */
  isNamed(named: Named, userId: string): Promise<boolean>;
  /** Those of them who are to be told something. */
  listNamed(named: Named): Promise<readonly string[]>;
  sharingOf(channel: string): Promise<Sharing>;
  /** The names of the other organisations in a channel; none where Slack doesn't tell, or not in time. */
  organisationsIn(channel: string): Promise<readonly string[]>;
  /** The channels that the bot can see and somebody is in, by id; without a user, the bot's own. */
  channels(whose: {
    readonly user?: string;
    readonly exclude_archived?: boolean;
    /** With other organisations. */
    readonly onlyShared?: boolean;
    /** Public and private ones when left out. */
    readonly types?: 'public_channel';
  }): Promise<ReadonlyMap<string, string>>;
}

export interface WorkspaceDeps {
  readonly client: WebClient;
  readonly teamId: string;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly log: Logger;
}

const minuteMs = 60_000;
const rememberPersonMs = 60 * minuteMs;
const rememberSharingMs = 5 * minuteMs;
/** Neither an answer nor a dialog waits longer than this for a name. */
const nameDeadlineMs = 1_000;
const pageSize = 200;
const maxOrganisations = 3;
/** A large group is there to be allowed things; not all of it wants to be written to. */
const maxMembersTold = 20;
const goneCodes: readonly string[] = ['user_not_found', 'user_not_visible'];

export function createWorkspace({ client, teamId, now, log }: WorkspaceDeps): Workspace {
  const people = createMemory<Person | undefined>(now, rememberPersonMs);
  const sharing = createMemory<Sharing>(now, rememberSharingMs);

  /** What stands for it where Slack doesn't tell; `expected` is no news. */
  const instead =
    <T>(value: T, about: object, expected?: SlackFailure['kind']) =>
    (error: unknown): T => {
      const failure = sortSlackError(error);
      if (failure.kind !== expected) log.warn({ ...about, ...failure }, 'could not look it up');
      return value;
    };

  const person: Workspace['person'] = async (id) => {
    const { user } = await client.users.info({ user: id }).catch((error: unknown) => {
      if (goneCodes.includes(sortSlackError(error).reason)) return { user: undefined };
      throw error;
    });
    // In an Enterprise organisation the first is the workspace that somebody came from.
    const teams = [user?.team_id, ...(user?.enterprise_user?.teams ?? [])];
    const isOutside = user?.is_stranger === true || !teams.includes(teamId);
    const isGuest = user?.is_restricted === true || user?.is_ultra_restricted === true;
    const kind = !user ? 'unknown' : isOutside ? 'outsider' : isGuest ? 'guest' : 'member';
    const { display_name: displayName, real_name: realName } = user?.profile ?? {};
    return {
      id,
      kind,
      isMember: kind === 'member' && user?.is_bot !== true && user?.deleted !== true,
      isAdmin: [user?.is_admin, user?.is_owner, user?.is_primary_owner].includes(true),
      // Slack sends an empty display name for people who did not choose one.
      name: [displayName, realName, user?.name].find((name) => name),
      timeZone: user?.tz,
    };
  };

  const recall = (user: string): Promise<Person | undefined> =>
    people.recall(user, () =>
      person(user).catch((error: unknown) => {
        people.forgetIn(user, minuteMs);
        return instead<Person | undefined>(undefined, { user })(error);
      }),
    );

  const namesOf: Workspace['namesOf'] = async (userIds) => {
    const named = await Promise.all(
      [...new Set(userIds)].map(async (id) => {
        const known = await inTime(recall(id));
        return known?.name === undefined ? [] : [[id, known.name] as const];
      }),
    );
    return new Map(named.flat());
  };

  /** A group that cannot be read has nobody in it. */
  const membersOf = async (usergroup: string): Promise<readonly string[]> => {
    const read = client.usergroups.users.list({ usergroup });
    return read.then(({ users = [] }) => users, instead([], { usergroup }));
  };

  const nameOrganisations = async (id: string): Promise<readonly string[]> => {
    const { channel = {} } = await client.conversations.info({ channel: id });
    const { connected_team_ids: teamIds = [] } = channel as { connected_team_ids?: string[] };
    const others = teamIds.filter((team) => team !== teamId).slice(0, maxOrganisations);
    const teams = await Promise.all(others.map((team) => client.team.info({ team })));
    return teams.flatMap(({ team }) => team?.name ?? []);
  };

  return {
    person,
    namesOf,
    kindOf: async (userId) => (await recall(userId))?.kind ?? 'unknown',

    ownerNames: (articles) =>
      namesOf(articles.flatMap(({ owner }) => (owner?.kind === 'slackUser' ? [owner.id] : []))),

    isNamed: async ({ users, groups }, userId) => {
      if (users.includes(userId)) return true;
      for (const group of groups) if ((await membersOf(group)).includes(userId)) return true;
      return false;
    },

    listNamed: async ({ users, groups }) => {
      const members = await Promise.all(groups.map(membersOf));
      return [...users, ...members.flat().slice(0, maxMembersTold)];
    },

    sharingOf: (channel) =>
      sharing.recall(channel, () =>
        client.conversations
          .info({ channel })
          .then(
            ({ channel: found = {} }) => (isShared(found) ? 'external' : 'own'),
            instead<Sharing>('unknown', { channel }, 'closed'),
          ),
      ),

    organisationsIn: async (channel) => {
      // Without team:read, which may be left out, nobody is named.
      const named = nameOrganisations(channel).catch(instead([], { channel }, 'tokenGone'));
      return (await inTime(named)) ?? [];
    },

    channels: async ({ onlyShared = false, ...whose }) => {
      const names = new Map<string, string>();
      let cursor: string | undefined;
      do {
        const page = await client.users.conversations({
          types: 'public_channel,private_channel',
          ...whose,
          limit: pageSize,
          ...(cursor && { cursor }),
        });
        for (const channel of page.channels ?? []) {
          const { id = '', name = '' } = channel;
          if (!onlyShared || isShared(channel)) names.set(id, name);
        }
        cursor = page.response_metadata?.next_cursor;
      } while (cursor);
      return names;
    },
  };
}

/** With another organisation, or about to be. */
export function isShared(channel: {
  readonly is_ext_shared?: boolean;
  readonly is_pending_ext_shared?: boolean;
}): boolean {
  return channel.is_ext_shared === true || channel.is_pending_ext_shared === true;
}

/** Undefined when it takes longer than a name is worth. */
function inTime<T>(work: Promise<T>): Promise<T | undefined> {
  return Promise.race([work, setTimeout(nameDeadlineMs, undefined, { ref: false })]);
}
