import type { Logger } from 'pino';
import { answerQuestion } from '../../answers/answer-question.ts';
import type { AnswerHit } from '../../answers/answer.ts';
import type { Library } from '../../answers/library.ts';
import { parseQuestion } from '../../answers/parse-question.ts';
import type { Answerer } from '../answer-request.ts';
import { markOf, parseAnswerState, type AnswerState } from '../answer-state.ts';
import { bareHit } from '../messages/article-summary.ts';
import { pageSize } from '../messages/answer.ts';
import { renderNotice } from '../messages/notice.ts';
import { renderSharedArticle } from '../messages/shared-article.ts';
import { RespondError } from '../respond.ts';
import { settingOf } from './answer-buttons.ts';
import type { ButtonPress } from './button-press.ts';

export interface ShareDeps {
  readonly answerer: Answerer;
  readonly library: () => Library;
  readonly now: () => Date;
  readonly log: Logger;
}

/** Slack lets a reply's buttons answer for this long. */
const rememberMs = 1_800_000;

/**
 * Posts an article to the channel for everybody, once however often the button is pressed, and marks
 * it as shared in the private reply. It goes through the button's response URL, which also works in
 * private channels and direct conversations that the bot is not part of.
 */
export function createShareArticle({ answerer, library, now, log }: ShareDeps) {
  /** By message, person and article: the post that is under way or done. */
  const shares = new Map<string, { posted: Promise<void>; at: number; isPosted: boolean }>();

  const forgetOld = (): void => {
    for (const [key, { at }] of shares) {
      if (now().getTime() - at > rememberMs) shares.delete(key);
    }
  };

  const post = async (press: ButtonPress, hit: AnswerHit): Promise<void> => {
    const context = await answerer.contextFor([hit.article]);
    await press.respond(renderSharedArticle(hit, press.user, context), {
      visibility: 'in_channel',
    });
  };

  const postedMarks = (answerKey: string): readonly string[] =>
    [...shares]
      .filter(([key, { isPosted }]) => isPosted && key.startsWith(answerKey))
      .map(([key]) => markOf(key.slice(answerKey.length)));

  /** What other buttons of the answer shared in the meantime is marked too, whoever is last. */
  const markShared = async (press: ButtonPress, state: AnswerState, answerKey: string) => {
    let marks: readonly string[];
    do {
      marks = postedMarks(answerKey);
      const shared = [...new Set([...state.shared, ...marks])];
      const { message } = await answerer.answerState({ ...state, shared }, settingOf(press));
      await press.respond(message, { replaceOriginal: true });
    } while (postedMarks(answerKey).length > marks.length);
  };

  return async (press: ButtonPress): Promise<string> => {
    const { slug, state } = parseShareValue(press.value);
    if (state === undefined) return 'unreadable button';
    const hit = findHit(library(), state, slug);
    if (hit === undefined) {
      await press.respond(
        renderNotice('That article is no longer in the guide; nothing was posted.'),
      );
      return 'article gone';
    }

    forgetOld();
    const answerKey = `${press.channel}:${press.messageTs}:${press.user}:`;
    const key = answerKey + slug;
    const earlier = shares.get(key);
    const isFirst = earlier === undefined;
    const share = earlier ?? { posted: post(press, hit), at: now().getTime(), isPosted: false };
    shares.set(key, share);
    try {
      await share.posted;
      share.isPosted = true;
    } catch (error) {
      if (!isUncertain(error)) {
        shares.delete(key);
        throw error;
      }
      if (!isFirst) return 'uncertain';
      log.warn(
        { err: error, channel: press.channel, user: press.user },
        'a share may not have arrived',
      );
      await press.respond(
        renderNotice(
          'Slack did not confirm that the article was posted. Look in the channel; if it is not there, ask again and share it from the new answer.',
        ),
      );
      return 'uncertain';
    }

    try {
      await markShared(press, state, answerKey);
    } catch (error) {
      if (!(error instanceof RespondError)) throw error;
      log.warn({ err: error, channel: press.channel, user: press.user }, 'a share was not marked');
      await press.respond(
        renderNotice('The article was shared in the channel; only this answer does not say so.'),
      );
    }
    return isFirst ? 'shared' : 'shared before';
  };
}

function parseShareValue(value: string): { slug: string; state: AnswerState | undefined } {
  const bar = value.indexOf('|');
  return { slug: value.slice(0, bar), state: parseAnswerState(value.slice(bar + 1)) };
}

/** The hit as the answer shows it; or the bare article, when the answer has changed since. */
function findHit(library: Library, state: AnswerState, slug: string): AnswerHit | undefined {
  const question = parseQuestion(state.question, { literal: state.literal });
  const answer = answerQuestion(library, question, { offset: state.offset, limit: pageSize });
  const hits = 'page' in answer ? answer.page.hits : [];
  const article = library.articles.find((candidate) => candidate.slug === slug);
  return hits.find((hit) => hit.article.slug === slug) ?? (article && bareHit(article));
}

function isUncertain(error: unknown): boolean {
  return error instanceof RespondError && error.failure.kind === 'unknown';
}
