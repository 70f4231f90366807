import type {
  GlobalShortcut,
  MessageShortcut,
  Middleware,
  SlackOptionsMiddlewareArgs,
  SlackShortcutMiddlewareArgs,
} from '@slack/bolt';
import type { FormListener } from '../app/feature.ts';
import type { WebClient } from '@slack/web-api';
import type { Library } from '../../answers/library.ts';
import { decodeSlackText } from '../receive/decode-text.ts';
import { setOutcome } from '../receive/log-request.ts';
import type { LookUpSight } from '../receive/sight.ts';
import { cutText } from '../reply/cut-text.ts';
import { plain } from '../reply/rich-text.ts';
import { renderSightRefusal } from '../reply/sight-refusals.ts';
import type { Reply } from '../reply/message.ts';
import type { Answerer, Asked } from './answer-request.ts';
import { formatPlace } from './article-place.ts';
import { askField, renderAnswerModal, renderAskModal } from './messages/ask-modal.ts';
import { parseRequest } from './parse-request.ts';
import { formatThread, parseThread } from './thread-place.ts';
import { suggestArticles } from './suggest-articles.ts';

export interface AskAnywhereDeps {
  readonly client: WebClient;
  readonly answerer: Answerer;
  readonly lookUpSight: LookUpSight;
  readonly command: string;
  readonly library: () => Library;
}

/** Asking where no command can be typed: from a shortcut, in its modal, about somebody's message. */
export interface AskAnywhere {
  readonly openModal: Middleware<SlackShortcutMiddlewareArgs<GlobalShortcut>>;
  readonly askAboutMessage: Middleware<SlackShortcutMiddlewareArgs<MessageShortcut>>;
  readonly submit: FormListener;
  readonly suggest: Middleware<SlackOptionsMiddlewareArgs<'block_suggestion'>>;
  /** The answer for one person, or why they get none. */
  readonly answerFor: (
    user: string,
    text: string,
    from?: { readonly asked?: Asked; readonly metadata?: string },
  ) => Promise<Reply>;
}

const maxOptionChars = 75;
const maxQuestionChars = 1_000;

export function createAskAnywhere(deps: AskAnywhereDeps): AskAnywhere {
  const { client, answerer, lookUpSight, command, library } = deps;

  const answerFor: AskAnywhere['answerFor'] = async (user, text, { asked, metadata = '' } = {}) => {
    const sight = await lookUpSight({ surface: 'answer', user, channel: '' });
    if (sight.kind === 'refused') {
      return { message: renderSightRefusal(sight, command), outcome: `refused: ${sight.why}` };
    }
    const isFromThread = parseThread(metadata) !== undefined;
    return answerer.answerRequest(parseRequest(text), {
      audience: 'asker',
      ...(isFromThread && { sharer: user }),
      sharesInThread: isFromThread,
      ...(asked && { asked }),
    });
  };

  return {
    answerFor,

    openModal: async ({ ack, body }) => {
      await ack();
      await client.views.open({ trigger_id: body.trigger_id, view: renderAskModal() });
    },

    askAboutMessage: async ({ ack, body, context }) => {
      await ack();
      const text = cutText(decodeSlackText(body.message.text ?? ''), maxQuestionChars);
      const { ts, thread_ts: threadTs = ts } = body.message as { ts: string; thread_ts?: string };
      const metadata = formatThread({ channel: body.channel.id, ts: threadTs });
      const { message, outcome } = await answerFor(body.user.id, text, { metadata });
      setOutcome(context, outcome);
      const question = text.replaceAll(/\s+/g, ' ');
      const view = renderAnswerModal(message, { question, metadata });
      await client.views.open({ trigger_id: body.trigger_id, view });
    },

    submit: async ({ ack, body, view, context }) => {
      const text = view.state.values[askField]?.[askField]?.value ?? '';
      const { private_metadata: metadata } = view;
      // What somebody else's message says is not this person's to give.
      const asked = { by: body.user.id, isPrivate: metadata !== '' };
      const { message, outcome } = await answerFor(body.user.id, text, { asked, metadata });
      setOutcome(context, outcome);
      await ack({ response_action: 'update', view: renderAnswerModal(message, { metadata }) });
    },

    suggest: async ({ ack, body }) => {
      const sight = await lookUpSight({ surface: 'answer', user: body.user.id, channel: '' });
      const found = sight.kind === 'refused' ? [] : suggestArticles(library(), body.value);
      const options = found.map((article) => ({
        text: plain(cutText(article.title, maxOptionChars)),
        value: formatPlace({ article, section: undefined }),
      }));
      await ack({ options });
    },
  };
}
