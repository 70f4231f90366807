import { findAnswer } from '../../answers/answer-text.ts';
import type { AnswerHit } from '../../answers/answer.ts';
import type { Library } from '../../answers/library.ts';
import type { Kind } from '../../outbox/kind.ts';
import type { SaidHere } from '../../outbox/outbox.ts';
import type { SendOutcome } from '../../outbox/sender.ts';
import type { Feature, SayingDeps } from '../app/feature.ts';
import type { Interaction } from '../receive/interaction.ts';
import { bareHit } from '../reply/article-summary.ts';
import type { Message } from '../reply/message.ts';
import { renderNotice } from '../reply/notice.ts';
import { sortSlackError } from '../reply/slack-errors.ts';
import { actionIds } from '../app/action-ids.ts';
import { settingOf } from './asking.ts';
import { findMarked, markOf, parseAnswerState, type AnswerState } from './button-values.ts';
import { pageSize } from './messages/answer.ts';
import {
  confirmShareId,
  renderConfirmShare,
  renderSharedArticle,
} from './messages/shared-article.ts';

/** How long a second press waits for the first to say how it went. */
const maxLooks = 20;
const lookEveryMs = 250;

const notices = {
  gone: 'That article isn’t in the guide any more, so I haven’t posted anything.',
  closed:
    'I can’t post in that conversation, so I haven’t shared anything. Invite me there with /invite, and try again.',
  uncertain:
    'I’m not sure the article was posted. Have a look there. If you can’t see it, ask again and share it from the new answer.',
  notMarked: 'I’ve shared the article, but couldn’t mark it in this answer.',
};

/**
 * Posts an article to the channel for everybody, once however often the button is pressed, and marks
 * it as shared in the private reply. It goes through the button's response URL, which also works in
 * private channels and direct conversations that the bot is not part of; from a modal, which has
 * none, into the thread that its answer was looked up for.
 */
export function createShareArticle(deps: SayingDeps): Feature {
  const { answerer, contextFor, library, outbox, sender, store, now, sleep, log } = deps;

  const postOnce = async (
    press: Interaction,
    answer: string,
    hit: AnswerHit,
  ): Promise<SaidHere | 'closed'> => {
    const item = {
      id: `${sharedFrom(answer)}${hit.article.slug}`,
      kind: 'share',
      recipient: { kind: 'answer', id: answer },
      about: {},
      dueAt: now(),
    } as const;
    let outcome: SendOutcome | undefined;
    let failure: unknown;
    const post = async (): Promise<SendOutcome> => {
      try {
        const context = await contextFor([hit.article]);
        const message = renderSharedArticle(hit, press.user, context);
        if (press.thread === undefined) {
          await press.respond(message, 'forAll');
          return { kind: 'sent', messageTs: '' };
        }
        const { channel: id, ts: threadTs } = press.thread;
        const recipient = { kind: 'channel', id, threadTs } as const;
        outcome = await sender.send({ id: item.id, recipient }, message, Infinity);
        failure = new Error(`not shared: ${outcome.kind}`);
        return outcome;
      } catch (error) {
        failure = error;
        const { kind } = sortSlackError(error);
        return { kind: kind === 'unknown' ? kind : 'refused', reason: kind };
      }
    };
    for (let looks = 1; ; looks += 1) {
      const said = await outbox.sayHere(item, post);
      if (said === 'notSaid') {
        if (outcome?.kind === 'closed') return 'closed';
        throw failure;
      }
      if (said !== 'underWay' || looks === maxLooks) return said;
      await sleep(lookEveryMs);
    }
  };

  const listShared = async (answer: string): Promise<readonly string[]> =>
    (await store.listSent(answer)).map((id) => id.slice(sharedFrom(answer).length));

  /** What other buttons of the answer shared in the meantime is marked too, whoever is last. */
  const markShared = async (press: Interaction, state: AnswerState, answer: string) => {
    let posted: readonly string[];
    do {
      posted = await listShared(answer);
      const shared = [...new Set([...state.shared, ...posted.map(markOf)])];
      const { message } = await answerer.answerState({ ...state, shared }, settingOf(press));
      await press.respond(message, 'inPlace');
    } while ((await listShared(answer)).length > posted.length);
  };

  /** @param isConfirmed the person has said that outsiders may read it. */
  const share = async (press: Interaction, isConfirmed = false): Promise<string> => {
    const { user, channel } = press;
    const say = (notice: keyof typeof notices) => press.respond(renderNotice(notices[notice]));
    const state = parseAnswerState(press.value);
    if (state === undefined) return 'unreadable button';
    const hit = await findHit(library(), state);
    if (hit === undefined) {
      await say('gone');
      return 'article gone';
    }

    const sight = await deps.lookUpSight({ surface: 'share', user, channel });
    if (sight.kind === 'refused') {
      await press.respond(sight.reply.message);
      return sight.reply.outcome;
    }
    if (sight.kind === 'confirm' && !isConfirmed) {
      const outsiders = sight.certain ? await deps.workspace.organisationsIn(channel) : undefined;
      await press.show(renderConfirmShare(hit.article, outsiders));
      return 'to be confirmed';
    }

    const answer = `${channel}:${press.thread?.ts ?? press.messageTs}:${user}`;
    const outcome = await postOnce(press, answer, hit);
    if (outcome === 'closed') {
      await say('closed');
      return 'not in the channel';
    }
    if (outcome === 'uncertain' || outcome === 'underWay') {
      log.warn({ channel, user }, 'a share may not have arrived');
      await say('uncertain');
      return 'uncertain';
    }

    try {
      await markShared(press, state, answer);
    } catch (error) {
      // It stands in the channel: whatever broke now, "nothing was posted" would be untrue.
      log.warn({ err: error, channel, user }, 'a share was not marked');
      await say('notMarked');
    }
    return outcome === 'said' ? 'shared' : 'shared before';
  };

  return {
    buttons: { [actionIds.share]: (press) => share(press) },
    forms: {
      [confirmShareId]: async ({ origin, finish }) => {
        await finish();
        return share(origin(), true);
      },
    },
  };
}

/** The hit as the answer shows it; or the bare article, when the answer has changed since. */
async function findHit(library: Library, state: AnswerState): Promise<AnswerHit | undefined> {
  const page = { offset: state.offset, limit: pageSize };
  const answer = await findAnswer(library, state.question, state, page);
  const hits = 'page' in answer ? answer.page.hits : [];
  const article = findMarked(library.articles, state.article);
  return hits.find((hit) => hit.article.slug === article?.slug) ?? (article && bareHit(article));
}

/** What every share from an answer has in its name. */
const sharedFrom = (answer: string): string => `share:${answer}:`;

/** Only the button leads there: what its press did not see through nobody else can. */
export const shareKind: Kind<Message> = {
  compose: () => Promise.resolve({ kind: 'failed', reason: 'interrupted' }),
};
