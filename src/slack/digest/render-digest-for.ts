import type { Digest } from '../../digest/build-digest.ts';
import type { LinkTo } from '../reply/article-links.ts';
import type { ArticleContext } from '../reply/article-summary.ts';
import { renderDigest } from './messages/digest.ts';
import type { Message } from '../reply/message.ts';
import type { People } from '../receive/people.ts';

export interface RenderDigestDeps {
  readonly people: People;
  readonly linkTo: LinkTo;
  readonly reviewWasDue: ArticleContext['reviewWasDue'];
  readonly command: string;
  readonly now: () => Date;
}

/** A digest in words, with the names of the people in it. */
export type RenderDigestFor = (digest: Digest) => Promise<Message>;

export function createRenderDigest({
  people,
  linkTo,
  reviewWasDue,
  command,
  now,
}: RenderDigestDeps): RenderDigestFor {
  return async (digest) => {
    const { added, updated, shelf, subscription } = digest;
    const articles = [...added, ...updated, ...(shelf ? [shelf] : [])];
    const [ownerNames, names] = await Promise.all([
      people.ownerNames(articles),
      people.namesOf([subscription.createdBy]),
    ]);
    const setUpBy = names.get(subscription.createdBy);
    const context = { now: now(), linkTo, reviewWasDue, command, ownerNames };
    return renderDigest(digest, { ...context, setUpBy });
  };
}
