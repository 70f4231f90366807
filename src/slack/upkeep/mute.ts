import type { Button } from '@slack/types';
import { actionIds } from '../ask/action-ids.ts';
import type { Feature } from '../app/feature.ts';
import type { Listener } from '../receive/interaction.ts';
import { type Message, messageOf } from '../reply/message.ts';
import { renderNotice } from '../reply/notice.ts';
import { actions, button } from '../reply/rich-text.ts';
import type { UpkeepDeps } from './upkeep-deps.ts';

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
