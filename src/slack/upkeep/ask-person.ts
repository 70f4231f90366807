import type { Item } from '../../outbox/item.ts';
import type { Composed, Kind } from '../../outbox/kind.ts';
import { decideAsking } from '../../upkeep/decide-asking.ts';
import type { UpkeepStore } from '../../upkeep/upkeep-store.ts';
import { lookUpPerson } from '../receive/people.ts';
import type { Message } from '../reply/message.ts';
import type { UpkeepDeps } from './upkeep-deps.ts';

export interface AskPersonDeps extends Pick<UpkeepDeps, 'client' | 'teamId' | 'now'> {
  readonly store: Pick<UpkeepStore, 'isMuted'>;
}

/** What is asked of people can wait for them; after that nobody remembers why it was asked. */
const lateAfterMs = 14 * 24 * 60 * 60 * 1000;

export interface PersonalKind {
  readonly compose: (item: Item) => Promise<Composed<Message>>;
  /** They can't be asked, and the item ends. What follows from that is written down before it does. */
  readonly onNever?: NonNullable<Kind<Message>['onRefused']>;
}

/**
 * A kind of thing that is asked of a person: looked at anew before every attempt, so that it comes
 * at a decent hour of theirs, and not at all once they left or muted it.
 */
export function createAskKind(deps: AskPersonDeps, kind: PersonalKind): Kind<Message> {
  const { client, store, teamId, now } = deps;
  return {
    lateAfterMs,
    ...(kind.onNever && { onRefused: kind.onNever }),
    compose: async (item) => {
      const { kind: to, id } = item.recipient;
      if (to !== 'user') return kind.compose(item);
      const { isMember: isHere, timeZone } = await lookUpPerson(client, id, teamId);
      const isMuted = await store.isMuted(id);
      const decision = decideAsking({ isHere, isMuted, timeZone }, now());
      switch (decision.kind) {
        case 'now':
          return kind.compose(item);
        case 'later': {
          const { unconfirmed } = item;
          const later = {
            kind: 'later',
            availableAt: decision.at,
            unconfirmed,
            reason: 'hour',
          } as const;
          return { kind: 'settled', settlement: later };
        }
        case 'never':
          await kind.onNever?.(item);
          return { kind: 'settled', settlement: { kind: 'cancelled', reason: decision.reason } };
      }
    },
  };
}
