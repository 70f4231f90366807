import type { Kind } from '../../outbox/kind.ts';
import { decideAsking } from '../../upkeep/decide-asking.ts';
import type { UpkeepStore } from '../../upkeep/upkeep-store.ts';
import type { SlackDeps } from '../app/slack-deps.ts';
import type { Workspace } from '../receive/workspace.ts';
import type { Message } from '../reply/message.ts';

export interface AskPersonDeps extends Pick<SlackDeps, 'now'> {
  readonly workspace: Pick<Workspace, 'person'>;
  readonly store: Pick<UpkeepStore, 'isMuted'>;
}

/** What is asked of people can wait for them; after that nobody remembers why it was asked. */
export const lateAfterMs = 14 * 24 * 60 * 60 * 1000;

/**
 * A kind of thing that is asked of a person: looked at anew before every attempt, so that it comes
 * at a decent hour of theirs, and not at all once they left or muted it: then it is as if Slack had
 * refused it.
 */
export function createAskKind(deps: AskPersonDeps, kind: Kind<Message>): Kind<Message> {
  const { workspace, store, now } = deps;
  return {
    ...kind,
    lateAfterMs,
    compose: async (item) => {
      const { kind: to, id } = item.recipient;
      if (to !== 'user') return kind.compose(item);
      const { isMember: isHere, timeZone } = await workspace.person(id);
      const isMuted = await store.isMuted(id);
      const obstacle = decideAsking({ isHere, isMuted, timeZone }, item, now());
      if (obstacle === undefined) return kind.compose(item);
      if (obstacle.kind === 'cancelled') await kind.onRefused?.(item);
      return obstacle;
    },
  };
}
