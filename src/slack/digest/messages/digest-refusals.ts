import type { DigestPolicy } from '../../../digest/decide-rights.ts';
import { cutText } from '../../reply/words.ts';
import { joinParts, type Message, messageOf, richMessage } from '../../reply/message.ts';
import { renderNotice } from '../../reply/notice.ts';
import { code, type Part, richText, row, say, text, user } from '../../reply/rich-text.ts';
import { ownDigestButton } from './digest-buttons.ts';
import { type DigestPlace, formatCommand, nameDigest } from './digest-words.ts';

const maxNamed = 5;
const maxCommandChars = 500;

/** Who may, for those who may not. */
export function renderMayNotChange(
  isMember: boolean,
  policy: DigestPolicy,
  channelCreator: string | undefined,
  place: DigestPlace,
): Message {
  if (place.kind === 'direct') {
    return renderNotice('Only full members of this workspace can have a digest of their own.');
  }
  const refusal = isMember
    ? say`You can’t change ${nameDigest(place)}`
    : text('Only full members of this workspace can change a digest');
  if (policy.everyMember) {
    return richMessage(say`${refusal}, so I haven’t changed anything. Ask one of them to do it.`);
  }
  const who = [
    text('workspace admins'),
    text('workspace owners'),
    ...(channelCreator ? [say`the channel’s creator ${user(channelCreator)}`] : []),
    ...policy.users.slice(0, maxNamed).map(user),
    ...policy.groups.slice(0, maxNamed).map(userGroup),
  ];
  const people = joinParts(who, ', ', ' and ');
  const own = isMember ? ' Or get the same digest as a direct message, just for you.' : '';
  return messageOf(
    richText(say`${refusal}, so I haven’t changed anything. These people can: ${people}.${own}`),
    row(isMember && ownDigestButton()),
  );
}

/** Outsiders would read it: the form says so, and sending it is the answer. */
export function renderConfirmByForm(place: DigestPlace): Message {
  const subscribe = code(formatCommand('subscribe', place));
  return richMessage(
    say`People from another organisation are in this channel and would read the digest, so I haven’t changed anything. If that’s fine, set it up with the form: ${subscribe}`,
  );
}

/** The channel takes no messages. */
export function renderArchived(): Message {
  return renderNotice(
    'That channel is archived, so I haven’t changed anything. Unarchive it and try again.',
  );
}

/** A conversation of several people without a channel. */
export function renderNoGroups(): Message {
  return renderNotice(
    'A group conversation can’t have a digest. Try it in a channel, or in a direct message to me for a digest of your own.',
  );
}

/** The bot is not in a private channel, so it can neither see it nor post there. */
export function renderNotInvited(command: string): Message {
  const typed = code(cutText(command, maxCommandChars));
  return richMessage(
    say`I’m not in that private channel, so I can’t post there. I haven’t changed anything.`,
    say`Invite me there with ${code('/invite')}, then try again: ${typed}`,
  );
}

function userGroup(id: string): Part {
  return [{ type: 'usergroup', usergroup_id: id }];
}
