import type { Logger } from 'pino';
import { answerQuestion } from '../../answers/answer-question.ts';
import type { AnswerHit } from '../../answers/answer.ts';
import type { Library } from '../../answers/library.ts';
import { parseQuestion } from '../../answers/parse-question.ts';
import type { Answerer } from './answer-request.ts';
import { markOf, parseAnswerState, type AnswerState } from './answer-state.ts';
import { bareHit } from '../reply/article-summary.ts';
import { pageSize } from './messages/answer.ts';
import { renderNotice } from '../reply/notice.ts';
import { renderSharedArticle } from './messages/shared-article.ts';
import { RespondError } from '../reply/respond.ts';
import type { Share, ShareLedger } from './share-ledger.ts';
import { settingOf } from './answer-buttons.ts';
import type { ButtonPress } from './button-press.ts';

export interface ShareDeps {
  readonly answerer: Answerer;
  readonly library: () => Library;
  readonly shares: ShareLedger;
  readonly now: () => Date;
  readonly sleep: (ms: number) => Promise<void>;
  readonly log: Logger;
}

/** How long a second press waits for the first to say how it went. */
const maxLooks = 20;
const lookEveryMs = 250;

/**
 * Posts an article to the channel for everybody, once however often the button is pressed, and marks
 * it as shared in the private reply. It goes through the button's response URL, which also works in
 * private channels and direct conversations that the bot is not part of.
 */
export function createShareArticle(deps: ShareDeps) {
  const { answerer, library, shares, now, sleep, log } = deps;

  type Outcome = 'shared' | 'shared before' | 'uncertain';

  const postOnce = async (press: ButtonPress, share: Share, hit: AnswerHit): Promise<Outcome> => {
    for (let looks = 0; looks < maxLooks; looks += 1) {
      const claim = await shares.claim(share, now().getTime());
      if (claim === 'claimed') return await post(press, share, hit);
      if (claim === 'posted') return 'shared before';
      await sleep(lookEveryMs);
    }
    return 'uncertain';
  };

  const post = async (press: ButtonPress, share: Share, hit: AnswerHit): Promise<Outcome> => {
    try {
      const context = await answerer.contextFor([hit.article]);
      const message = renderSharedArticle(hit, press.user, context);
      await press.respond(message, { visibility: 'in_channel' });
      return 'shared';
    } catch (error) {
      if (isUncertain(error)) {
        log.warn(
          { err: error, channel: press.channel, user: press.user },
          'a share may not have arrived',
        );
        return 'uncertain';
      }
      await shares.release(share);
      throw error;
    }
  };

  /** What other buttons of the answer shared in the meantime is marked too, whoever is last. */
  const markShared = async (press: ButtonPress, state: AnswerState, answer: string) => {
    let posted: readonly string[];
    do {
      posted = await shares.listPosted(answer);
      const shared = [...new Set([...state.shared, ...posted.map(markOf)])];
      const { message } = await answerer.answerState({ ...state, shared }, settingOf(press));
      await press.respond(message, { replaceOriginal: true });
    } while ((await shares.listPosted(answer)).length > posted.length);
  };

  return async (press: ButtonPress): Promise<string> => {
    const { slug, state } = parseShareValue(press.value);
    if (state === undefined) return 'unreadable button';
    const hit = findHit(library(), state, slug);
    if (hit === undefined) {
      await press.respond(
        renderNotice('That article isn’t in the guide any more, so I haven’t posted anything.'),
      );
      return 'article gone';
    }

    const answer = `${press.channel}:${press.messageTs}:${press.user}`;
    const share = { answer, slug };
    const outcome = await postOnce(press, share, hit);
    if (outcome === 'uncertain') {
      await press.respond(
        renderNotice(
          'I’m not sure the article was posted. Look in the channel. If it isn’t there, ask again and share it from the new answer.',
        ),
      );
      return outcome;
    }

    try {
      if (outcome === 'shared') await shares.confirm(share);
      await markShared(press, state, answer);
    } catch (error) {
      // It stands in the channel: whatever broke now, "nothing was posted" would be untrue.
      log.warn({ err: error, channel: press.channel, user: press.user }, 'a share was not marked');
      await press.respond(
        renderNotice(
          'I’ve shared the article in the channel, but couldn’t mark it in this answer.',
        ),
      );
    }
    return outcome;
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
