import { escapeText, plainTextOf } from '../../reply/message.ts';
import type { Reply } from '../../reply/reply.ts';
import { paragraph, richText, text } from '../../reply/rich-text.ts';

/** Puts the command that may have been meant in front of what was found. */
export function offerCommand(typed: string, { message, outcome }: Reply): Reply {
  const offer = richText(paragraph(text('Did you mean '), text(typed, { code: true }), text('?')));
  const words = escapeText(`Did you mean ${typed}?`);
  return {
    message: {
      text: `${words} ${message.text}`,
      plainText: `${words}\n${plainTextOf(message)}`,
      blocks: [offer, ...message.blocks],
    },
    outcome,
  };
}
