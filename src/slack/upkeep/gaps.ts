import { articlesOf, type Answer } from '../../answers/answer.ts';
import { answerText, findAnswer } from '../../answers/answer-text.ts';
import { tellingStems } from '../../answers/telling-words.ts';
import { isOwnedBy } from '../../content/article.ts';
import { groupGaps, type Gap } from '../../upkeep/group-gaps.ts';
import { withoutNames } from '../../upkeep/without-names.ts';
import { parseAnswerState } from '../ask/button-values.ts';
import type { Asked } from '../ask/answer-request.ts';
import type { AnswerWord, Feature, HomeSection, SlackDeps } from '../app/feature.ts';
import type { Listener } from '../receive/interaction.ts';
import { actionIds } from '../app/action-ids.ts';
import { renderNotice } from '../reply/notice.ts';
import { renderGaps, renderHomeGaps } from './messages/gaps.ts';

export interface GapsDeps extends Pick<
  SlackDeps,
  'store' | 'library' | 'isEditor' | 'command' | 'now' | 'log'
> {
  /** Questions that find nothing are kept, and for how long. */
  readonly isOn: boolean;
  readonly days: number;
  /** Lets work that nobody waits for come to its end before the process does. */
  readonly track: (work: () => Promise<void>) => Promise<void>;
}

export type Gaps = ReturnType<typeof createGaps>;

const dayMs = 24 * 60 * 60 * 1000;
/** Each is asked again before it is shown. */
const maxAskedAgain = 100;
const firstHit = { offset: 0, limit: 1 };

/** The questions that no article answers. */
export function createGaps(deps: GapsDeps) {
  const { store, library, isEditor, isOn, days, command, now, track, log } = deps;

  const keep = async (answer: Answer, userId: string): Promise<void> => {
    const stems = tellingStems(answer.question.words);
    if (answer.kind === 'found' || stems.length === 0) return;
    const at = now();
    await store.addUnanswered(userId, {
      question: withoutNames(answer.question.text),
      stems,
      topic: topicsOf(answer)[0],
      week: weekOf(at),
      askedAt: at,
    });
  };

  /** Those that are still open; what an article answers by now is closed. */
  const listOpen = async (): Promise<readonly Gap[]> => {
    const gaps = groupGaps(await store.listUnanswered()).slice(0, maxAskedAgain);
    return gaps.filter(({ questions: [question = ''] }) => {
      const { kind } = answerText(library(), question, {}, firstHit);
      return kind !== 'found';
    });
  };

  /** Those that a person may see: all for editors, their topics for owners. Undefined for others. */
  const listOpenFor = async (userId: string): Promise<readonly Gap[] | undefined> => {
    if (await isEditor(userId)) return listOpen();
    const topics = library()
      .articles.filter((article) => isOwnedBy(userId, article))
      .flatMap(({ tags }) => tags);
    if (topics.length === 0) return undefined;
    return (await listOpen()).filter(({ topic }) => topic !== undefined && topics.includes(topic));
  };

  /** Somebody agrees that a private question is kept. */
  const tell: Listener = async ({ value, user, respond }) => {
    const state = parseAnswerState(value);
    if (!isOn || state === undefined) return 'unreadable button';
    await keep(await findAnswer(library(), state.question, state, firstHit), user);
    await respond(renderNotice('I’ve put your question on the editors’ list, without your name.'));
    return 'told';
  };

  const answerWord: AnswerWord = async (userId) => {
    const open = await listOpenFor(userId);
    if (open !== undefined) return { message: renderGaps(open, days), outcome: 'gaps' };
    const message = renderNotice(
      'Only editors and people who own articles can see questions without an answer. Whoever runs Guidepost names editors in EDITORS.',
    );
    return { message, outcome: 'gaps refused' };
  };

  const showAtHome: HomeSection = async (userId) =>
    renderHomeGaps((await listOpenFor(userId)) ?? [], command);

  const feature: Feature = {
    buttons: { [actionIds.tellEditors]: tell },
    ...(isOn && { words: { gaps: answerWord }, homeSections: [showAtHome] }),
  };

  return {
    listOpen,
    listOpenFor,
    feature,

    /** Keeps a question that found nothing, without names; what is private only at the press of a button. */
    onAsked: (answer: Answer, { by, isPrivate }: Asked): void => {
      if (!isOn || isPrivate) return;
      // An answer never waits for this, nor does it fail with it.
      void track(() =>
        keep(answer, by).catch((error: unknown) => {
          log.warn({ err: error }, 'a question that found nothing was not kept');
        }),
      );
    },
  };
}

/** The topics that have to do with a question, the nearest first. */
export function topicsOf(answer: Answer): readonly string[] {
  const tags = articlesOf(answer)[0]?.tags ?? [];
  const topics = 'topics' in answer ? answer.topics.map(({ tag }) => tag) : [];
  return [...new Set([...tags, ...topics])];
}

/** Weeks since a Monday; 1 January 1970 was a Thursday. */
function weekOf(at: number): number {
  return Math.floor((at / dayMs + 3) / 7);
}
