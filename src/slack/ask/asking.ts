import type { Middleware, SlackOptionsMiddlewareArgs } from '@slack/bolt';
import { isNamed } from '../../answers/library.ts';
import { maxQuestionChars } from '../../answers/parse-question.ts';
import type { AnswerWord, Feature, SlackDeps } from '../app/feature.ts';
import { isDigestCommand } from '../digest/parse-command-tokens.ts';
import { decodeSlackText } from '../receive/decode-text.ts';
import { formatThread, type Interaction, type Listener } from '../receive/interaction.ts';
import { cutText } from '../reply/words.ts';
import { option } from '../reply/form.ts';
import type { Reply } from '../reply/message.ts';
import { renderNotice } from '../reply/notice.ts';
import type { AnswerPlace } from '../reply/respond.ts';
import { actionIds } from '../app/action-ids.ts';
import type { Setting } from './answer-request.ts';
import { formatPlace, freshState, parseAnswerState } from './button-values.ts';
import {
  askField,
  askModalId,
  askShortcutId,
  messageShortcutId,
  renderAnswerModal,
  renderAskModal,
} from './messages/ask-modal.ts';
import { parseRequest, type Request } from './parse-request.ts';
import { suggestArticles } from './suggest-articles.ts';

export interface AskingDeps extends SlackDeps {
  readonly answerDigest: Listener;
  readonly words: ReadonlyMap<string, AnswerWord>;
}

/** What is asked where the answer is for one person, and comes at once. */
export function createAsking(deps: AskingDeps) {
  const { command, answerer, answerDigest, library, words, lookUpSight } = deps;

  const read = (text: string): Request => parseRequest(text, (name) => isNamed(library(), name));

  /** @param isPrivate nobody else is there, or the words are somebody else's */
  const ask = (doing: Interaction, text: string, isPrivate: boolean): Promise<Reply> =>
    answerer.answerRequest(read(text), {
      ...settingOf(doing),
      asked: { by: doing.user, isPrivate },
    });

  const say = async (
    doing: Interaction,
    reply: Reply | Promise<Reply>,
    place?: AnswerPlace,
  ): Promise<string> => {
    const { message, outcome } = await reply;
    await doing.respond(message, place);
    return outcome;
  };

  /** Another page, or another answer, in the place of the one that the button is in. */
  const show = async (
    doing: Interaction,
    state = parseAnswerState(doing.value),
    place: AnswerPlace = 'inPlace',
  ): Promise<string> =>
    state === undefined
      ? 'unreadable button'
      : say(doing, answerer.answerState(state, settingOf(doing)), place);
  const showPage: Listener = (doing) => show(doing);

  /** A question to begin with. In a direct conversation the greeting stays, and the answer follows it. */
  const askExample: Listener = (doing) => {
    const isGreeting = !doing.isEphemeral && doing.channel.startsWith('D');
    return show(doing, undefined, isGreeting ? 'forAll' : 'inPlace');
  };

  const showTopic: Listener = (doing) =>
    show(doing, { ...freshState(`#${doing.value}`), fromTopics: true });

  const showTopics: Listener = (doing) =>
    say(doing, answerer.answerRequest({ kind: 'topics' }, settingOf(doing)), 'inPlace');

  /** Every command of this app arrives here, also one that somebody added to it by another name. */
  const answerCommand: Listener = async (doing) => {
    const { id, value: text, user, isDirect } = doing;
    if (id !== command) {
      const message = renderNotice(`I only answer ${command} followed by your question.`);
      return say(doing, { message, outcome: 'foreign command' });
    }
    const answerWord = words.get(text.trim().toLowerCase());
    if (answerWord !== undefined) return say(doing, answerWord(user));
    if (isDigestCommand(text)) return answerDigest(doing);
    return say(doing, ask(doing, decodeSlackText(text), isDirect));
  };

  const openModal: Listener = async ({ show: open }) => {
    await open(renderAskModal());
    return 'opened';
  };

  const askAboutMessage: Listener = async (doing) => {
    const text = cutText(decodeSlackText(doing.value), maxQuestionChars);
    const { message, outcome } = await answerer.answerRequest(read(text), settingOf(doing));
    const question = text.replaceAll(/\s+/g, ' ');
    const metadata = doing.thread && formatThread(doing.thread);
    await doing.show(renderAnswerModal(message, { question, metadata }));
    return outcome;
  };

  const suggest: Middleware<SlackOptionsMiddlewareArgs<'block_suggestion'>> = async (typing) => {
    const { ack, body } = typing;
    const sight = await lookUpSight({ surface: 'answer', user: body.user.id });
    const found = sight.kind === 'refused' ? [] : suggestArticles(library(), body.value);
    const options = found.map((article) => option(article.title, formatPlace({ article })));
    await ack({ options });
  };

  /** The shortcuts, the modal to ask in, and the buttons of an answer. */
  const feature: Feature = {
    shortcuts: { [askShortcutId]: openModal, [messageShortcutId]: askAboutMessage },
    forms: {
      // What somebody else's message says is not this person's to give.
      [askModalId]: (doing) =>
        say(doing, ask(doing, doing.values[askField]?.value ?? '', doing.thread !== undefined)),
    },
    buttons: {
      [actionIds.homeAsk]: (doing) => say(doing, ask(doing, doing.value, false)),
      [actionIds.more]: showPage,
      [actionIds.back]: showPage,
      [actionIds.literal]: showPage,
      [actionIds.example]: askExample,
      [actionIds.topic]: showTopic,
      [actionIds.allTopics]: showTopics,
    },
  };
  return { answerCommand, suggest, feature };
}

/** For the one who reads it: what is shared goes where they are, or into the thread it is about. */
export function settingOf({ user, isEphemeral, thread }: Interaction): Setting {
  const place = thread !== undefined ? 'thread' : isEphemeral ? 'channel' : undefined;
  return { sharing: place && { by: user, place } };
}
