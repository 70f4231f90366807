import type { Context, Middleware, SlackEventMiddlewareArgs } from '@slack/bolt';
import { z } from 'zod';
import { readFollowUp } from '../../answers/follow-up.ts';
import { isNamed } from '../../answers/library.ts';
import type { Item } from '../../outbox/item.ts';
import type { Kind } from '../../outbox/kind.ts';
import { decodeSlackText } from '../receive/decode-text.ts';
import { setOutcome } from '../receive/log-request.ts';
import type { Message, Reply } from '../reply/message.ts';
import { renderFailure, formatReference } from '../reply/notice.ts';
import type { SayingDeps, SlackDeps } from '../app/feature.ts';
import { findCurrentQuestion, withoutOurName, type Written } from './earlier-questions.ts';
import { parseRequest } from './parse-request.ts';

/** A message that a person wrote to the bot, as it is kept until it is answered. */
const addressedMessage = z.object({
  user: z.string(),
  text: z.string(),
  /** In a direct conversation. */
  isDirect: z.boolean(),
  /** In a channel that other organisations share. */
  isShared: z.boolean(),
});

/** Takes what a person wrote to the bot, to be answered once. */
export function createMessageListeners(deps: SayingDeps) {
  const { client, outbox, lookUpSight, now, botUserId } = deps;
  /** Conversations that something was said in: they are opened again and again. */
  const begun = new Set<string>();

  const accept = async (
    { channel, ts, user, text = '', threadTs }: Written & { readonly text?: string },
    isDirect: boolean,
    {
      body,
      context,
    }: Pick<SlackEventMiddlewareArgs<'message' | 'app_mention'>, 'body'> & {
      readonly context: Context;
    },
  ): Promise<void> => {
    const { is_ext_shared_channel: isShared = false } = body;
    const item = {
      id: `${channel}:${ts}`,
      kind: 'reply',
      recipient: { kind: 'channel', id: channel, threadTs },
      about: { user, text, isDirect, isShared },
      dueAt: now(),
    } as const;
    // Slack is not sure that it was delivered before. Over a socket the first delivery has a number too.
    const isAgain = (context.retryNum ?? 0) > 0;
    await outbox.accept(item, isAgain);
    setOutcome(context, 'accepted');
  };

  /** `@guidepost question` in a channel: answered in that thread. */
  const onMention: Middleware<SlackEventMiddlewareArgs<'app_mention'>> = async (args) => {
    const { user, ...event } = args.event;
    // An edit that adds a mention arrives as a mention with `edited`: it was not written to us.
    if (user === undefined || event.bot_id !== undefined || event.edited !== undefined) return;
    await accept({ ...event, user, threadTs: event.thread_ts ?? event.ts }, false, args);
  };

  /** Every message that a person writes to the bot directly is a question. */
  const onDirectMessage: Middleware<SlackEventMiddlewareArgs<'message'>> = async (args) => {
    const { event } = args;
    // Written just now: plainly, with a file, or in a thread and shown outside it too.
    const isNew =
      event.subtype === undefined ||
      event.subtype === 'file_share' ||
      event.subtype === 'thread_broadcast';
    if (event.channel_type !== 'im' || !isNew) return;
    if ('bot_id' in event || event.user === botUserId) return;
    await accept({ ...event, threadTs: event.thread_ts }, true, args);
  };

  /** Says who this is to somebody who opens the conversation with the bot while nothing is in it. */
  const greet = async (user: string, channel: string): Promise<string> => {
    if (begun.has(channel)) return 'known';
    const { messages = [] } = await client.conversations.history({ channel, limit: 1 });
    if (messages.length > 0) {
      begun.add(channel);
      return 'known';
    }
    const sight = await lookUpSight({ surface: 'answer', user });
    if (sight.kind === 'refused') return sight.reply.outcome;
    const hello = {
      id: `hello:${channel}`,
      kind: 'reply',
      recipient: { kind: 'channel', id: channel },
      // As if they had said it.
      about: { user, text: 'hi', isDirect: true, isShared: false },
      dueAt: now(),
    } as const;
    await outbox.accept(hello, false);
    return 'greeted';
  };

  return { onMention, onDirectMessage, greet };
}

/** The answer to a message, by the articles there are when it is given. */
export function createReplyKind(deps: SlackDeps): Kind<Message> {
  const { randomBytes, log } = deps;
  return {
    ratherTwice: true,
    compose: async (item) => {
      try {
        const { message, outcome } = await answer(deps, item);
        log.info({ item: item.id, outcome }, 'answering a message');
        return { words: message };
      } catch (error) {
        const reference = formatReference(randomBytes(6));
        log.error({ item: item.id, reference, err: error }, 'a request failed');
        return { words: renderFailure(reference, 'nothing was posted') };
      }
    },
  };
}

async function answer(deps: SlackDeps, { id, recipient, about }: Item): Promise<Reply> {
  const { answerer, library, lookUpSight } = deps;
  const { user, isDirect, isShared, ...message } = addressedMessage.parse(about);
  const sight = await lookUpSight({
    surface: isDirect ? 'answer' : 'thread',
    user,
    sharing: isShared ? 'external' : 'own',
  });
  if (sight.kind === 'refused') return sight.reply;
  const said = decodeSlackText(withoutOurName(message.text, deps));
  const request = parseRequest(said, (name) => isNamed(library(), name));
  const setting = { asked: { by: user, isPrivate: isDirect } };
  // Slack is asked only about words that may need it.
  if (request.kind !== 'question' || readFollowUp([''], request.text).kind === 'whole') {
    return answerer.answerRequest(request, setting);
  }
  const [channel = '', ts = ''] = id.split(':');
  const { threadTs } = recipient;
  const before = await findCurrentQuestion(deps, { channel, ts, threadTs, user }, isDirect);
  return answerer.answerFollowUp(before, request.text, setting);
}
