/** What somebody who may look at a digest may do: change it, have one of their own, or no more. */
export type DigestRights = 'change' | 'own' | 'look';

/** Who besides workspace admins and a channel's creator may change its digest. */
export interface DigestPolicy {
  readonly everyMember: boolean;
  /** User ids, named in the configuration. */
  readonly users: readonly string[];
  /** User group ids, named in the configuration. */
  readonly groups: readonly string[];
}

export interface RightsFacts {
  /** A member belongs to the workspace in full: no guest, nobody from elsewhere, no bot. */
  readonly caller: { readonly id: string; readonly isMember: boolean; readonly isAdmin: boolean };
  readonly place: 'channel' | 'direct';
  readonly channelCreator: string | undefined;
  readonly everyMember: boolean;
  /** Whether the policy names the caller. Asked only when nothing else decides. */
  readonly isNamed: () => Promise<boolean>;
}

/** One's own digest is for every member to change, a channel's for those who look after it. */
export async function decideRights(facts: RightsFacts): Promise<DigestRights> {
  const { caller, place, channelCreator, everyMember, isNamed } = facts;
  if (!caller.isMember) return 'look';
  const isTheirs = place === 'direct' || caller.id === channelCreator;
  return isTheirs || everyMember || caller.isAdmin || (await isNamed()) ? 'change' : 'own';
}
