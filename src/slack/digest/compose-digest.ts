import type { DigestContent } from '../../digest/delivery.ts';
import { loadDigest, type LoadDigestDeps } from '../../digest/load-digest.ts';
import type { Subscription } from '../../digest/subscription.ts';
import type { ContextFor } from '../reply/article-summary.ts';
import type { Message } from '../reply/message.ts';
import type { Workspace } from '../receive/workspace.ts';
import { renderDigest } from './messages/digest.ts';

export interface ComposeDigestDeps extends LoadDigestDeps {
  readonly workspace: Pick<Workspace, 'namesOf'>;
  readonly contextFor: ContextFor;
}

/**
 * A digest in words, with the names of the people in it, and what is kept of it; without words in a
 * week that is to be skipped.
 */
export type ComposeDigest = (
  subscription: Subscription,
  dueAt: number,
) => Promise<{ readonly message: Message | undefined; readonly content: DigestContent }>;

export function createComposeDigest(deps: ComposeDigestDeps): ComposeDigest {
  const { workspace, contextFor } = deps;
  return async (subscription, dueAt) => {
    const { digest, content } = await loadDigest(deps, subscription, dueAt);
    if (digest === undefined) return { message: undefined, content };
    const { added, updated, shelf } = digest;
    const articles = [...added, ...updated, ...(shelf ? [shelf] : [])];
    const { createdBy } = subscription;
    const [context, names] = await Promise.all([
      contextFor(articles),
      workspace.namesOf([createdBy]),
    ]);
    const message = renderDigest(digest, { ...context, setUpBy: names.get(createdBy) });
    return { message, content };
  };
}
