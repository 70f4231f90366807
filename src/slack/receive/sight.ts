import type { Message, Reply } from '../reply/message.ts';
import { renderNotice } from '../reply/notice.ts';
import {
  decideSight,
  type Sharing,
  type Sight,
  type SightPolicy,
  type Surface,
} from './may-see.ts';
import type { Workspace } from './workspace.ts';

export interface SightDeps {
  readonly workspace: Pick<Workspace, 'kindOf' | 'sharingOf'>;
  readonly policy: SightPolicy;
  /** The slash command people type. */
  readonly command: string;
}

export interface SightQuestion {
  readonly surface: Surface;
  readonly user: string;
  /** Where it would be read; empty for a modal or the Home tab. */
  readonly channel: string;
  /** When Slack has said it already. */
  readonly sharing?: Sharing | undefined;
  readonly isHiddenFrom?: boolean;
}

type Refused = Extract<Sight, { kind: 'refused' }>;

/** What the rule says; a refusal with the words for it. */
export type ToldSight = Exclude<Sight, Refused> | (Refused & { readonly reply: Reply });

/** Collects what the rule needs to know, and asks it. */
export type LookUpSight = (question: SightQuestion) => Promise<ToldSight>;

export function createSight({ workspace, policy, command }: SightDeps): LookUpSight {
  return async ({ surface, user, channel, sharing, isHiddenFrom = false }) => {
    const isOwn = surface === 'answer' || channel === '';
    const [where, person] = await Promise.all([
      sharing ?? (isOwn ? 'own' : workspace.sharingOf(channel)),
      workspace.kindOf(user),
    ]);
    const sight = decideSight({ surface, person, sharing: where, isHiddenFrom, policy });
    if (sight.kind !== 'refused') return sight;
    const message = renderSightRefusal(sight.why, command, surface);
    return { ...sight, reply: { message, outcome: `refused: ${sight.why}` } };
  };
}

/** Why something is not shown, and what to do instead. */
export function renderSightRefusal(
  why: Refused['why'],
  command: string,
  surface: Surface,
): Message {
  const words = {
    outsider: 'I only answer people from the workspace I belong to.',
    unknownPerson:
      'Slack hasn’t told me whether you belong to my workspace, and in this channel I only answer people who do. ' +
      `Ask again in a minute, or use ${command}.`,
    guest:
      'Guests can’t do that here, so I haven’t done anything. Ask a full member of this workspace.',
    hidden:
      'That’s a private channel you aren’t in, so I can’t tell you about its digest or change it.',
    external:
      `This channel is shared with another organisation, so ${externalWords(command, surface)} ` +
      'Whoever runs Guidepost can change this with EXTERNAL_CHANNELS.',
  };
  return renderNotice(words[why]);
}

function externalWords(command: string, surface: Surface): string {
  if (surface === 'digest') {
    return `I don’t post digests here. For one of your own, type ${command} digest in a direct message to me.`;
  }
  const nothing = 'I haven’t posted anything from the guide.';
  return surface === 'thread'
    ? `${nothing} Ask with ${command} instead. Only you will see the answer.`
    : nothing;
}
