import type { Button, KnownBlock } from '@slack/types';
import type { Topic } from '../../../answers/answer.ts';
import { actionIds } from '../../app/action-ids.ts';
import { cutText } from '../../reply/words.ts';
import { inGroups } from '../../reply/form.ts';
import { type Message, messageOf } from '../../reply/message.ts';
import { renderNotice } from '../../reply/notice.ts';
import { actions, bold, button, quiet, richText } from '../../reply/rich-text.ts';

const maxButtonsPerBlock = 25;
/** Nobody reads a longer list; the rest can be asked for by name. */
const maxTopics = 75;

export interface TopicsView {
  /** Most used first. */
  readonly topics: readonly Topic[];
  readonly command: string;
}

export function renderTopicList({ topics, command }: TopicsView): Message {
  if (topics.length === 0) {
    return renderNotice(`No article has a topic yet. Just ask: ${command} and your question.`);
  }
  const shown = topics.slice(0, maxTopics);
  const rest = topics.length - shown.length;
  return messageOf(
    richText(bold('Topics in the guide:')),
    topicButtons(shown),
    quiet(
      rest > 0 && `And ${rest} more, such as ${command} #${cutText(topics.at(-1)?.tag ?? '', 60)}`,
    ),
  );
}

/** A button for each topic, which leads to its articles. */
export function topicButtons(
  topics: readonly Topic[],
  { all = false } = {},
): readonly KnownBlock[] {
  const buttons: readonly Button[] = [
    ...topics.map((topic, i) =>
      button({ label: nameTopic(topic), actionId: `${actionIds.topic}${i}`, value: topic.tag }),
    ),
    ...(all ? [button({ label: 'All topics', actionId: actionIds.allTopics, value: 'all' })] : []),
  ];
  return inGroups(buttons, maxButtonsPerBlock).map((row) => actions(...row));
}

/** `queues (3)` */
function nameTopic({ tag, count }: Topic): string {
  return `${cutText(tag, 60)} (${count})`;
}
