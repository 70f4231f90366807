import type { RichTextElement } from '@slack/types';
import type { Subscription } from '../../../digest/subscription.ts';
import { stopWords } from './digest-notice.ts';
import {
  describeSettings,
  formatCommand,
  formatOccurrence,
  hasNone,
  nameDigest,
  namePlace,
  type DigestPlace,
} from './digest-words.ts';
import { type Message, commandList, richMessage, sentence, withRest } from '../../reply/message.ts';
import { actions, context, paragraph, text, user } from '../../reply/rich-text.ts';
import type { DigestRights } from '../../../digest/may-change-digest.ts';
import { digestButton, digestButtons, ownDigestButton } from './digest-buttons.ts';

/** How this digest stands, and what the person may do about it. */
export function renderDigestState(
  subscription: Subscription | undefined,
  place: DigestPlace,
  rights: DigestRights,
): Message {
  const id = place.kind === 'channel' ? place.id : '';
  if (!subscription || subscription.standing.kind === 'ended') {
    const none = richMessage(paragraph(sentence(namePlace(place)), text(`${hasNone(place)}.`)));
    if (rights === 'look') return none;
    if (rights === 'own') return withRest(none, actions(ownDigestButton()));
    return withRest(
      none,
      actions(digestButton('Set one up', 'subscribe', id)),
      context(
        `Or in one line: ${formatCommand('subscribe', place)} on monday at 09:00. More: ${place.command} digest help`,
      ),
    );
  }
  return withRest(
    richMessage(paragraph(sentence(nameDigest(place)), text(' '), describeStanding(subscription))),
    digestButtons(subscription.standing.kind, id, rights),
    context(`More commands: ${place.command} digest help`),
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
      return [
        ...text('was paused by '),
        ...user(standing.by),
        ...text(`. When it’s running, it comes ${described}.`),
      ];
    case 'stopped': {
      const { why, mend } = stopWords[standing.reason];
      return [
        ...text(`has stopped because ${why}. ${mend} `),
        ...(place === 'direct' ? text('It came') : [...user(createdBy), ...text(' set it up:')]),
        ...text(` ${described}.`),
      ];
    }
    case 'ended':
      return text('was ended.');
  }
}

export function renderDigestHelp(command: string): Message {
  return richMessage(
    paragraph(text('A weekly digest of what’s new in the guide, for a channel or just for you')),
    commandList([
      [`${command} digest subscribe`, 'opens a form'],
      [
        `${command} digest subscribe #channel about #topic #topic on monday at 09:00 in Europe/Berlin even if empty with upkeep`,
        'does it in one line. Leave out any part you like; the order doesn’t matter',
      ],
      [`${command} digest`, 'shows this channel’s digest'],
      [`${command} digest list`, 'shows the digests of your channels'],
      [`${command} digest preview`, 'shows you the next one'],
      [`${command} digest pause`, 'stops it until somebody resumes it'],
      [`${command} digest resume`, 'starts it again with the settings it had'],
      [`${command} digest unsubscribe`, 'ends it'],
      [`${command} digest history`, 'shows what happened to the last ten'],
    ]),
    paragraph(text('Type these in a direct message to me for a digest of your own.')),
  );
}
