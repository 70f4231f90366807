import type { DigestContent } from '../../digest/delivery.ts';
import { loadDigest, type LoadDigestDeps } from '../../digest/load-digest.ts';
import type { Subscription } from '../../digest/subscription.ts';
import type { ArticleContext } from '../reply/article-summary.ts';
import type { Message } from '../reply/message.ts';
import type { Workspace } from '../receive/workspace.ts';
import { renderDigest } from './messages/digest.ts';

export interface ComposeDigestDeps
  extends LoadDigestDeps, Pick<ArticleContext, 'linkTo' | 'reviewWasDue' | 'command'> {
  readonly workspace: Pick<Workspace, 'ownerNames' | 'namesOf'>;
  readonly now: () => Date;
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
  const { workspace, linkTo, reviewWasDue, command, now } = deps;
  return async (subscription, dueAt) => {
    const { digest, content } = await loadDigest(deps, subscription, dueAt);
    if (digest === undefined) return { message: undefined, content };
    const { added, updated, shelf } = digest;
    const articles = [...added, ...updated, ...(shelf ? [shelf] : [])];
    const { createdBy } = subscription;
    const [ownerNames, names] = await Promise.all([
      workspace.ownerNames(articles),
      workspace.namesOf([createdBy]),
    ]);
    const view = { now: now(), linkTo, reviewWasDue, command, ownerNames };
    const message = renderDigest(digest, { ...view, setUpBy: names.get(createdBy) });
    return { message, content };
  };
}
