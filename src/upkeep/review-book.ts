import type { Article } from '../content/article.ts';
import { compareText } from '../text/compare-text.ts';
import { reviewState, type ReviewState } from './review-state.ts';
import type { ReviewMark } from './upkeep-store.ts';

/** An article that somebody should look at again, and the last day on which it counted as right. */
export interface DueArticle {
  readonly article: Article;
  readonly day: string;
}

export type ReviewBook = ReturnType<typeof createReviewBook>;

/** What files and people say about whether articles still hold. Kept in memory: every message asks. */
export function createReviewBook(now: () => Date) {
  let marks: ReadonlyMap<string, readonly ReviewMark[]> = new Map();
  let version = '';

  const marksOn = ({ slug }: Article) => marks.get(slug) ?? [];
  const find = (article: Article, verdict: ReviewMark['verdict']) =>
    marksOn(article).find((mark) => mark.verdict === verdict);
  const stateOf = (article: Article): ReviewState => {
    const right = find(article, 'right');
    return reviewState(article, dayOf(now()), right && dayOf(new Date(right.at)));
  };
  const list = (
    articles: readonly Article[],
    kinds: readonly ReviewState['kind'][],
  ): readonly DueArticle[] =>
    articles
      .flatMap((article): DueArticle[] => {
        const state = stateOf(article);
        return 'day' in state && kinds.includes(state.kind) ? [{ article, day: state.day }] : [];
      })
      .sort((a, b) => compareText(a.day, b.day) || compareText(a.article.slug, b.article.slug));
  /** Its owner said so, and it hasn't changed since. */
  const needsWork = (article: Article): boolean =>
    find(article, 'needsWork')?.fingerprint === article.fingerprint;
  return {
    /** What is kept counts from now on, in place of what was there. */
    take: (kept: readonly ReviewMark[]): void => {
      marks = Map.groupBy(kept, ({ slug }) => slug);
      version = kept
        .map(({ slug, verdict, at }) => `${slug} ${verdict} ${at}`)
        .sort()
        .join('\n');
    },
    stateOf,
    needsWork,
    /** Those whose day has passed, the longest first. */
    listOverdue: (articles: readonly Article[]): readonly Article[] =>
      list(articles, ['overdue']).map(({ article }) => article),
    /** The day by which somebody should have looked at it; undefined when none has passed. */
    wasDue: (article: Article): string | undefined => {
      const state = stateOf(article);
      return state.kind === 'overdue' ? state.day : undefined;
    },
    /** The owner who said that it isn't theirs. */
    disownedBy: (article: Article): string | undefined => find(article, 'notMine')?.by,
    /** What somebody said about it at or after a moment, the latest. */
    saidBy: (article: Article, userId: string, since: number): ReviewMark | undefined =>
      marksOn(article)
        .filter(({ by, at }) => by === userId && at >= since)
        .sort((a, b) => b.at - a.at)[0],
    /** Those to ask about, the longest due first; not what is known to need work. */
    listDue: (articles: readonly Article[]): readonly DueArticle[] =>
      list(articles, ['due', 'overdue']).filter(({ article }) => !needsWork(article)),
    /** Another one when any article may be in another state than before. */
    version: (): string => `${dayOf(now())}\n${version}`,
  };
}

/** Days are counted in UTC. */
export function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}

/** The library puts the source's name before the paths of its files. */
export function pathInSource({ source, path }: Article): string {
  return source === '' ? path : path.slice(source.length + 1);
}
