import { cutText } from './cut-text.ts';
import { fallbackText, type Message } from './message.ts';
import { paragraph, richText, text } from './rich-text.ts';

/** One plain sentence or two. */
export function renderNotice(notice: string): Message {
  return {
    text: fallbackText(notice),
    blocks: [richText(paragraph(text(cutText(notice, 2_000))))],
  };
}

/**
 * Our fault, said plainly. The reference is in the log beside the error.
 * @param done what was done all the same, that nothing was, or where to see it.
 */
export function renderFailure(reference: string, done: string): Message {
  return renderNotice(`Something broke on our side; ${done}. Reference ${reference}.`);
}
