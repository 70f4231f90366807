import type { KnownBlock } from '@slack/types';
import type { Gap } from '../../../upkeep/group-gaps.ts';
import { cutText } from '../../reply/words.ts';
import { type Message, richMessage } from '../../reply/message.ts';
import { bold, bullets, context, type Part, plain, richText, say } from '../../reply/rich-text.ts';

const maxShown = 15;
const maxShownAtHome = 5;
const maxQuestionChars = 150;

/** The answer to `/guide gaps`. */
export function renderGaps(gaps: readonly Gap[], days: number): Message {
  if (gaps.length === 0) {
    return richMessage(say`Every question in the last ${days} days found an article.`);
  }
  const left = gaps.length - maxShown;
  return richMessage(
    bold(`Questions without an answer in the last ${days} days`),
    bullets(gaps.slice(0, maxShown).map(renderGapLine)),
    ...(left > 0 ? [say`And ${left} more.`] : []),
    say`A question goes away when an article answers it.`,
  );
}

/** For the Home tab; nothing where there is none. */
export function renderHomeGaps(gaps: readonly Gap[], command: string): readonly KnownBlock[] {
  if (gaps.length === 0) return [];
  return [
    { type: 'header', text: plain('Questions without an answer') },
    richText(bullets(gaps.slice(0, maxShownAtHome).map(renderGapLine))),
    context(`All of them: ${command} gaps`),
  ];
}

/** One line: what is asked, by how many people, how often it was put otherwise. */
export function renderGapLine({ questions, people, weeks, topic }: Gap): Part {
  const [question = ''] = questions;
  const counts = [
    `${people} ${people === 1 ? 'person' : 'people'}`,
    weeks > 1 && `over ${weeks} weeks`,
    topic !== undefined && `near #${cutText(topic, 60)}`,
    questions.length > 1 && `asked in ${questions.length} ways`,
  ];
  return say`${bold(cutText(question, maxQuestionChars))}  ${counts.filter(Boolean).join(', ')}`;
}
