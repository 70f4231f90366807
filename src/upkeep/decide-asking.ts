import { nextDecentTime } from './decent-time.ts';

/** What there is to know about a person before something is asked of them. */
export interface AskedPerson {
  /** A member of the workspace; not deactivated, not a bot. */
  readonly isHere: boolean;
  readonly isMuted: boolean;
  readonly timeZone: string | undefined;
}

export type AskingDecision =
  | { readonly kind: 'now' }
  | { readonly kind: 'later'; readonly at: number }
  /** They are not asked at all. */
  | { readonly kind: 'never'; readonly reason: 'gone' | 'muted' };

/** Nobody is asked at night, against their will, or after they left. */
export function decideAsking(person: AskedPerson, now: number): AskingDecision {
  if (!person.isHere) return { kind: 'never', reason: 'gone' };
  if (person.isMuted) return { kind: 'never', reason: 'muted' };
  const at = nextDecentTime(now, person.timeZone);
  return at > now ? { kind: 'later', at } : { kind: 'now' };
}
