import type { Message, Reply } from '../reply/message.ts';
import { renderNotice } from '../reply/notice.ts';
import type { PersonKind, Sharing, Workspace } from './workspace.ts';

/**
 * Where our text would be read. `answer`: by whoever asked, in a modal or a message for them alone.
 * `thread` and `unfurl`: by everybody there, without anybody having agreed to it. `share` and
 * `digest`: by everybody there, because somebody wished it. `digestSettings`: by whoever asks what
 * a digest holds or how it stands. `gap`: what people asked and nothing answers, by everybody there.
 */
export const surfaces = [
  'answer',
  'thread',
  'unfurl',
  'share',
  'digest',
  'digestSettings',
  'gap',
] as const;
export type Surface = (typeof surfaces)[number];

export interface SightPolicy {
  /** What may go to conversations that other organisations share. */
  readonly external: 'refuse' | 'ask' | 'allow';
  /** Guests are answered nothing; or answered; or may show it to others too. */
  readonly guests: 'refuse' | 'read' | 'share';
}

export interface SightFacts {
  readonly surface: Surface;
  readonly person: PersonKind;
  readonly sharing: Sharing;
  /** The conversation is private and the person is not in it. */
  readonly isHiddenFrom: boolean;
  readonly policy: SightPolicy;
}

export type Sight =
  | { readonly kind: 'allowed' }
  /** The person has to say that outsiders may read it; `certain` when some are there. */
  | { readonly kind: 'confirm'; readonly certain: boolean }
  | {
      readonly kind: 'refused';
      readonly why: 'outsider' | 'unknownPerson' | 'guest' | 'hidden' | 'external';
    };

const allowed: Sight = { kind: 'allowed' };

/** The one rule about who may see what. Every surface asks it; nothing else decides. */
export function decideSight({ surface, person, sharing, isHiddenFrom, policy }: SightFacts): Sight {
  if (person === 'outsider') return { kind: 'refused', why: 'outsider' };
  // Among our own people it does not matter who exactly asks.
  if (person === 'unknown' && sharing === 'external')
    return { kind: 'refused', why: 'unknownPerson' };
  const isForOthers = surface !== 'answer' && surface !== 'digestSettings';
  if (person === 'guest') {
    if (policy.guests === 'refuse') return { kind: 'refused', why: 'guest' };
    // An answer in a thread is the guest's own, though others read it.
    const isReading = surface === 'answer' || surface === 'thread' || surface === 'digestSettings';
    if (!isReading && policy.guests === 'read') return { kind: 'refused', why: 'guest' };
  }
  const isDigest = surface === 'digest' || surface === 'digestSettings';
  if (isDigest && isHiddenFrom) return { kind: 'refused', why: 'hidden' };
  // Articles may be meant for others too; what our own people ask isn't.
  if (surface === 'gap' && sharing !== 'own') return { kind: 'refused', why: 'external' };
  if (!isForOthers || sharing === 'own' || policy.external === 'allow') return allowed;
  const canBeAsked = surface === 'share' || surface === 'digest';
  if (sharing === 'unknown') {
    if (canBeAsked) return { kind: 'confirm', certain: false };
    // Whoever posts a link has not asked us for anything.
    return surface === 'unfurl' ? { kind: 'refused', why: 'external' } : allowed;
  }
  if (policy.external === 'ask' && canBeAsked) return { kind: 'confirm', certain: true };
  return { kind: 'refused', why: 'external' };
}

export interface SightDeps {
  readonly workspace: Pick<Workspace, 'kindOf' | 'sharingOf'>;
  readonly policy: SightPolicy;
  /** The slash command people type. */
  readonly command: string;
}

export interface SightQuestion {
  readonly surface: Surface;
  /** Undefined where Slack names nobody, as for a link that an app has posted. */
  readonly user: string | undefined;
  /** Where it would be read; not needed for a modal, for the Home tab, or with `sharing`. */
  readonly channel?: string;
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
  return async ({ surface, user, channel = '', sharing, isHiddenFrom = false }) => {
    const isOwn = surface === 'answer' || channel === '';
    const [where, person] = await Promise.all([
      sharing ?? (isOwn ? 'own' : workspace.sharingOf(channel)),
      user === undefined ? ('unknown' as const) : workspace.kindOf(user),
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
    outsider: 'I only answer people from the workspace I belong to. Ask somebody there.',
    unknownPerson:
      'Slack hasn’t told me whether you belong to my workspace, and in this channel I only answer people who do. ' +
      `Ask again in a minute, or use ${command}.`,
    guest:
      'Guests can’t do that here, so I haven’t done anything. Ask a full member of this workspace.',
    hidden:
      'That’s a private channel you aren’t in, so I can’t tell you about its digest or change it. Ask somebody who’s in it.',
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
