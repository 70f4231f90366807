import type { KnownBlock, ModalView } from '@slack/types';
import { cutText } from './words.ts';
import { type Message, richMessage } from './message.ts';
import { plain, text } from './rich-text.ts';

const maxNoticeChars = 2_000;

/** One plain sentence or two. */
export function renderNotice(notice: string): Message {
  return richMessage(text(cutText(notice, maxNoticeChars)));
}

/** A modal that says something and asks for nothing. */
export function noticeModal(title: string, blocks: readonly KnownBlock[]): ModalView {
  return { type: 'modal', title: plain(title), close: plain('Close'), blocks: [...blocks] };
}

/**
 * Our fault, said plainly. The reference is in the log beside the error.
 * @param done what was done all the same, that nothing was, or where to see it.
 */
export function renderFailure(reference: string, done: string): Message {
  return renderNotice(`Something broke on our side; ${done}. Reference ${reference}.`);
}

/** Without the letters and digits that are mistaken for each other (Crockford's base 32). */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * A short name for one failure, said to the person and written to the log: `7F3K-2Q`.
 * @param random at least 6 random bytes
 */
export function formatReference(random: Uint8Array): string {
  const letters = [...random.slice(0, 6)].map((byte) => alphabet[byte % alphabet.length]);
  return `${letters.slice(0, 4).join('')}-${letters.slice(4).join('')}`;
}
