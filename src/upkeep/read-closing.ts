import type { Article } from '../content/article.ts';
import { isoWeek } from './count-shown.ts';
import type { Gap } from './group-gaps.ts';
import type { ReviewBook } from './review-book.ts';
import type { UpkeepStore } from './upkeep-store.ts';

/** With what a digest ends where a channel wants that. Nobody's name is in it. */
export interface Closing {
  /** What answered most questions in the week before, the most first. */
  readonly asked: readonly Article[];
  /** The one that is past its review date for the longest time. */
  readonly pastDate: Article | undefined;
  /** A question that several people asked and that nothing answers. */
  readonly gap: string | undefined;
}

export type OpenGap = Pick<Gap, 'questions' | 'topic' | 'people'>;

/** Where a digest goes, and who wished it. */
export interface ClosingPlace {
  readonly channelId: string;
  readonly createdBy: string;
}

export interface ReadClosingDeps {
  readonly store: Pick<UpkeepStore, 'listShown'>;
  readonly book: Pick<ReviewBook, 'listOverdue'>;
  /** What most people ask for comes first. */
  readonly listGaps: () => Promise<readonly OpenGap[]>;
  /** Whether what people ask may be read where a digest goes. */
  readonly mayTellGap: (to: ClosingPlace) => Promise<boolean>;
}

/** Of the articles that a digest is about, for the week before its hour. */
export type ReadClosing = (
  to: ClosingPlace,
  articles: readonly Article[],
  dueAt: number,
) => Promise<Closing>;

const maxAsked = 3;
const weekMs = 7 * 24 * 60 * 60 * 1000;
/** What one person asked says too much about them. */
const fromPeople = 2;

export function createReadClosing(deps: ReadClosingDeps): ReadClosing {
  const { store, book, listGaps, mayTellGap } = deps;
  return async (to, articles, dueAt) => {
    const week = isoWeek(dueAt - weekMs);
    const [shown, gaps] = await Promise.all([store.listShown(week, week), listGaps()]);
    const bySlug = new Map(articles.map((article) => [article.slug, article]));
    const topics = new Set(articles.flatMap(({ tags }) => tags));
    const [pastDate] = book.listOverdue(articles);
    const gap = gaps.find(
      ({ people, topic }) => people >= fromPeople && (topic === undefined || topics.has(topic)),
    );
    return {
      asked: shown
        .flatMap(({ slug, led }) => (led === 0 ? [] : (bySlug.get(slug) ?? [])))
        .slice(0, maxAsked),
      pastDate,
      gap: gap && (await mayTellGap(to)) ? gap.questions[0] : undefined,
    };
  };
}
