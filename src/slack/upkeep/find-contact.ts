import type { Owner } from '../../content/article.ts';
import type { Contact } from '../../outbox/item.ts';
import type { SlackDeps } from '../app/feature.ts';
import { sortSlackError } from '../reply/slack-errors.ts';
import { createMemory } from '../receive/remember.ts';

export interface FindContactDeps extends Pick<SlackDeps, 'client' | 'workspace' | 'now' | 'log'> {
  /** What the token may do: people are looked up by their address only where that was granted. */
  readonly scopes: readonly string[];
}

const rememberMs = 30 * 60 * 1000;
const emailScope = 'users:read.email';

/** Whom Slack can reach for an owner; undefined for nobody, or somebody who left. Throws when Slack does. */
export function createFindContact(deps: FindContactDeps) {
  const { client, workspace, scopes, now, log } = deps;
  const memory = createMemory<Contact | undefined>(now, rememberMs);
  const channels = createMemory<ReadonlyMap<string, string>>(now, rememberMs);

  const findPerson = async (id: string): Promise<Contact | undefined> =>
    (await workspace.person(id)).isMember ? { kind: 'user', id } : undefined;

  const findByEmail = async (email: string): Promise<Contact | undefined> => {
    if (!scopes.includes(emailScope)) return undefined;
    const { user } = await client.users.lookupByEmail({ email });
    return user?.id === undefined ? undefined : findPerson(user.id);
  };

  const findChannel = async (name: string): Promise<Contact | undefined> => {
    const [, mentioned] = /^<?#?(C[A-Z0-9]{8,})(?:\|[^>]*)?>?$/.exec(name) ?? [];
    if (mentioned !== undefined) return { kind: 'channel', id: mentioned };
    if (!name.startsWith('#')) return undefined;
    // Of others than it is in, nobody tells the bot the names.
    const names = await channels.recall('', () => workspace.channels({ exclude_archived: true }));
    const wanted = name.slice(1).toLowerCase();
    const [id] = [...names].find(([, known]) => known === wanted) ?? [];
    return id === undefined ? undefined : { kind: 'channel', id };
  };

  const find = (owner: Owner): Promise<Contact | undefined> => {
    switch (owner.kind) {
      case 'slackUser':
        return findPerson(owner.id);
      case 'email':
        return findByEmail(owner.address);
      case 'name':
        return findChannel(owner.name);
    }
  };

  return async (owner: Owner | undefined): Promise<Contact | undefined> => {
    if (owner === undefined) return undefined;
    const key = JSON.stringify(owner);
    return memory.recall(key, () =>
      find(owner).catch((error: unknown) => {
        const failure = sortSlackError(error);
        if (failure.reason === 'users_not_found') return undefined;
        log.warn({ ...failure }, 'could not look up an owner');
        memory.forgetIn(key, 0);
        channels.forgetIn('', 0);
        throw error;
      }),
    );
  };
}
