/** Who asks or presses, as far as Slack tells. */
export type PersonKind = 'member' | 'guest' | 'outsider' | 'unknown';

/** Whether other organisations are in a conversation; nobody tells the bot where it is not a member. */
export type Sharing = 'own' | 'external' | 'unknown';

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
