import type { RichTextElement } from '@slack/types';
import type { Subscription } from '../../../digest/subscription.ts';
import { stopWords } from './digest-notice.ts';
import { describeSchedule, describeTopics, formatDay } from './digest-words.ts';
import { type Message, richMessage } from '../../reply/message.ts';
import { bullets, channel, paragraph, text, user } from '../../reply/rich-text.ts';

// Each may take a few hundred characters of the 13,000 that Slack lets a message have.
const maxListed = 25;

/** @param isAll whether these are everybody's, or those of the reader's channels. */
export function renderDigestList(
  subscriptions: readonly Subscription[],
  isAll: boolean,
  command: string,
): Message {
  if (subscriptions.length === 0) {
    return richMessage(
      paragraph(
        text(
          isAll
            ? 'No public channel and none of yours has a digest yet. '
            : 'None of your channels has a digest yet. ',
        ),
        text('To set one up: '),
        text(`${command} digest subscribe`, { code: true }),
      ),
    );
  }
  const shown = subscriptions.slice(0, maxListed);
  const left = subscriptions.length - shown.length;
  return richMessage(
    paragraph(
      text(isAll ? 'Digests of your channels and of all public ones' : 'Digests of your channels', {
        bold: true,
      }),
    ),
    bullets(shown.map(describeListed)),
    ...(left > 0 ? [paragraph(text(`And ${left} more.`))] : []),
  );
}

function describeListed({
  channelId,
  place,
  settings,
  standing,
  next,
}: Subscription): readonly RichTextElement[] {
  const where = place === 'direct' ? text('To you') : channel(channelId);
  const { schedule, topics } = settings;
  const about = topics.length > 0 ? `, ${describeTopics(topics)}` : '';
  const rhythm = `: ${describeSchedule(schedule)}${about}. `;
  switch (standing.kind) {
    case 'active': {
      const day = next ? `Next: ${formatDay(next.at, schedule.timeZone)}` : '';
      return [...where, ...text(`${rhythm}${day}`)];
    }
    case 'paused':
      return [...where, ...text(`${rhythm}Paused by `), ...user(standing.by)];
    case 'stopped': {
      const { why, mend } = stopWords[standing.reason];
      return [...where, ...text(`${rhythm}Stopped because ${why}. ${mend}`)];
    }
    case 'ended':
      return where;
  }
}
