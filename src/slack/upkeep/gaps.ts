import type { Logger } from 'pino';
import type { Answer } from '../../answers/answer.ts';
import { answerText, findAnswer } from '../../answers/answer-text.ts';
import type { Library } from '../../answers/library.ts';
import { tellingStems } from '../../answers/telling-words.ts';
import { groupGaps, type Gap } from '../../upkeep/group-gaps.ts';
import type { UpkeepStore } from '../../upkeep/upkeep-store.ts';
import { withoutNames } from '../../upkeep/without-names.ts';
import { parseAnswerState } from '../ask/answer-state.ts';
import type { Asked } from '../ask/answer-request.ts';
import type { PressListener } from '../app/feature.ts';
import { renderNotice } from '../reply/notice.ts';
import type { IsEditor } from './editors.ts';

export interface GapsDeps {
  readonly store: Pick<UpkeepStore, 'addUnanswered' | 'listUnanswered'>;
  readonly library: () => Library;
  readonly isEditor: IsEditor;
  /** Questions that find nothing are kept. */
  readonly isOn: boolean;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Lets work that nobody waits for come to its end before the process does. */
  readonly track: (work: () => Promise<void>) => Promise<void>;
  readonly log: Logger;
}

/** The questions that no article answers. */
export interface Gaps {
  readonly isOn: boolean;
  /** Keeps a question that found nothing, without names; what is private only by `tell`. */
  readonly onAsked: (answer: Answer, asked: Asked) => void;
  /** The button by which somebody agrees that a private question is kept. */
  readonly tell: PressListener;
  /** Those that are still open; what an article answers by now is closed. */
  readonly listOpen: () => Promise<readonly Gap[]>;
  /** Those that a person may see: all for editors, their topics for owners. Undefined for others. */
  readonly listOpenFor: (userId: string) => Promise<readonly Gap[] | undefined>;
}

const dayMs = 24 * 60 * 60 * 1000;
/** Each is asked again before it is shown. */
const maxAskedAgain = 100;
const firstHit = { offset: 0, limit: 1 };

export function createGaps(deps: GapsDeps): Gaps {
  const { store, library, isEditor, isOn, now, track, log } = deps;

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

  const listOpen = async (): Promise<readonly Gap[]> => {
    const gaps = groupGaps(await store.listUnanswered()).slice(0, maxAskedAgain);
    return gaps.filter(({ questions: [question = ''] }) => {
      const { kind } = answerText(library(), question, {}, firstHit);
      return kind !== 'found';
    });
  };

  return {
    isOn,
    listOpen,

    onAsked: (answer, { by, isPrivate }) => {
      if (!isOn || isPrivate) return;
      // An answer never waits for this, nor does it fail with it.
      void track(() =>
        keep(answer, by).catch((error: unknown) => {
          log.warn({ err: error }, 'a question that found nothing was not kept');
        }),
      );
    },

    tell: async ({ value, user, respond }) => {
      const state = parseAnswerState(value);
      if (!isOn || state === undefined) return 'unreadable button';
      await keep(await findAnswer(library(), state.question, state, firstHit), user);
      await respond(renderNotice('I’ve added your question to the list, without your name.'));
      return 'told';
    },

    listOpenFor: async (userId) => {
      if (await isEditor(userId)) return listOpen();
      const topics = library()
        .articles.filter(({ owner }) => owner?.kind === 'slackUser' && owner.id === userId)
        .flatMap(({ tags }) => tags);
      if (topics.length === 0) return undefined;
      return (await listOpen()).filter(
        ({ topic }) => topic !== undefined && topics.includes(topic),
      );
    },
  };
}

/** The topics that have to do with a question, the nearest first. */
export function topicsOf(answer: Answer): readonly string[] {
  const tags = 'page' in answer ? (answer.page.hits[0]?.article.tags ?? []) : [];
  const topics = 'topics' in answer ? answer.topics.map(({ tag }) => tag) : [];
  return [...new Set([...tags, ...topics])];
}

/** Weeks since a Monday; 1 January 1970 was a Thursday. */
function weekOf(at: number): number {
  return Math.floor((at / dayMs + 3) / 7);
}
