import type {
  GlobalShortcut,
  MessageShortcut,
  Middleware,
  SlackCommandMiddlewareArgs,
  SlackOptionsMiddlewareArgs,
  SlackShortcutMiddlewareArgs,
  SlashCommand,
} from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import type { Library } from '../../answers/library.ts';
import { maxQuestionChars } from '../../answers/parse-question.ts';
import type { AnswerWord, Feature, FormListener, PressListener } from '../app/feature.ts';
import { isDigestCommand, type DigestAnswers, type DigestReply } from '../digest/digest-command.ts';
import { decodeSlackText } from '../receive/decode-text.ts';
import { setOutcome } from '../receive/log-request.ts';
import type { ButtonPress } from '../receive/press.ts';
import type { LookUpSight } from '../receive/sight.ts';
import { cutText } from '../reply/cut-text.ts';
import type { Reply } from '../reply/message.ts';
import { renderNotice } from '../reply/notice.ts';
import { replyInAck, type ReplyInAckDeps } from '../reply/reply-in-ack.ts';
import type { Respond, RespondOptions } from '../reply/respond.ts';
import { plain } from '../reply/rich-text.ts';
import { actionIds } from './action-ids.ts';
import type { Answerer, Asked, Setting } from './answer-request.ts';
import {
  formatPlace,
  formatThread,
  freshState,
  parseAnswerState,
  parseThread,
} from './button-values.ts';
import { askField, askModalId, renderAnswerModal, renderAskModal } from './messages/ask-modal.ts';
import { parseRequest } from './parse-request.ts';
import { suggestArticles } from './suggest-articles.ts';

export interface AskingDeps {
  /** What people type, such as `/guide`. */
  readonly command: string;
  readonly client: WebClient;
  readonly answerer: Answerer;
  readonly answerDigest: DigestAnswers['typed'];
  readonly words: ReadonlyMap<string, AnswerWord>;
  readonly library: () => Library;
  readonly lookUpSight: LookUpSight;
  readonly respondTo: (url: string) => Respond;
  readonly sleep: ReplyInAckDeps['sleep'];
}

/** What is asked where the answer is for one person, and comes at once. */
export interface Asking {
  /** Every command of this app arrives here, also one that somebody added to it by another name. */
  readonly answerCommand: Middleware<SlackCommandMiddlewareArgs>;
  readonly openModal: Middleware<SlackShortcutMiddlewareArgs<GlobalShortcut>>;
  readonly askAboutMessage: Middleware<SlackShortcutMiddlewareArgs<MessageShortcut>>;
  readonly suggest: Middleware<SlackOptionsMiddlewareArgs<'block_suggestion'>>;
  /** The modal to ask in, and the buttons of an answer. */
  readonly feature: Feature;
}

const maxOptionChars = 75;

