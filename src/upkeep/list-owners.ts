import type { Article } from '../content/article.ts';
import type { Contact } from '../outbox/item.ts';

export interface OwnerSearch {
  readonly articles: readonly Article[];
  /** The article that came nearest. */
  readonly nearest: Article | undefined;
  /** Tags that have to do with the question, the nearest first. */
  readonly topics: readonly string[];
  /** By tag: who looks after a topic, as it is configured. */
  readonly topicOwners: ReadonlyMap<string, Contact>;
}

/**
 * Who may be asked, the likeliest first: the owner of the nearest article, whoever looks after a
 * topic, and else whoever owns most of its articles. Only those whom Slack can reach.
 */
export function listOwners(search: OwnerSearch): readonly Contact[] {
  const { articles, nearest, topics, topicOwners } = search;
  const found = [
    ...ownersOf(nearest === undefined ? [] : [nearest]),
    ...topics.flatMap((tag) => topicOwners.get(tag) ?? []),
    ...topics.flatMap((tag) => mostOften(articles, tag)),
  ];
  return [...new Map(found.map((each) => [each.id, each])).values()];
}

function mostOften(articles: readonly Article[], tag: string): readonly Contact[] {
  const about = articles.filter(({ tags }) => tags.includes(tag));
  const byOwner = Map.groupBy(ownersOf(about), ({ id }) => id);
  const [most] = [...byOwner.values()].sort((a, b) => b.length - a.length);
  return most?.slice(0, 1) ?? [];
}

function ownersOf(articles: readonly Article[]): readonly Contact[] {
  return articles.flatMap(({ owner }) =>
    owner?.kind === 'slackUser' ? [{ kind: 'user', id: owner.id } as const] : [],
  );
}
