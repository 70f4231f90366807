import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import { findAnswer } from '../../answers/answer-text.ts';
import type { AnswerHit } from '../../answers/answer.ts';
import type { Library } from '../../answers/library.ts';
import type { Kind } from '../../outbox/kind.ts';
import type { Outbox, SaidHere } from '../../outbox/outbox.ts';
import type { OutboxStore } from '../../outbox/outbox-store.ts';
import type { SendOutcome } from '../../outbox/sender.ts';
import type { Answerer } from './answer-request.ts';
import { markOf, parseAnswerState, type AnswerState } from './answer-state.ts';
import { bareHit } from '../reply/article-summary.ts';
import { pageSize } from './messages/answer.ts';
import type { Message } from '../reply/message.ts';
import { nameOrganisations } from '../receive/other-organisations.ts';
import type { LookUpSight } from '../receive/sight.ts';
import { renderSightRefusal } from '../reply/sight-refusals.ts';
import { renderNotice } from '../reply/notice.ts';
import { sayOrPlain } from '../reply/say-or-plain.ts';
import type { ThreadPlace } from './thread-place.ts';
import { renderSharedArticle } from './messages/shared-article.ts';
import { sortSlackError } from '../reply/slack-errors.ts';
import { renderConfirmShare } from './messages/confirm-share.ts';
import { settingOf } from './answer-buttons.ts';
import { formatPress, type ButtonPress } from './button-press.ts';
import { showModal } from '../reply/show-modal.ts';

export interface ShareDeps {
  readonly answerer: Answerer;
  readonly client: WebClient;
  readonly lookUpSight: LookUpSight;
  readonly command: string;
  readonly teamId: string;
  readonly library: () => Library;
  readonly outbox: Pick<Outbox, 'sayHere'>;
  readonly store: Pick<OutboxStore, 'listSent'>;
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
  const { answerer, library, outbox, store, now, sleep, log } = deps;

  const postOnce = async (
    press: ButtonPress,
    answer: string,
    hit: AnswerHit,
  ): Promise<SaidHere | 'closed'> => {
    const item = {
      id: `${sharedFrom(answer)}${hit.article.slug}`,
      kind: 'share',
      recipient: { kind: 'answer', id: answer },
      about: {},
      dueAt: now().getTime(),
    } as const;
    let failure: unknown;
    const post = async (): Promise<SendOutcome> => {
      try {
        const context = await answerer.contextFor([hit.article]);
        const message = renderSharedArticle(hit, press.user, context);
        if (press.thread === undefined) await press.respond(message, { visibility: 'in_channel' });
        else await postInThread(message, press.thread);
        return { kind: 'sent', messageTs: '' };
      } catch (error) {
        failure = error;
        const { kind } = sortSlackError(error);
        return { kind: kind === 'unknown' ? kind : 'refused', reason: kind };
      }
    };
    for (let looks = 1; ; looks += 1) {
      const said = await outbox.sayHere(item, post);
      if (said === 'notSaid') {
        const isClosed = press.thread !== undefined && sortSlackError(failure).kind === 'channel';
        if (isClosed) return 'closed';
        throw failure;
      }
      if (said !== 'underWay' || looks === maxLooks) return said;
      await sleep(lookEveryMs);
    }
  };

  /** From a modal there is no response URL that leads into the conversation. */
  const postInThread = (message: Message, { channel, ts }: ThreadPlace) =>
    sayOrPlain(
      message,
      ({ text, blocks }) =>
        deps.client.chat.postMessage({
          channel,
          thread_ts: ts,
          text,
          ...(blocks && { blocks: [...blocks] }),
          mrkdwn: false,
          unfurl_links: false,
          unfurl_media: false,
        }),
      log,
    );

  const listShared = async (answer: string): Promise<readonly string[]> =>
    (await store.listSent(answer)).map((id) => id.slice(sharedFrom(answer).length));

