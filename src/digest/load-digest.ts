import type { Article } from '../content/article.ts';
import { articlesAbout, buildDigest, contentOf, type Digest } from './build-digest.ts';
import type { DigestContent } from './delivery.ts';
import type { ReadClosing } from '../upkeep/read-closing.ts';
import type { DigestStore } from './digest-store.ts';
import { baseline } from './plan-revision.ts';
import type { Subscription } from './subscription.ts';

export interface LoadDigestDeps {
  readonly store: Pick<DigestStore, 'latestRevision' | 'readMaterial' | 'listHistory'>;
  readonly articles: () => readonly Article[];
  readonly readClosing: ReadClosing;
}

const historyWeeks = 12;
const weekMs = 7 * 24 * 60 * 60 * 1000;

/**
 * The digest that a subscription has at an hour, as far as is known now: what happened since its last
 * one or, when it has had none, in the week before the hour, but never before the baseline.
 */
export async function loadDigest(
  { store, articles, readClosing }: LoadDigestDeps,
  subscription: Subscription,
  dueAt: number,
): Promise<{
  /** Undefined in a week that is to be skipped. */
  readonly digest: Digest | undefined;
  /** What is kept of it. */
  readonly content: DigestContent;
}> {
  const since =
    subscription.covered?.revision ??
    Math.max(baseline, await store.latestRevision(dueAt - weekMs));
  const material = await store.readMaterial(subscription.id, since);
  const digest = buildDigest({
    subscription,
    dueAt,
    material,
    articles: articles(),
    history: await store.listHistory(subscription.id, historyWeeks),
  });
  const content = contentOf(material.revision, digest);
  if (digest === undefined) return { digest, content };
  const { topics, withUpkeep } = subscription.settings;
  const closing = withUpkeep
    ? await readClosing(subscription, articlesAbout(topics, articles()), dueAt)
    : undefined;
  return { digest: { ...digest, closing }, content };
}
