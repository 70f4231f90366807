import { articlesOf, type Answer } from '../../answers/answer.ts';
import { findAnswer } from '../../answers/answer-text.ts';
import { pickExamples } from '../../answers/examples.ts';
import { answerJoined, readFollowUp } from '../../answers/follow-up.ts';
import { listTopics, type Library } from '../../answers/library.ts';
import { maxQuestionChars } from '../../answers/parse-question.ts';
import type { Article } from '../../content/article.ts';
import { freshState, type AnswerState } from './button-values.ts';
import { pageSize, renderAnswer } from './messages/answer.ts';
import { cutText } from '../reply/words.ts';
import type { ContextFor } from '../reply/article-summary.ts';
import {
  renderGreeting,
  renderHowToShare,
  renderNod,
  renderOfferedCommand,
  renderThanks,
  renderWhoseArticle,
} from './messages/small-talk.ts';
import { renderHelp, renderNoArticles } from './messages/help.ts';
import { pickLatest, renderLatest } from './messages/latest.ts';
import { renderTopicList } from './messages/topics.ts';
import { renderNotice } from '../reply/notice.ts';
import type { Request } from './parse-request.ts';
import type { LookUpSight } from '../receive/may-see.ts';
import type { Reply } from '../reply/message.ts';

export interface AnswererDeps {
  /** The library of this moment: it is replaced when articles change. */
  readonly library: () => Library;
  readonly contextFor: ContextFor;
  readonly lookUpSight: LookUpSight;
  /** Told which articles an answer shows, the one that leads first. */
  readonly onShown: (articles: readonly Article[]) => void;
  /** The slash command people type. */
  readonly command: string;
  readonly upkeep: AnswerUpkeep;
}

/** Who asks something for the first time. */
export interface Asked {
  readonly by: string;
  /** Nobody else is there to read it: it is not kept unless they agree. */
  readonly isPrivate: boolean;
}

/** What is done about answers that do not help. */
export interface AnswerUpkeep {
  readonly canAskOwner: (answer: Answer) => boolean;
  /** Questions that find nothing are kept. */
  readonly keepsGaps: boolean;
  /** Hears each question once; nobody waits for it. */
  readonly onAsked: (answer: Answer, asked: Asked) => void;
}

/** Where an answer goes, and what is known of who reads it. */
export interface Setting {
  /** Who sees it, and where they could share it, if anywhere. */
  readonly sharing?: { readonly by: string; readonly place: 'channel' | 'thread' } | undefined;
  /** When it is asked, and not looked at again. */
  readonly asked?: Asked | undefined;
  /** They have said that it helped. */
  readonly isRated?: boolean;
}

export interface Answerer {
  answerRequest(request: Request, setting: Setting): Promise<Reply>;
  /** What was said after a question, where one was asked before. */
  answerFollowUp(before: string | undefined, text: string, setting: Setting): Promise<Reply>;
  /** The page of an answer that a button stands for. */
  answerState(state: AnswerState, setting: Setting): Promise<Reply>;
}

/** Turns requests into messages; what is decided in `answers` is put into words in `messages`. */
export function createAnswerer({
  library,
  contextFor,
  lookUpSight,
  onShown,
  command,
  upkeep,
}: AnswererDeps): Answerer {
  /** Guests may be answered and not share; where it would go is looked at when they do. */
  const mayShare = async (user: string): Promise<boolean> =>
    (await lookUpSight({ surface: 'share', user, sharing: 'own' })).kind !== 'refused';

  const find = (state: AnswerState, offset = state.offset): Promise<Answer> =>
    findAnswer(library(), state.question, state, { offset, limit: pageSize });

  const putIntoWords = async (
    answer: Answer,
    state: AnswerState,
    { sharing, asked, isRated = false }: Setting,
  ): Promise<Reply> => {
    if (asked) upkeep.onAsked(answer, asked);
    if (answer.kind === 'found' && state.offset === 0) onShown(articlesOf(answer));
    const context = await contextFor(articlesOf(answer));
    const message = renderAnswer(answer, {
      ...context,
      isRated,
      sharesIn: sharing?.place,
      mayShare: sharing !== undefined && (await mayShare(sharing.by)),
      // Shown only where nothing is sure to answer.
      canAskOwner: answer.kind !== 'found' && upkeep.canAskOwner(answer),
      canTellEditors: upkeep.keepsGaps && asked?.isPrivate === true,
      state: { ...state, article: '', question: cutText(state.question, maxQuestionChars) },
    });
    return { message, outcome: answer.kind };
  };

  const answerState = async (state: AnswerState, setting: Setting): Promise<Reply> => {
    const answer = await find(state);
    // Somebody asked for the fifth of three, or articles went: the last there is.
    const isPast = 'page' in answer && answer.page.hits.length === 0 && answer.page.total > 0;
    const shown = isPast ? await find(state, answer.page.total - 1) : answer;
    return putIntoWords(shown, state, setting);
  };

  /** A question by itself. What only makes sense below an answer isn't one. */
  const answerWhole = async (text: string, setting: Setting): Promise<Reply> => {
    if (!/^(?:show )?(?:me )?more[\s.!]*$/i.test(text))
      return answerState(freshState(text), setting);
    const message = renderNotice(
      'I don’t know which answer you mean. Press More below it, or ask a whole question.',
    );
    return { message, outcome: 'more of nothing' };
  };

  const renderRequest = async (request: Exclude<Request, { kind: 'question' }>) => {
    const { articles } = library();
    const topics = listTopics(articles);
    switch (request.kind) {
      case 'help': {
        if (articles.length === 0) return renderNoArticles();
        const topic = topics.find(({ tag }) => tag.length <= maxTopicChars)?.tag;
        return renderHelp({ examples: pickExamples(library()), topic, command });
      }
      case 'greeting':
        return renderGreeting(pickExamples(library()));
      case 'thanks':
        return renderThanks();
      case 'share':
        return renderHowToShare(command);
      case 'article':
        return renderWhoseArticle();
      case 'nod':
        return renderNod();
      case 'meant':
        return renderOfferedCommand(`${command} ${request.command}`, request.text);
      case 'topics':
        return renderTopicList({ topics, command });
      case 'latest': {
        const latest = pickLatest(articles);
        return renderLatest(latest, await contextFor(latest));
      }
    }
  };

  return {
    answerState,

    async answerFollowUp(before, text, setting) {
      const read = readFollowUp(before, text);
      if (before === undefined || read.kind === 'whole') return answerWhole(text, setting);
      switch (read.kind) {
        case 'joined': {
          const page = { offset: 0, limit: pageSize };
          const asked = { joined: read.text, text };
          const { question, answer } = await answerJoined(library(), asked, page);
          return putIntoWords(answer, freshState(question), setting);
        }
        case 'more': {
          const state = { ...freshState(before), offset: pageSize };
          const answer = await find(state);
          if (!('page' in answer) || answer.page.hits.length === 0) {
            const message = renderNotice('That’s all I found. Ask in other words to find more.');
            return { message, outcome: 'no more' };
          }
          return putIntoWords(answer, state, setting);
        }
        case 'select': {
          const offset = read.index < 0 ? pageSize - 1 : read.index;
          return answerState({ ...freshState(before), offset }, setting);
        }
      }
    },

    answerRequest: async (request, setting) =>
      request.kind === 'question'
        ? answerWhole(request.text, setting)
        : { message: await renderRequest(request), outcome: request.kind },
  };
}

/** Of a topic that is shown as something to type. */
const maxTopicChars = 30;
