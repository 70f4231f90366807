import type { Context, SlackEventMiddlewareArgs } from '@slack/bolt';
import { z } from 'zod';
import { readFollowUp } from '../../answers/follow-up.ts';
import { isNamed } from '../../answers/library.ts';
import type { Item } from '../../outbox/item.ts';
import type { Kind } from '../../outbox/kind.ts';
import { decodeSlackText } from '../receive/decode-text.ts';
import { setOutcome } from '../receive/log-request.ts';
import type { SlackEvent } from '../receive/parse-payload.ts';
import { isWrittenToUs } from '../receive/written-to-us.ts';
import type { Message, Reply } from '../reply/message.ts';
import { renderFailure, formatReference } from '../reply/notice.ts';
import type { SayingDeps, SlackDeps } from '../app/feature.ts';
import { findCurrentQuestion, withoutOurName } from './earlier-questions.ts';
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

type Written = Pick<SlackEventMiddlewareArgs<'message' | 'app_mention'>, 'event' | 'body'> & {
  readonly context: Context;
};

/** Takes what a person wrote to the bot, to be answered once. */
export function createMessageListeners(deps: SayingDeps) {
  const { client, outbox, lookUpSight, now } = deps;
  /** Conversations that something was said in: they are opened again and again. */
  const begun = new Set<string>();

  /** `@guidepost question` in a channel is answered in that thread; what is written directly, there. */
  const onWritten = async ({ event, body, context }: Written): Promise<void> => {
    const said = event as SlackEvent;
    const { channel = '', ts = '', user, text = '', thread_ts: thread } = said;
    if (!isWrittenToUs(said)) return;
    const isDirect = said.type === 'message';
    const { is_ext_shared_channel: isShared = false } = body;
    const item = {
      id: `${channel}:${ts}`,
      kind: 'reply',
      recipient: { kind: 'channel', id: channel, threadTs: thread ?? (isDirect ? undefined : ts) },
      about: { user, text, isDirect, isShared },
      dueAt: now(),
    } as const;
    // Slack is not sure that it was delivered before. Over a socket the first delivery has a number too.
    const isAgain = (context.retryNum ?? 0) > 0;
    await outbox.accept(item, isAgain);
    setOutcome(context, 'accepted');
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

  return { onWritten, greet };
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
  if (request.kind !== 'question' || readFollowUp('', request.text).kind === 'whole') {
    return answerer.answerRequest(request, setting);
  }
  const [channel = '', ts = ''] = id.split(':');
  const { threadTs } = recipient;
  const before = await findCurrentQuestion(deps, { channel, ts, threadTs, user }, isDirect);
  return answerer.answerFollowUp(before, request.text, setting);
}
