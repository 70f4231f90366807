import { cutText } from '../../reply/cut-text.ts';
import { fallbackText, type Message } from '../../reply/message.ts';
import { actions, button, paragraph, richText, text } from '../../reply/rich-text.ts';
import { actionIds } from '../action-ids.ts';
import { formatAnswerState, freshState } from '../button-values.ts';

/** The command that may have been meant. It may have been a question too. */
export function renderOfferedCommand(typed: string, asked: string): Message {
  const where = / digest\b/.test(typed) ? ' Type it in the channel it’s about.' : '';
  return {
    text: fallbackText(`Did you mean ${typed}?${where}`),
    blocks: [
      richText(
        paragraph(text('Did you mean '), text(typed, { code: true }), text('?'), text(where)),
      ),
      actions(
        button({
          label: `Search for “${cutText(asked, 50)}”`,
          actionId: actionIds.more,
          value: formatAnswerState(freshState(cutText(asked, 1_000))),
        }),
      ),
    ],
  };
}
