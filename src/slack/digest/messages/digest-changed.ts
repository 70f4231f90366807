import type { WishDecision } from '../../../digest/change-subscription.ts';
import type { Subscription } from '../../../digest/subscription.ts';
import { describeChange } from './digest-notice.ts';
import {
  describeSettings,
  formatCommand,
  formatOccurrence,
  hasNone,
  nameDigest,
  namePlace,
  type DigestPlace,
} from './digest-words.ts';
import type { Message } from '../../reply/message.ts';
import { renderNotice } from '../../reply/notice.ts';
import { richMessage, sentence } from '../../reply/rich-message.ts';
import { paragraph, text } from '../../reply/rich-text.ts';

const alreadyWords = {
  unchanged: 'is already set up like this',
  alreadyPaused: 'is already paused',
  alreadyActive: 'isn’t paused',
};

/** To whoever wished it. In the channel itself everybody reads what it changed to. */
export function renderDecided(
  kind: Exclude<WishDecision['kind'], 'none'>,
  { settings, next }: Subscription,
  place: DigestPlace,
): Message {
  switch (kind) {
    case 'unchanged':
    case 'alreadyPaused':
    case 'alreadyActive':
      return richMessage(
        paragraph(
          sentence(nameDigest(place)),
          text(` ${alreadyWords[kind]}: ${describeSettings(settings)}.`),
          text(next ? ` Next: ${formatOccurrence(next, settings.schedule)}.` : ''),
        ),
      );
    case 'subscribed':
    case 'changed':
    case 'paused':
    case 'resumed':
    case 'unsubscribed':
      return place.kind === 'thisChannel'
        ? renderNotice('Done. I’ve told the channel.')
        : richMessage(
            paragraph(text('You '), describeChange({ change: kind, settings, next }, place)),
          );
  }
}

export function renderNoDigest(place: DigestPlace): Message {
  return richMessage(
    paragraph(
      sentence(namePlace(place)),
      text(`${hasNone(place)}. To set one up: `),
      text(formatCommand('subscribe', place), { code: true }),
    ),
  );
}
