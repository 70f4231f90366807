import type { RichTextElement } from '@slack/types';
import type { DigestPolicy } from '../../../digest/may-change-digest.ts';
import { cutText } from '../../reply/cut-text.ts';
import { ownDigestButton } from './digest-buttons.ts';
import { formatCommand, nameDigest, type DigestPlace } from './digest-words.ts';
import { type Message, joinParts, richMessage, withRest } from '../../reply/message.ts';
import { renderNotice } from '../../reply/notice.ts';
import { actions, paragraph, text, user } from '../../reply/rich-text.ts';

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
    return renderNotice('Only full members of this workspace can have their own digest.');
  }
  const refusal = isMember
    ? [...text('You can’t change '), ...nameDigest(place)]
    : text('Only full members of this workspace can change a digest');
  if (policy.everyMember) {
    return richMessage(
      paragraph(refusal, text(', so I haven’t changed anything. Ask one of them to do it.')),
    );
  }
  const ownOne = isMember ? [actions(ownDigestButton())] : [];
  const people = [
    text('workspace admins'),
    text('workspace owners'),
    ...(channelCreator ? [[...text('the channel’s creator '), ...user(channelCreator)]] : []),
    ...policy.users.slice(0, maxNamed).map(user),
    ...policy.groups.slice(0, maxNamed).map(userGroup),
  ];
  return withRest(
    richMessage(
      paragraph(
        refusal,
        text(', so I haven’t changed anything. These people can: '),
        joinParts(people),
        text('.'),
        text(isMember ? ' Or get the same digest as a direct message, just for you.' : ''),
      ),
    ),
    ...ownOne,
  );
}

/** Outsiders would read it: the form says so, and sending it is the answer. */
export function renderConfirmByForm(place: DigestPlace): Message {
  return richMessage(
    paragraph(
      text(
        'People from another organisation are in this channel and would read the digest, so I haven’t changed anything. If that’s fine, set it up with the form: ',
      ),
      text(formatCommand('subscribe', place), { code: true }),
    ),
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
    'A group conversation can’t have a digest. Try it in a channel, or write to me directly for your own digest.',
  );
}

/** The bot is not in a private channel, so it can neither see it nor post there. */
export function renderNotInvited(command: string): Message {
  return richMessage(
    paragraph(
      text('I’m not in that private channel, so I can’t post there. I haven’t changed anything.'),
    ),
    paragraph(
      text('Invite me there with '),
      text('/invite', { code: true }),
      text(', then try again: '),
      text(cutText(command, maxCommandChars), { code: true }),
    ),
  );
}

function userGroup(id: string): readonly RichTextElement[] {
  return [{ type: 'usergroup', usergroup_id: id }];
}
