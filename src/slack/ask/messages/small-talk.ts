import { maxQuestionChars } from '../../../answers/parse-question.ts';
import { cutText } from '../../reply/words.ts';
import { messageOf, type Message } from '../../reply/message.ts';
import { renderNotice } from '../../reply/notice.ts';
import { actions, button, code, richText, say } from '../../reply/rich-text.ts';
import { actionIds } from '../../app/action-ids.ts';
import { formatAnswerState, freshState } from '../button-values.ts';

/** Who this is, and what it can be asked: each question is a button that asks it. */
export function renderGreeting(examples: readonly string[]): Message {
  const hello =
    'Hi. I look things up in our guide. Ask me in your own words, and I’ll find the page that answers.';
  if (examples.length === 0) return renderNotice(hello);
  const asks = examples.map((question, i) =>
    askButton(question, question, `${actionIds.example}${i}`),
  );
  return messageOf(richText(say`${hello} For example:`), actions(...asks));
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

/** To who wants the last answer somewhere else: only they may say something there. */
export function renderHowToShare(command: string): Message {
  return renderNotice(
    `I can’t post there for you. Ask with ${command} in that channel, and press Share below the answer.`,
  );
}

/** To "this is out of date", "fix that page" and "who wrote this": articles change where they live. */
export function renderWhoseArticle(): Message {
  return renderNotice(
    'I only show articles, so I can’t change one. Its owner, if it has one, is named below the answer. If something is wrong with it, press Not helpful there.',
  );
}

/** The command that may have been meant. It may have been a question too. */
export function renderOfferedCommand(typed: string, asked: string): Message {
  const where = / digest\b/.test(typed)
    ? ' Type it in the channel it’s about, or in a direct message to me for a digest of your own.'
    : '';
  const label = `Search for “${cutText(asked, 50)}”`;
  return messageOf(
    richText(say`Did you mean ${code(typed)}?${where}`),
    actions(askButton(label, asked, actionIds.more)),
  );
}

function askButton(label: string, question: string, actionId: string) {
  const value = formatAnswerState(freshState(cutText(question, maxQuestionChars)));
  return button({ label, actionId, value });
}
