import type { ModalView, PlainTextInput } from '@slack/types';
import { maxQuestionChars } from '../../../answers/parse-question.ts';
import type { SentView } from '../../receive/parse-payload.ts';
import { field, formModal } from '../../reply/form.ts';
import type { Message } from '../../reply/message.ts';
import { noticeModal } from '../../reply/notice.ts';
import { plain } from '../../reply/rich-text.ts';

export const askModalId = 'ask_guide';
/** As `manifest.yml` names the shortcuts. */
export const askShortcutId = 'ask_guide';
export const messageShortcutId = 'find_article_about';
/** The block and its input have the same id. */
export const askField = 'ask_question';

export interface AskModal {
  /** What is already in the input. */
  readonly question?: string | undefined;
  /** Remembered, and sent back with every press and question: see `formatThread`. */
  readonly metadata?: string | undefined;
}

/** Asks for a question; every answer comes with the input above it, for the next one. */
export function renderAskModal({ question, metadata }: AskModal = {}): ModalView {
  const input = questionInput(askField, question);
  return formModal({
    ...{ id: askModalId, title: 'Ask the guide', submit: 'Ask', close: 'Close', metadata },
    blocks: [field('Your question', input)],
  });
}

/** @param question what is already in it */
export function questionInput(actionId: string, question?: string): PlainTextInput {
  return {
    type: 'plain_text_input',
    action_id: actionId,
    max_length: maxQuestionChars,
    placeholder: plain('how do I roll back a release'),
    ...(question !== undefined && { initial_value: question }),
  };
}

export function renderAnswerModal(message: Message, modal: AskModal = {}): ModalView {
  const asking = renderAskModal(modal);
  return { ...asking, blocks: [...asking.blocks, { type: 'divider' }, ...message.blocks] };
}

/** In the place of a view: where questions are asked, the next one can be typed above. */
export function renderInModal(view: SentView | undefined, message: Message): ModalView {
  if (view?.type === 'modal' && view.callback_id !== askModalId) {
    return noticeModal((view.title?.text ?? '').replace(/\?$/, ''), message.blocks);
  }
  return renderAnswerModal(message, view && { metadata: view.private_metadata });
}
