import type { Library } from '../../answers/library.ts';
import type { ContentProblem } from '../../content/content-problem.ts';
import { firstDayOf, isoWeek } from '../../upkeep/count-shown.ts';
import { describeLibrary, type LibraryState } from '../../upkeep/library-state.ts';
import type { ContactOf } from '../../upkeep/plan-notices.ts';
import type { ReviewBook } from '../../upkeep/review-book.ts';
import type { UpkeepStore } from '../../upkeep/upkeep-store.ts';
import type { Feature } from '../app/feature.ts';
import type { Answerer } from '../ask/answer-request.ts';
import { renderNotice } from '../reply/notice.ts';
import type { IsEditor } from '../receive/user-groups.ts';
import {
  renderHomeState,
  renderLibraryState,
  type UpkeepHabits,
} from './messages/library-state.ts';

export interface LibraryReportDeps {
  readonly store: Pick<UpkeepStore, 'listShown' | 'firstShownWeek'>;
  readonly library: () => Library;
  readonly book: ReviewBook;
  readonly contactOf: ContactOf;
  readonly deadLinks: () => readonly ContentProblem[];
  /** How many people each article did not help, by slug. */
  readonly countUnhelpful: () => Promise<ReadonlyMap<string, number>>;
  readonly habits: UpkeepHabits;
  readonly isEditor: IsEditor;
  readonly answerer: Pick<Answerer, 'contextFor'>;
  readonly now: () => Date;
}

/** What is not found for so long is never found. */
const lookBackMs = 90 * 24 * 60 * 60 * 1000;

/** How the library stands, for editors: by command, and as a line on their Home tab. */
export function createLibraryReport(deps: LibraryReportDeps): Feature {
  const { store, library, book, contactOf, deadLinks, countUnhelpful, isEditor, answerer } = deps;

  const load = async (): Promise<LibraryState> => {
    const { articles } = library();
    const at = deps.now().getTime();
    const from = isoWeek(at - lookBackMs);
    const [shown, first, unhelpful, contacts] = await Promise.all([
      store.listShown(from, isoWeek(at)),
      store.firstShownWeek(),
      countUnhelpful(),
      Promise.allSettled(articles.map(contactOf)),
    ]);
    const owned = new Set(
      articles.filter((article, index) => {
        const { owner } = article;
        const contact = contacts[index];
        // When Slack can't tell now, that doesn't make it nobody's.
        if (contact?.status === 'rejected' || contact?.value !== undefined) return true;
        // A team that Slack doesn't know looks after it all the same.
        return owner !== undefined && owner.kind !== 'slackUser' && !book.disownedBy(article);
      }),
    );
    const since = first !== undefined && first > from ? first : from;
    return describeLibrary({
      articles,
      reviews: book,
      hasOwner: (article) => owned.has(article),
      shown: new Map(shown.map((each) => [each.slug, each.shown])),
      countedSince: first === undefined ? undefined : firstDayOf(since),
      unhelpful,
      deadLinks: deadLinks(),
    });
  };

  return {
    words: [
      [
        'library',
        async (userId) => {
          if (!(await isEditor(userId))) {
            const message = renderNotice('Only editors can see how the guide stands.');
            return { message, outcome: 'library refused' };
          }
          const context = await answerer.contextFor([]);
          return {
            message: renderLibraryState(await load(), context, deps.habits),
            outcome: 'library',
          };
        },
      ],
    ],
    homeSections: [
      async (userId) => {
        if (!(await isEditor(userId))) return [];
        const { command } = await answerer.contextFor([]);
        return renderHomeState(await load(), command);
      },
    ],
  };
}
