import type { WebClient } from '@slack/web-api';
import type { ButtonPress } from '../ask/button-press.ts';
import type { AnswerDigestCommand } from './digest-command.ts';
import { renderDigestFormDone } from './messages/digest-form.ts';

/** What only shows something leaves the message that it was pressed in. */
const looking = ['preview', 'history'];

/** A button or a menu that stands for the digest command: the same rules, answered where it is. */
export function createDigestButton(client: WebClient, answerDigest: AnswerDigestCommand) {
  return async (press: ButtonPress): Promise<string> => {
    const [verb = '', channelId = ''] = press.value.split('|');
    const isDirect = channelId.startsWith('D');
    const isElsewhere = !isDirect && channelId !== '' && channelId !== press.channel;
    const { message, outcome } = await answerDigest({
      text: isElsewhere ? `digest ${verb} <#${channelId}|>` : `digest ${verb}`,
      channelId: isDirect ? channelId : press.channel,
      userId: press.user,
      triggerId: press.triggerId,
      isInModal: press.view?.kind === 'modal',
    });
    if (message === undefined) return outcome;
    const view = renderDigestFormDone(message);
    if (press.view?.kind === 'modal') {
      await client.views.update({ view_id: press.view.id, view });
    } else if (press.view?.kind === 'home') {
      await client.views.open({ trigger_id: press.triggerId, view });
    } else {
      await press.respond(message, { replaceOriginal: !looking.includes(verb) });
    }
    return outcome;
  };
}
