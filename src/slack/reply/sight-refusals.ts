import type { Sight, Surface } from '../receive/may-see.ts';
import type { Message } from './message.ts';
import { renderNotice } from './notice.ts';

type Why = Extract<Sight, { kind: 'refused' }>['why'];

const words: Readonly<Record<Why, (command: string, surface: Surface) => string>> = {
  outsider: () => 'I only answer people from the workspace I belong to.',
  unknownPerson: (command) =>
    'Slack hasn’t told me whether you belong to my workspace, and in this channel I only answer people who do. ' +
    `Ask again in a minute, or use ${command}.`,
  guest: () =>
    'Guests can’t do that here, so I haven’t done anything. Ask a full member of this workspace.',
  hidden: () =>
    'That’s a private channel you aren’t in, so I can’t tell you about its digest or change it.',
  external: (command, surface) =>
    `This channel is shared with another organisation, so ${externalWords(command, surface)} ` +
    'Whoever runs Guidepost can change this with EXTERNAL_CHANNELS.',
};

function externalWords(command: string, surface: Surface): string {
  if (surface === 'digest') {
    return `I don’t post digests here. For one of your own, type ${command} digest in a direct message to me.`;
  }
  const nothing = 'I haven’t posted anything from the guide.';
  return surface === 'thread'
    ? `${nothing} Ask with ${command} instead. Only you will see the answer.`
    : nothing;
}

/** Why something is not shown, and what to do instead. */
export function renderSightRefusal(why: Why, command: string, surface: Surface): Message {
  return renderNotice(words[why](command, surface));
}