  /** What other buttons of the answer shared in the meantime is marked too, whoever is last. */
  const markShared = async (press: ButtonPress, state: AnswerState, answer: string) => {
    let posted: readonly string[];
    do {
      posted = await listShared(answer);
      const shared = [...new Set([...state.shared, ...posted.map(markOf)])];
      const { message } = await answerer.answerState({ ...state, shared }, settingOf(press));
      await press.respond(message, { replaceOriginal: true });
    } while ((await listShared(answer)).length > posted.length);
  };

  /** @param isConfirmed the person has said that outsiders may read it. */
  return async (press: ButtonPress, isConfirmed = false): Promise<string> => {
    const { slug, state } = parseShareValue(press.value);
    if (state === undefined) return 'unreadable button';
    const hit = await findHit(library(), state, slug);
    if (hit === undefined) {
      await press.respond(
        renderNotice('That article isn’t in the guide any more, so I haven’t posted anything.'),
      );
      return 'article gone';
    }

    const { user, channel } = press;
    const sight = await deps.lookUpSight({ surface: 'share', user, channel });
    if (sight.kind === 'refused') {
      await press.respond(renderSightRefusal(sight, deps.command));
      return `refused: ${sight.why}`;
    }
    if (sight.kind === 'confirm' && !isConfirmed) {
      const outsiders = sight.certain
        ? await nameOrganisations(deps.client, channel, deps.teamId, log)
        : undefined;
      const view = renderConfirmShare(hit.article, outsiders, formatPress(press));
      const isInModal = press.view !== undefined;
      await showModal(deps.client, { triggerId: press.triggerId, isInModal }, view);
      return 'to be confirmed';
    }

    const answer = `${press.channel}:${press.thread?.ts ?? press.messageTs}:${press.user}`;
    const outcome = await postOnce(press, answer, hit);
    if (outcome === 'closed') {
      await press.respond(
        renderNotice(
          'I can’t post in that conversation, so I haven’t shared anything. Invite me there with /invite, and try again.',
        ),
      );
      return 'not in the channel';
    }
    if (outcome === 'uncertain' || outcome === 'underWay') {
      log.warn({ channel: press.channel, user: press.user }, 'a share may not have arrived');
      await press.respond(
        renderNotice(
          'I’m not sure the article was posted. Have a look there. If you can’t see it, ask again and share it from the new answer.',
        ),
      );
      return 'uncertain';
    }

    try {
      await markShared(press, state, answer);
    } catch (error) {
      // It stands in the channel: whatever broke now, "nothing was posted" would be untrue.
      log.warn({ err: error, channel: press.channel, user: press.user }, 'a share was not marked');
      await press.respond(
        renderNotice('I’ve shared the article, but couldn’t mark it in this answer.'),
      );
    }
    return outcome === 'said' ? 'shared' : 'shared before';
  };
}

function parseShareValue(value: string): { slug: string; state: AnswerState | undefined } {
  const bar = value.indexOf('|');
  return { slug: value.slice(0, bar), state: parseAnswerState(value.slice(bar + 1)) };
}

/** The hit as the answer shows it; or the bare article, when the answer has changed since. */
async function findHit(
  library: Library,
  state: AnswerState,
  slug: string,
): Promise<AnswerHit | undefined> {
  const page = { offset: state.offset, limit: pageSize };
  const answer = await findAnswer(library, state.question, state, page);
  const hits = 'page' in answer ? answer.page.hits : [];
  const article = library.articles.find((candidate) => candidate.slug === slug);
  return hits.find((hit) => hit.article.slug === slug) ?? (article && bareHit(article));
}

/** What every share from an answer has in its name. */
const sharedFrom = (answer: string): string => `share:${answer}:`;

/** Only the button leads there: what its press did not see through nobody else can. */
export const shareKind: Kind<Message> = {
  compose: () => Promise.resolve({ kind: 'failed', reason: 'interrupted' }),
};
