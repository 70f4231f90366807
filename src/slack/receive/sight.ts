import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import type { Reply } from '../reply/message.ts';
import { renderSightRefusal } from '../reply/sight-refusals.ts';
import { sortSlackError } from '../reply/slack-errors.ts';
import {
  decideSight,
  type Sharing,
  type Sight,
  type SightPolicy,
  type Surface,
} from './may-see.ts';
import type { People } from './people.ts';
import { createMemory } from './remember.ts';

export interface SightDeps {
  readonly client: WebClient;
  readonly people: People;
  readonly policy: SightPolicy;
  /** The slash command people type. */
  readonly command: string;
  readonly now: () => Date;
  readonly log: Logger;
}

export interface SightQuestion {
  readonly surface: Surface;
  readonly user: string;
  /** Where it would be read; empty for a modal or the Home tab. */
  readonly channel: string;
  /** When Slack has said it already. */
  readonly sharing?: Sharing;
  readonly isHiddenFrom?: boolean;
}

/** What the rule says; a refusal with the words for it. */
export type ToldSight =
  | Exclude<Sight, { kind: 'refused' }>
  | (Extract<Sight, { kind: 'refused' }> & { readonly reply: Reply });

/** Collects what the rule needs to know, and asks it. */
export type LookUpSight = (question: SightQuestion) => Promise<ToldSight>;

const rememberMs = 5 * 60 * 1000;

export function createSight(deps: SightDeps): LookUpSight {
  const { client, people, policy, command, now, log } = deps;
  const memory = createMemory<Sharing>(() => now().getTime(), rememberMs);

  const fetchSharing = async (id: string): Promise<Sharing> => {
    try {
      const { channel = {} } = await client.conversations.info({ channel: id });
      return isShared(channel) ? 'external' : 'own';
    } catch (error) {
      const failure = sortSlackError(error);
      if (failure.kind !== 'channel')
        log.warn({ channel: id, ...failure }, 'could not look up a channel');
      return 'unknown';
    }
  };

  return async ({ surface, user, channel, sharing, isHiddenFrom = false }) => {
    const [where, person] = await Promise.all([
      sharing ??
        (surface === 'answer' || channel === ''
          ? 'own'
          : memory.recall(channel, () => fetchSharing(channel))),
      people.kindOf(user),
    ]);
    const sight = decideSight({ surface, person, sharing: where, isHiddenFrom, policy });
    if (sight.kind !== 'refused') return sight;
    const message = renderSightRefusal(sight.why, command, surface);
    return { ...sight, reply: { message, outcome: `refused: ${sight.why}` } };
  };
}

/** With another organisation, or about to be. */
export function isShared(channel: {
  readonly is_ext_shared?: boolean;
  readonly is_pending_ext_shared?: boolean;
}): boolean {
  return channel.is_ext_shared === true || channel.is_pending_ext_shared === true;
}
