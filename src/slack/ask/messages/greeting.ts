import { cutText } from '../../reply/cut-text.ts';
import { fallbackText, type Message } from '../../reply/message.ts';
import { renderNotice } from '../../reply/notice.ts';
import { actions, button, paragraph, richText, text } from '../../reply/rich-text.ts';
import { actionIds } from '../action-ids.ts';
import { formatAnswerState, freshState } from '../button-values.ts';

/** Who this is, and what it can be asked: each question is a button that asks it. */
export function renderGreeting(examples: readonly string[]): Message {
  const hello =
    'Hi. I look things up in our guide. Ask me in your own words, and I’ll find the page that answers.';
  if (examples.length === 0) return renderNotice(hello);
  const asks = examples.map((question, i) =>
    button({
      label: question,
      actionId: `${actionIds.example}${i}`,
      value: formatAnswerState(freshState(cutText(question, 1_000))),
    }),
  );
  return {
    text: fallbackText(`${hello} For example: ${examples[0] ?? ''}`),
    blocks: [richText(paragraph(text(hello), text(' For example:'))), actions(...asks)],
  };
}

export function renderThanks(): Message {
  return renderNotice('You’re welcome. Ask me again any time.');
}

/** To "ok" and "never mind", and to "that's wrong" too. */
export function renderNod(): Message {
  return renderNotice(
    'I’m here when you have a question. If that wasn’t the answer, ask me again in other words.',
  );
}
