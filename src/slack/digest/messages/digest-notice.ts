import type { WishDecision } from '../../../digest/change-subscription.ts';
import type { Notice } from '../../../digest/delivery.ts';
import type {
  DigestSettings,
  Occurrence,
  StopReason,
  Subscription,
} from '../../../digest/subscription.ts';
import { type Message, richMessage, sentence } from '../../reply/message.ts';
import { renderNotice } from '../../reply/notice.ts';
import { channel, code, type Part, say, user } from '../../reply/rich-text.ts';
import {
  describeSettings,
  type DigestPlace,
  formatCommand,
  formatDay,
  formatOccurrence,
  formatSubscribeCommand,
  nameDigest,
  namePlace,
  sayNone,
} from './digest-words.ts';

type Change = Pick<Extract<Notice, { kind: 'changed' }>, 'change' | 'settings' | 'next'>;

/** What a channel, or the people who look after it, are told. */
export function renderDigestNotice(notice: Notice, command: string): Message {
  switch (notice.kind) {
    case 'changed': {
      const change = describeChange(notice, { kind: 'thisChannel', command });
      return richMessage(say`${user(notice.by)} ${change}`);
    }
    case 'restored': {
      const settings = describeSettings(notice.settings);
      return richMessage(say`The weekly digest is running again: ${settings}.${next(notice)}`);
    }
    case 'stopped':
      return renderStopped(notice, command);
  }
}

/** A change in one sentence with the whole state it leads to: `set up a weekly digest for ...` */
function describeChange(change: Change, place: DigestPlace): Part {
  const settings = describeSettings(change.settings);
  const name = nameDigest(place);
  switch (change.change) {
    case 'subscribed': {
      const whom = place.kind === 'direct' ? 'yourself' : namePlace(place);
      const first = next(change, 'The first one comes on');
      return say`set up a weekly digest for ${whom}: ${settings}.${first}`;
    }
    case 'changed':
      return say`changed ${name}: now ${settings}.${next(change)}`;
    case 'resumed':
      return say`resumed ${name}: ${settings}.${next(change)}`;
    case 'paused':
      return say`paused ${name}. ${sayPaused(change.settings, place)}`;
    case 'unsubscribed': {
      const subscribe = code(formatSubscribeCommand(change.settings, place));
      return say`ended ${name}. To get it back: ${subscribe}`;
    }
  }
}

/** What is on hold, and how it goes on. */
function sayPaused(settings: DigestSettings, place: DigestPlace): Part {
  const resume = code(formatCommand('resume', place));
  return say`It came ${describeSettings(settings)}. To start it again: ${resume}`;
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
  shared: {
    why: 'the channel is shared with another organisation now',
    mend: 'Once it’s no longer shared, the digest starts again by itself.',
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
  const [where, who] = [channel(notice.channelId), user(notice.createdBy)];
  const settings = describeSettings(notice.settings);
  return richMessage(
    say`The weekly digest of ${where} has stopped because ${why}. ${who} set it up: ${settings}.`,
    say`\n${mend} ${leadIn} ${code(mending)}`,
  );
}

/** To whoever wished it. In the channel itself everybody reads what it changed to. */
export function renderDecided(
  kind: Exclude<WishDecision['kind'], 'none'>,
  { settings, next: coming }: Subscription,
  place: DigestPlace,
): Message {
  const name = sentence(nameDigest(place));
  switch (kind) {
    case 'unchanged':
    case 'alreadyActive': {
      const stands = kind === 'unchanged' ? 'set up like this' : 'running';
      const when = coming ? ` Next: ${formatOccurrence(coming, settings.schedule)}.` : '';
      return richMessage(say`${name} is already ${stands}: ${describeSettings(settings)}.${when}`);
    }
    case 'alreadyPaused':
      return richMessage(say`${name} is already paused. ${sayPaused(settings, place)}`);
    case 'subscribed':
    case 'changed':
    case 'paused':
    case 'resumed':
    case 'unsubscribed':
      return place.kind === 'thisChannel'
        ? renderNotice('Done. I’ve told the channel.')
        : richMessage(say`You ${describeChange({ change: kind, settings, next: coming }, place)}`);
  }
}

export function renderNoDigest(place: DigestPlace): Message {
  const subscribe = code(formatCommand('subscribe', place));
  return richMessage(say`${sayNone(place)} To set one up: ${subscribe}`);
}
