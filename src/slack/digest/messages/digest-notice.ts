import type { RichTextElement } from '@slack/types';
import type { WishDecision } from '../../../digest/change-subscription.ts';
import type { Notice } from '../../../digest/delivery.ts';
import type {
  DigestSettings,
  Occurrence,
  StopReason,
  Subscription,
} from '../../../digest/subscription.ts';
import {
  describeSettings,
  formatDay,
  formatCommand,
  formatOccurrence,
  formatSubscribeCommand,
  hasNone,
  nameDigest,
  namePlace,
  type DigestPlace,
} from './digest-words.ts';
import { escapeText, type Message, richMessage, sentence } from '../../reply/message.ts';
import { renderNotice } from '../../reply/notice.ts';
import { channel, paragraph, richText, text, user } from '../../reply/rich-text.ts';

type Change = Pick<Extract<Notice, { kind: 'changed' }>, 'change' | 'settings' | 'next'>;

/** What a channel, or the people who look after it, are told. */
export function renderDigestNotice(notice: Notice, command: string): Message {
  switch (notice.kind) {
    case 'changed':
      return richMessage(
        paragraph(
          user(notice.by),
          text(' '),
          describeChange(notice, { kind: 'thisChannel', command }),
        ),
      );
    case 'restored':
      return richMessage(
        paragraph(
          text('The weekly digest is running again: '),
          text(`${describeSettings(notice.settings)}.${next(notice)}`),
        ),
      );
    case 'stopped':
      return renderStopped(notice, command);
  }
}

/** A change in one sentence with the whole state it leads to: `set up a weekly digest for ...` */
export function describeChange(change: Change, place: DigestPlace): readonly RichTextElement[] {
  const settings = describeSettings(change.settings);
  switch (change.change) {
    case 'subscribed':
      return [
        ...text('set up a weekly digest for '),
        ...(place.kind === 'direct' ? text('yourself') : namePlace(place)),
        ...text(`: ${settings}.${next(change, 'The first one comes on')}`),
      ];
    case 'changed':
      return [
        ...text('changed '),
        ...nameDigest(place),
        ...text(`: now ${settings}.${next(change)}`),
      ];
    case 'resumed':
      return [...text('resumed '), ...nameDigest(place), ...text(`: ${settings}.${next(change)}`)];
    case 'paused':
      return [
        ...text('paused '),
        ...nameDigest(place),
        ...text(`. It came ${settings}. To start it again: `),
        ...text(formatCommand('resume', place), { code: true }),
      ];
    case 'unsubscribed':
      return [
        ...text('ended '),
        ...nameDigest(place),
        ...text('. To get it back: '),
        ...text(formatSubscribeCommand(change.settings, place), { code: true }),
      ];
  }
}

function next(
  of: { readonly settings: DigestSettings; readonly next: Occurrence | undefined },
  words = 'The next one comes on',
): string {
  if (!of.next) return '';
  return ` ${words} ${formatDay(of.next.at, of.settings.schedule.timeZone)}.`;
}

/** What stops a digest, and how to mend it. */
export const stopWords: Readonly<
  Record<StopReason, { readonly why: string; readonly mend: string }>
> = {
  archived: {
    why: 'the channel is archived',
    mend: 'Unarchive it and the digest starts again by itself.',
  },
  deleted: {
    why: 'the channel was deleted',
    mend: 'You can set up the same digest in another channel.',
  },
  notFound: {
    why: 'I can’t see the channel any more',
    mend: 'If it’s still there, invite me with /invite and the digest starts again by itself.',
  },
  notMember: {
    why: 'I was removed from the channel',
    mend: 'Invite me again with /invite and the digest starts again by itself.',
  },
  restricted: {
    why: 'I’m not allowed to post in the channel',
    mend: 'Let me post there, then resume the digest.',
  },
};

function renderStopped(notice: Extract<Notice, { kind: 'stopped' }>, command: string): Message {
  const { why, mend } = stopWords[notice.reason];
  const here = { kind: 'thisChannel', command } as const;
  const mending =
    notice.reason === 'deleted'
      ? formatSubscribeCommand(notice.settings, here)
      : formatCommand('resume', here);
  const mendsItself = notice.reason !== 'deleted' && notice.reason !== 'restricted';
  const leadIn = mendsItself ? 'If it doesn’t, type this there:' : 'Type this there:';
  return {
    text: escapeText(`A weekly digest has stopped because ${why}. ${mend}`),
    blocks: [
      richText(
        paragraph(
          text('The weekly digest of '),
          channel(notice.channelId),
          text(' has stopped because '),
          text(why),
          text('. '),
          user(notice.createdBy),
          text(` set it up: ${describeSettings(notice.settings)}.`),
        ),
        paragraph(text(`\n${mend} ${leadIn} `), text(mending, { code: true })),
      ),
    ],
  };
}

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
