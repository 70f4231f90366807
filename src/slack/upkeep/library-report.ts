import type { ContentProblem } from '../../content/content-problem.ts';
import { firstDayOf, isoWeek } from '../../upkeep/count-shown.ts';
import { describeLibrary, describeUse } from '../../upkeep/library-state.ts';
import type { Feature } from '../app/feature.ts';
import { renderNotice } from '../reply/notice.ts';
import {
  renderHomeState,
  renderLibraryState,
  type LibraryReport,
  type UpkeepHabits,
} from './messages/library-state.ts';
import type { UpkeepDeps } from './upkeep-deps.ts';

export interface LibraryReportDeps extends UpkeepDeps {
  readonly deadLinks: () => readonly ContentProblem[];
  readonly habits: UpkeepHabits;
}

/** What is not found for so long is never found. */
const lookBackMs = 90 * 24 * 60 * 60 * 1000;

/** How the library stands, for editors: by command, and as a line on their Home tab. */
export function createLibraryReport(deps: LibraryReportDeps): Feature {
  const { store, library, book, contactOf, deadLinks, isEditor } = deps;

  const load = async (): Promise<LibraryReport> => {
    const { articles } = library();
    const at = deps.now();
    const from = isoWeek(at - lookBackMs);
    const [shown, first, unhelpful, contacts] = await Promise.all([
      store.listShown(from, isoWeek(at)),
      store.firstShownWeek(),
      store.countUnhelpful(),
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
    return {
      ...describeLibrary(articles, book, (article) => owned.has(article)),
      ...describeUse(articles, {
        since: first === undefined ? undefined : firstDayOf(first > from ? first : from),
        shown: new Set(shown.map(({ slug }) => slug)),
        unhelpful,
      }),
      deadLinks: deadLinks(),
    };
  };

  return {
    words: {
      library: async (userId) => {
        if (!(await isEditor(userId))) {
          const message = renderNotice(
            'Only editors can see the state of the guide. Whoever runs Guidepost names them in EDITORS.',
          );
          return { message, outcome: 'library refused' };
        }
        const message = renderLibraryState(await load(), deps, deps.habits);
        return { message, outcome: 'library' };
      },
    },
    homeSections: [
      async (userId) => {
        if (!(await isEditor(userId))) return [];
        return renderHomeState(await load(), deps.command);
      },
    ],
  };
}
