import type { ModalView } from '@slack/types';
import { unhelpfulReasons, type UnhelpfulReason } from '../../../upkeep/upkeep-store.ts';
import { actionIds } from '../../app/action-ids.ts';
import { field, formModal, option } from '../../reply/form.ts';
import { messageOf, type Message } from '../../reply/message.ts';
import { renderNotice } from '../../reply/notice.ts';
import { button, context, row } from '../../reply/rich-text.ts';

export const notHelpfulId = 'not_helpful';
/** Blocks, each with an input of the same name. */
export const notHelpfulFields = { reason: 'rate_reason', note: 'rate_note' } as const;

const reasons: Readonly<Record<UnhelpfulReason, string>> = {
  wrongArticle: 'It’s the wrong article',
  outOfDate: 'It’s out of date',
  notAsked: 'It isn’t what I asked',
};

export function renderNotHelpfulForm(): ModalView {
  const { reason, note } = notHelpfulFields;
  const options = unhelpfulReasons.map((value) => option(reasons[value], value));
  const input = { type: 'plain_text_input', action_id: note, max_length: 300 } as const;
  return formModal({
    ...{ id: notHelpfulId, title: 'Not helpful', submit: 'Send' },
    blocks: [
      field('What’s wrong with it?', { type: 'radio_buttons', action_id: reason, options }),
      field('Anything else?', input, { optional: true }),
      context('I keep this without your name.'),
    ],
  });
}

const outcomes = {
  rated: 'Thanks. I’ve noted it, without your name.',
  ratedBefore: 'You’ve already rated this answer, so I haven’t counted it again.',
  gone: 'That article isn’t in the guide any more.',
};

/** @param askable the value of a button that puts the question to an owner. */
export function renderRated(outcome: keyof typeof outcomes, askable?: string): Message {
  const asking = { label: 'Ask the owner', actionId: actionIds.askOwner, value: askable ?? '' };
  return messageOf(
    renderNotice(outcomes[outcome]).blocks,
    row(askable !== undefined && button(asking)),
  );
}
