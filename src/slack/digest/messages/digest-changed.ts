import type { Notice } from '../../../digest/delivery.ts';
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

/** To whoever changed it. In the channel itself everybody reads what it changed to. */
export function renderChanged(
  change: Extract<Notice, { kind: 'changed' }>['change'],
  { settings, next }: Subscription,
  place: DigestPlace,
): Message {
  if (place.kind === 'thisChannel') {
    return renderNotice('Done. I’ve told the channel.');
  }
  return richMessage(paragraph(text('You '), describeChange({ change, settings, next }, place)));
}

const alreadyWords = {
  unchanged: 'is already set up like this',
  alreadyPaused: 'is already paused',
  alreadyActive: 'isn’t paused',
};

/** What was wished for is so already. */
export function renderAlreadySo(
  already: keyof typeof alreadyWords,
  { settings, next }: Subscription,
  place: DigestPlace,
): Message {
  return richMessage(
    paragraph(
      sentence(nameDigest(place)),
      text(` ${alreadyWords[already]}: ${describeSettings(settings)}.`),
      text(next ? ` Next: ${formatOccurrence(next, settings.schedule)}.` : ''),
    ),
  );
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
