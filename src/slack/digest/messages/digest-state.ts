import type { DigestRights } from '../../../digest/decide-rights.ts';
import type { Subscription } from '../../../digest/subscription.ts';
import {
  commandList,
  type Message,
  messageOf,
  richMessage,
  sentence,
} from '../../reply/message.ts';
import {
  bold,
  bullets,
  channel,
  code,
  context,
  type Part,
  quiet,
  richText,
  row,
  say,
  text,
  user,
} from '../../reply/rich-text.ts';
import { digestButton, digestButtons, ownDigestButton } from './digest-buttons.ts';
import { stopWords } from './digest-notice.ts';
import {
  describeRhythm,
  describeSettings,
  type DigestPlace,
  formatCommand,
  formatDay,
  formatOccurrence,
  nameDigest,
  sayNone,
} from './digest-words.ts';

/** How a living digest stands, or that there is none, and what the person may do about it. */
export function renderDigestState(
  subscription: Subscription | undefined,
  place: DigestPlace,
  rights: DigestRights,
): Message {
  const id = place.kind === 'channel' ? place.id : '';
  if (!subscription) {
    const mayChange = rights === 'change';
    const typed = formatCommand('subscribe', place);
    return messageOf(
      richText(sayNone(place)),
      row(
        rights === 'own' && ownDigestButton(),
        mayChange && digestButton('Set one up', 'subscribe', id),
      ),
      quiet(
        mayChange &&
          `Or in one line: ${typed} on monday at 09:00. More: ${place.command} digest help`,
      ),
    );
  }
  return messageOf(
    richText(say`${sentence(nameDigest(place))} ${describeStanding(subscription)}`),
    row(digestButtons(subscription.standing.kind, id, rights)),
    context(`More commands: ${place.command} digest help`),
  );
}

function describeStanding(subscription: Subscription): Part {
  const { settings, standing, next, createdBy, place } = subscription;
  const described = describeSettings(settings);
  const isOwn = place === 'direct';
  switch (standing.kind) {
    case 'active': {
      // One's own needs no telling.
      const who = isOwn ? '' : say` ${user(createdBy)} set it up.`;
      const when = next ? ` Next: ${formatOccurrence(next, settings.schedule)}.` : '';
      return say`comes ${described}.${who}${when}`;
    }
    case 'paused':
      return say`was paused by ${user(standing.by)}. When it’s running, it comes ${described}.`;
    case 'stopped': {
      const { why, mend } = stopWords[standing.reason];
      const who = isOwn ? 'It came' : say`${user(createdBy)} set it up:`;
      return say`has stopped because ${why}. ${mend} ${who} ${described}.`;
    }
    case 'ended':
      return text('was ended.');
  }
}

export function renderDigestHelp(command: string): Message {
  return richMessage(
    say`A weekly digest of what’s new in the guide, for a channel or just for you`,
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
    say`Type these in a direct message to me for a digest of your own.`,
  );
}

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