export function createAsking(deps: AskingDeps): Asking {
  const { command: ours, client, answerer, answerDigest, words, lookUpSight } = deps;

  const sightOf = (user: string) => lookUpSight({ surface: 'answer', user, channel: '' });

  /** The answer for one person, or why they get none. */
  const answerFor = async (text: string, where: Where, asked?: Asked): Promise<Reply> => {
    const sight = await sightOf(where.user);
    if (sight.kind === 'refused') return sight.reply;
    return answerer.answerRequest(parseRequest(text), { ...settingOf(where), asked });
  };

  const answerTyped = async (
    typed: SlashCommand,
    show: ButtonPress['show'],
  ): Promise<DigestReply> => {
    const { command, text, user_id: user, channel_id: channelId } = typed;
    if (command !== ours) {
      const message = renderNotice(`I only answer ${ours} followed by your question.`);
      return { message, outcome: 'foreign command' };
    }
    const answerWord = words.get(text.trim().toLowerCase());
    if (isDigestCommand(text) || answerWord !== undefined) {
      const sight = await sightOf(user);
      if (sight.kind === 'refused') return sight.reply;
      return answerWord?.(user) ?? answerDigest({ text, channelId, userId: user, show });
    }
    const asked = { by: user, isPrivate: isDirect(typed) };
    return answerFor(decodeSlackText(text), { user, isEphemeral: true }, asked);
  };

  const submit: FormListener = async ({ ack, body, view, context }) => {
    const text = view.state.values[askField]?.[askField]?.value ?? '';
    const { private_metadata: metadata } = view;
    // What somebody else's message says is not this person's to give.
    const asked = { by: body.user.id, isPrivate: metadata !== '' };
    const where = { user: body.user.id, thread: parseThread(metadata) };
    const { message, outcome } = await answerFor(text, where, asked);
    setOutcome(context, outcome);
    await ack({ response_action: 'update', view: renderAnswerModal(message, { metadata }) });
  };

  const askFromHome: PressListener = async ({ value, user, respond }) => {
    const { message, outcome } = await answerFor(value, { user }, { by: user, isPrivate: false });
    await respond(message);
    return outcome;
  };

  /** Another page, or another answer, in the place of the one that the button is in. */
  const show = async (
    press: ButtonPress,
    state = parseAnswerState(press.value),
    options: RespondOptions = { replaceOriginal: true },
  ): Promise<string> => {
    if (state === undefined) return 'unreadable button';
    const { message, outcome } = await answerer.answerState(state, settingOf(press));
    await press.respond(message, options);
    return outcome;
  };
  const showPage: PressListener = (press) => show(press);

  /** A question to begin with. In a direct conversation the greeting stays, and the answer follows it. */
  const askExample: PressListener = (press) => {
    const isGreeting = !press.isEphemeral && press.channel.startsWith('D');
    return show(press, undefined, isGreeting ? { visibility: 'in_channel' } : undefined);
  };

  const showTopic: PressListener = (press) =>
    show(press, { ...freshState(`#${press.value}`), fromTopics: true });

  const showTopics: PressListener = async (press) => {
    const { message, outcome } = await answerer.answerRequest({ kind: 'topics' }, settingOf(press));
    await press.respond(message, { replaceOriginal: true });
    return outcome;
  };

  return {
    answerCommand: async ({ ack, command, context }) => {
      const respond = deps.respondTo(command.response_url);
      const show: ButtonPress['show'] = async (view) => {
        await client.views.open({ trigger_id: command.trigger_id, view });
      };
      const reply = answerTyped(command, show).then(({ message, outcome }) => {
        setOutcome(context, outcome);
        return message;
      });
      await replyInAck(reply, { ack, respond, sleep: deps.sleep });
    },

    openModal: async ({ ack, body }) => {
      await ack();
      await client.views.open({ trigger_id: body.trigger_id, view: renderAskModal() });
    },

    askAboutMessage: async ({ ack, body, context }) => {
      await ack();
      const text = cutText(decodeSlackText(body.message.text ?? ''), maxQuestionChars);
      const { ts, thread_ts: threadTs = ts } = body.message as { ts: string; thread_ts?: string };
      const thread = { channel: body.channel.id, ts: threadTs };
      const { message, outcome } = await answerFor(text, { user: body.user.id, thread });
      setOutcome(context, outcome);
      const question = text.replaceAll(/\s+/g, ' ');
      const view = renderAnswerModal(message, { question, metadata: formatThread(thread) });
      await client.views.open({ trigger_id: body.trigger_id, view });
    },

    suggest: async ({ ack, body }) => {
      const sight = await sightOf(body.user.id);
      const found = sight.kind === 'refused' ? [] : suggestArticles(deps.library(), body.value);
      const options = found.map((article) => ({
        text: plain(cutText(article.title, maxOptionChars)),
        value: formatPlace({ article, section: undefined }),
      }));
      await ack({ options });
    },

    feature: {
      forms: [[askModalId, submit]],
      buttons: [
        [actionIds.homeAsk, askFromHome],
        [actionIds.more, showPage],
        [actionIds.back, showPage],
        [actionIds.literal, showPage],
        [actionIds.example, askExample],
        [actionIds.topic, showTopic],
        [actionIds.allTopics, showTopics],
      ],
    },
  };
}

type Where = Pick<ButtonPress, 'user'> & Partial<Pick<ButtonPress, 'isEphemeral' | 'thread'>>;

/** For the one who reads it: what is shared goes where they are, or into the thread it is about. */
export function settingOf({ user, isEphemeral = false, thread }: Where): Setting {
  const place = thread !== undefined ? 'thread' : isEphemeral ? 'channel' : undefined;
  return { audience: 'asker', sharing: place && { by: user, place } };
}

/** Slack names conversations of two or more people in its own way. */
function isDirect(command: SlashCommand): boolean {
  return /^(?:directmessage$|mpdm-)/.test(command.channel_name);
}
