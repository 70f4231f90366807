/** One article on its way from one private answer into the channel. */
export interface Share {
  /** The message with the answer, and who it is for. */
  readonly answer: string;
  readonly slug: string;
}

/** Which articles were shared, on disk: a button pressed twice may reach two processes. */
export interface ShareLedger {
  /**
   * Whoever gets `claimed` posts the article, and nobody else. `underWay` was claimed by somebody who
   * has not confirmed it: it may have been posted, or its process may have died before or after.
   */
  claim(share: Share, now: number): Promise<'claimed' | 'underWay' | 'posted'>;
  /** It was posted. */
  confirm(share: Share): Promise<void>;
  /** It was not posted, and may be claimed again. */
  release(share: Share): Promise<void>;
  /** The slugs of what was posted from an answer. */
  listPosted(answer: string): Promise<readonly string[]>;
}
