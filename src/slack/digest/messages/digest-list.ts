import type { Subscription } from '../../../digest/subscription.ts';
import { type Message, richMessage } from '../../reply/message.ts';
import { bold, bullets, channel, code, type Part, say, text, user } from '../../reply/rich-text.ts';
import { stopWords } from './digest-notice.ts';
import { describeRhythm, formatDay } from './digest-words.ts';

// Each may take a few hundred characters of the 13,000 that Slack lets a message have.
const maxListed = 25;

/** @param isAll whether these are everybody's, or those of the reader's channels. */
export function renderDigestList(
  subscriptions: readonly Subscription[],
  isAll: boolean,
  command: string,
): Message {
  if (subscriptions.length === 0) {
    const whose = isAll
      ? 'Neither your channels nor the public ones have'
      : 'None of your channels has';
    return richMessage(
      say`${whose} a digest yet. To set one up: ${code(`${command} digest subscribe`)}`,
    );
  }
  const left = subscriptions.length - maxListed;
  return richMessage(
    bold(isAll ? 'Digests of your channels and all public ones' : 'Digests of your channels'),
    bullets(subscriptions.slice(0, maxListed).map(describeListed)),
    ...(left > 0 ? [say`And ${left} more.`] : []),
  );
}

function describeListed(subscription: Subscription): Part {
  const { channelId, place, settings, standing, next } = subscription;
  const where = place === 'direct' ? text('To you') : channel(channelId);
  return say`${where}: ${describeRhythm(settings)}. ${stateOf()}`;

  function stateOf(): string | Part {
    switch (standing.kind) {
      case 'active':
        return next ? `Next: ${formatDay(next.at, settings.schedule.timeZone)}` : '';
      case 'paused':
        return say`Paused by ${user(standing.by)}`;
      case 'stopped': {
        const { why, mend } = stopWords[standing.reason];
        return `Stopped because ${why}. ${mend}`;
      }
      case 'ended':
        return 'Ended';
    }
  }
}
