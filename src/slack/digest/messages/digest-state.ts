import type { RichTextElement } from '@slack/types';
import type { Subscription } from '../../../digest/subscription.ts';
import { stopWords } from './digest-notice.ts';
import {
  describeSettings,
  formatCommand,
  formatOccurrence,
  formatSubscribeCommand,
  hasNone,
  nameDigest,
  namePlace,
  type DigestPlace,
} from './digest-words.ts';
import type { Message } from '../../reply/message.ts';
import { commandList, richMessage, sentence } from '../../reply/rich-message.ts';
import { paragraph, text, user } from '../../reply/rich-text.ts';

/** How this digest stands, and what can be typed. */
export function renderDigestState(
  subscription: Subscription | undefined,
  place: DigestPlace,
): Message {
  if (!subscription || subscription.standing.kind === 'ended') {
    return richMessage(
      paragraph(sentence(namePlace(place)), text(`${hasNone(place)}.`)),
      commandList([
        [formatCommand('subscribe', place), 'asks when, and about what'],
        [`${formatCommand('subscribe', place)} on monday at 09:00`, 'sets it up at once'],
        ['/guide digest list', 'the digests of your channels'],
        ['/guide digest help', 'every command with an example'],
      ]),
    );
  }
  return richMessage(
    paragraph(sentence(nameDigest(place)), text(' '), describeStanding(subscription)),
    commandList([
      [formatSubscribeCommand(subscription.settings, place), 'change any part of it and send it'],
      [formatCommand('preview', place), 'shows the next one, to you alone'],
      subscription.standing.kind === 'active'
        ? [formatCommand('pause', place), 'until somebody resumes it']
        : [formatCommand('resume', place), 'with these settings'],
      [formatCommand('unsubscribe', place), 'ends it'],
      [formatCommand('history', place), 'the last ten, and what became of them'],
      ['/guide digest list', 'the digests of your channels'],
      ['/guide digest help', 'every command with an example'],
    ]),
  );
}

function describeStanding({
  settings,
  standing,
  next,
  createdBy,
  place,
}: Subscription): readonly RichTextElement[] {
  const described = describeSettings(settings);
  switch (standing.kind) {
    case 'active':
      return [
        ...text(`comes ${described}. `),
        // One's own needs no telling.
        ...(place === 'direct' ? [] : [...user(createdBy), ...text(' set it up. ')]),
        ...text(next ? `Next: ${formatOccurrence(next, settings.schedule)}.` : ''),
      ];
    case 'paused':
      return [...text('was paused by '), ...user(standing.by), ...text(` (${described}).`)];
    case 'stopped': {
      const { why, mend } = stopWords[standing.reason];
      return [
        ...text(`stopped by itself: ${why}. ${mend} `),
        ...(place === 'direct'
          ? text('It came')
          : [...user(createdBy), ...text(' had set it up:')]),
        ...text(` ${described}.`),
      ];
    }
    case 'ended':
      return text('was ended.');
  }
}

export function renderDigestHelp(): Message {
  return richMessage(
    paragraph(text('A weekly digest of what is new in the guide, for a channel or for you')),
    commandList([
      ['/guide digest subscribe', 'opens a form'],
      [
        '/guide digest subscribe #channel about #topic #topic on monday at 09:00 in Europe/Berlin even if empty',
        'all of it in one line; every part may be left out, in any order',
      ],
      ['/guide digest', 'how this channel’s digest stands'],
      ['/guide digest list', 'the digests of your channels'],
      ['/guide digest preview', 'the next one, to you alone'],
      ['/guide digest pause', 'until somebody resumes it'],
      ['/guide digest resume', 'with the settings it had'],
      ['/guide digest unsubscribe', 'ends it'],
      ['/guide digest history', 'the last ten, and what became of them'],
    ]),
    paragraph(text('In a direct message to me it is a digest of your own.')),
  );
}
