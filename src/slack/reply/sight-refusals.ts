import type { Sight } from '../receive/may-see.ts';
import type { Message } from './message.ts';
import { renderNotice } from './notice.ts';

type Why = Extract<Sight, { kind: 'refused' }>['why'];

const words: Readonly<Record<Why, (command: string) => string>> = {
  outsider: () => 'I only answer people from the workspace I belong to.',
  unknownPerson: (command) =>
    'Slack hasn’t told me whether you belong to my workspace, and in this channel I only answer people who do. ' +
    `Ask again in a minute, or use ${command}.`,
  guest: () =>
    'Guests can’t do that here, so I haven’t done anything. Ask a full member of this workspace.',
  hidden: () =>
    'That’s a private channel you aren’t in, so I can’t tell you about its digest or change it.',
  external: (command) =>
    'This channel is shared with another organisation, so I haven’t posted anything from the guide. ' +
    `Ask with ${command} instead. Only you will see the answer. Whoever runs Guidepost can change this with EXTERNAL_CHANNELS.`,
};

/** Why something is not shown, and what to do instead. */
export function renderSightRefusal(why: Why, command: string): Message {
  return renderNotice(words[why](command));
}
