import type { KnownBlock } from '@slack/types';
import type { Topic } from '../../../answers/answer.ts';
import { actionIds } from '../action-ids.ts';
import { cutText } from '../../reply/cut-text.ts';
import { escapeText, fallbackText, type Message } from '../../reply/message.ts';
import { actions, button, context, paragraph, richText, text } from '../../reply/rich-text.ts';

const maxButtonsPerBlock = 25;
/** More than this is no list to read; the rest can be asked for by name. */
const maxTopics = 75;

export interface TopicsView {
  /** Most used first. */
  readonly topics: readonly Topic[];
  /** `thread`: everybody sees it, and it has no buttons. */
  readonly audience: 'asker' | 'thread';
}

export function renderTopicList({ topics, audience }: TopicsView): Message {
  const [first] = topics;
  if (first === undefined) {
    const none = 'No article carries a topic yet. Just ask: /guide and your question.';
    return { text: none, blocks: [richText(paragraph(text(none)))] };
  }

  const shown = topics.slice(0, maxTopics);
  const labels = shown.map(({ tag, count }) => `${cutText(tag, 60)} (${count})`);
  const rest = topics.length - shown.length;
  const example = `/guide #${cutText(first.tag, 60)}`;
  const more =
    rest > 0
      ? [context(`And ${rest} more. One of them: /guide #${cutText(topics.at(-1)?.tag ?? '', 60)}`)]
      : [];
  const head = richText(
    paragraph(
      text('Topics in the guide', { bold: true }),
      text(audience === 'thread' ? `\n${labels.join(', ')}\nOne topic: ` : ''),
      text(audience === 'thread' ? example : '', { code: true }),
    ),
  );
  return {
    text: fallbackText(`Topics in the guide: ${labels.slice(0, 20).join(', ')}`),
    plainText: escapeText(`Topics in the guide: ${labels.join(', ')}\nOne topic: ${example}`),
    blocks: [head, ...(audience === 'asker' ? renderButtons(shown, labels) : []), ...more],
  };
}

function renderButtons(topics: readonly Topic[], labels: readonly string[]): readonly KnownBlock[] {
  const buttons = topics.map(({ tag }, i) =>
    button({ label: labels[i] ?? tag, actionId: `${actionIds.topic}${i}`, value: tag }),
  );
  const rows = Math.ceil(buttons.length / maxButtonsPerBlock);
  return Array.from({ length: rows }, (_, row) =>
    actions(...buttons.slice(row * maxButtonsPerBlock, (row + 1) * maxButtonsPerBlock)),
  );
}
