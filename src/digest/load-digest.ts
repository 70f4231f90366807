import type { Article } from '../content/article.ts';
import { buildDigest, type Digest } from './build-digest.ts';
import type { DigestStore } from './digest-store.ts';
import type { Subscription } from './subscription.ts';

export interface LoadDigestDeps {
  readonly store: Pick<DigestStore, 'readMaterial' | 'listHistory'>;
  readonly articles: () => readonly Article[];
}

export interface LoadedDigest {
  /** Undefined in a week that is to be skipped. */
  readonly digest: Digest | undefined;
  /** The content revision that was looked at. */
  readonly revision: number;
}

const historyWeeks = 12;
const weekMs = 7 * 24 * 60 * 60 * 1000;

/** The digest that a subscription has at an hour, as far as is known now. */
export async function loadDigest(
  { store, articles }: LoadDigestDeps,
  subscription: Subscription,
  dueAt: number,
): Promise<LoadedDigest> {
  const material = await store.readMaterial(subscription, dueAt - weekMs);
  const digest = buildDigest({
    subscription,
    dueAt,
    next: subscription.next,
    material,
    articles: articles(),
    history: await store.listHistory(subscription.id, historyWeeks),
  });
  return { digest, revision: material.revision };
}
