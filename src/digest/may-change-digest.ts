/** Whoever types a command, as Slack knows them. */
export interface Caller {
  readonly id: string;
  /** Of this workspace and in full: no guest, nobody from another organisation, no bot. */
  readonly isMember: boolean;
  /** An admin or owner of the workspace. */
  readonly isAdmin: boolean;
}

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

export interface ChangeRequest {
  readonly caller: Caller;
  readonly place: 'channel' | 'direct';
  readonly channelCreator: string | undefined;
  readonly everyMember: boolean;
  /** Whether the policy names the caller. Asked only when nothing else decides. */
  readonly isNamed: () => Promise<boolean>;
}

/** One's own digest is for every member to change, a channel's for those who look after it. */
export async function mayChangeDigest(request: ChangeRequest): Promise<boolean> {
  const { caller, place, channelCreator, everyMember, isNamed } = request;
  if (!caller.isMember) return false;
  const isTheirs = place === 'direct' || caller.id === channelCreator;
  return isTheirs || everyMember || caller.isAdmin || isNamed();
}
