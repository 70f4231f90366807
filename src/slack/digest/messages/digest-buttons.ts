import type { Button } from '@slack/types';
import type { Standing } from '../../../digest/subscription.ts';
import type { DigestRights } from '../../../digest/decide-rights.ts';
import { actionIds } from '../../app/action-ids.ts';
import { button, plain, present } from '../../reply/rich-text.ts';

/** A verb of the digest command, for the channel with this id; without one, for where it is pressed. */
export function digestButton(label: string, verb: string, channelId: string): Button {
  const pressed = button({
    label,
    actionId: `${actionIds.digest}${verb}`,
    value: `${verb}|${channelId}`,
  });
  if (verb !== 'unsubscribe') return pressed;
  return {
    ...pressed,
    confirm: {
      title: plain('End this digest?'),
      text: plain('It won’t come any more. I’ll show you how to get it back as it was.'),
      confirm: plain('End it'),
      deny: plain('Keep it'),
    },
  };
}

/** A person's own digest, in the direct conversation with the bot, wherever that is. */
export const ownDigest = 'D';

export function ownDigestButton(): Button {
  return digestButton('Get one of your own', 'subscribe', ownDigest);
}

/** To look at a digest, and to change it where that is allowed. */
export function digestButtons(
  standing: Standing['kind'],
  channelId: string,
  rights: DigestRights,
): readonly Button[] {
  return present<Button>(
    digestButton('Preview', 'preview', channelId),
    rights === 'own' && ownDigestButton(),
    rights === 'change' && [
      pauseButton(standing, channelId),
      digestButton('Change', 'subscribe', channelId),
      digestButton('End', 'unsubscribe', channelId),
    ],
  );
}

export function pauseButton(standing: Standing['kind'], channelId: string): Button {
  return standing === 'active'
    ? digestButton('Pause', 'pause', channelId)
    : digestButton('Resume', 'resume', channelId);
}
