import type { Button } from '@slack/types';
import type { Kind } from '../../outbox/kind.ts';
import { decideAsking } from '../../upkeep/decide-asking.ts';
import type { UpkeepStore } from '../../upkeep/upkeep-store.ts';
import type { Feature, SlackDeps } from '../app/feature.ts';
import { actionIds } from '../app/action-ids.ts';
import type { Listener } from '../receive/interaction.ts';
import type { Workspace } from '../receive/workspace.ts';
import { type Message, messageOf } from '../reply/message.ts';
import { renderNotice } from '../reply/notice.ts';
import { actions, button } from '../reply/rich-text.ts';
import type { UpkeepDeps } from './upkeep-deps.ts';

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

/** Stands in everything that is asked of a person. */
export function muteButton(): Button {
  return button({
    label: 'Mute',
    actionId: actionIds.mute,
    value: 'mute',
    spoken: 'Mute: don’t ask me about articles any more',
  });
}

/** The press of it, and of the way back. */
export function createMuteFeature({ store, now }: UpkeepDeps): Feature {
  const mute: Listener = async ({ user, respond }) => {
    await store.mute(user, now());
    await respond(renderMuted());
    return 'muted';
  };
  const unmute: Listener = async ({ user, respond }) => {
    await store.unmute(user);
    await respond(renderNotice('I’ll ask you about articles again.'));
    return 'unmuted';
  };
  return {
    buttons: { [actionIds.mute]: mute, [actionIds.unmute]: unmute },
  };
}

export function renderMuted(): Message {
  const unmute = button({ label: 'Ask me again', actionId: actionIds.unmute, value: 'unmute' });
  return messageOf(
    renderNotice('I won’t ask you about articles any more.').blocks,
    actions(unmute),
  );
}
