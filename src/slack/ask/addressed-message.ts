import type { Middleware, SlackEventMiddlewareArgs } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import { z } from 'zod';
import { readFollowUp } from '../../answers/follow-up.ts';
import type { Item } from '../../outbox/item.ts';
import type { Kind } from '../../outbox/kind.ts';
import type { Outbox } from '../../outbox/outbox.ts';
import { isDigestCommand } from '../digest/digest-command.ts';
import { decodeSlackText } from '../receive/decode-text.ts';
import { setOutcome } from '../receive/log-request.ts';
import type { LookUpSight } from '../receive/sight.ts';
import type { Message, Reply } from '../reply/message.ts';
import { renderFailure, renderNotice, formatReference } from '../reply/notice.ts';
import { renderSightRefusal } from '../reply/sight-refusals.ts';
import type { Answerer } from './answer-request.ts';
import {
  currentQuestion,
  listEarlierQuestions,
  mentionOf,
  type Written,
} from './earlier-questions.ts';
import { parseRequest } from './parse-request.ts';

/** Takes what a person wrote to the bot, to be answered once. */
export interface AddressedMessageDeps {
  readonly outbox: Pick<Outbox, 'accept'>;
  readonly now: () => Date;
  readonly botUserId: string;
}

/** A message that a person wrote to the bot, as it is kept until it is answered. */
const addressedMessage = z.object({
  user: z.string(),
  text: z.string(),
  /** In a direct conversation. */
  isDirect: z.boolean(),
  /** In a channel that other organisations share. */
  isShared: z.boolean(),
});
type AddressedMessage = z.infer<typeof addressedMessage>;

/** `@guidepost question` in a channel: answered in that thread. */
export function createMentionListener(
  deps: AddressedMessageDeps,
): Middleware<SlackEventMiddlewareArgs<'app_mention'>> {
  return async ({ event, body, context }) => {
    // An edit that adds a mention arrives as a mention with `edited`: it was not written to us.
    if (event.user === undefined || event.bot_id !== undefined || event.edited !== undefined)
      return;
    const { channel, ts, user, text } = event;
    const place = { channel, ts, threadTs: event.thread_ts ?? ts };
    const about = { user, text, isDirect: false, ...whereFrom(body) };
    await accept(deps, place, about, isAgain(context.retryNum));
    setOutcome(context, 'accepted');
  };
}

/** Every message that a person writes to the bot directly is a question. */
export function createDirectMessageListener(
  deps: AddressedMessageDeps,
): Middleware<SlackEventMiddlewareArgs<'message'>> {
  return async ({ event, body, context }) => {
    // Written just now: plainly, with a file, or in a thread and shown outside it too.
    const isNew =
      event.subtype === undefined ||
      event.subtype === 'file_share' ||
      event.subtype === 'thread_broadcast';
    if (event.channel_type !== 'im' || !isNew) return;
    if ('bot_id' in event || event.user === deps.botUserId) return;
    const { channel, ts, user, text = '', thread_ts: threadTs } = event;
    const about = { user, text, isDirect: true, ...whereFrom(body) };
    await accept(deps, { channel, ts, threadTs }, about, isAgain(context.retryNum));
    setOutcome(context, 'accepted');
  };
}

/** Over a socket the first delivery carries a number too. */
const isAgain = (retryNum = 0): boolean => retryNum > 0;

interface EventBody {
  readonly is_ext_shared_channel?: boolean;
}

function whereFrom({ is_ext_shared_channel: isShared = false }: EventBody) {
  return { isShared };
}

/** @param again Slack is not sure that it was delivered before. */
async function accept(
  { outbox, now }: AddressedMessageDeps,
  place: { readonly channel: string; readonly ts: string; readonly threadTs: string | undefined },
  about: AddressedMessage,
  again: boolean,
): Promise<void> {
  const { channel, ts, threadTs } = place;
  const item = {
    id: `${channel}:${ts}`,
    kind: 'reply',
    recipient: { kind: 'channel', id: channel, threadTs },
    about,
    dueAt: now().getTime(),
  } as const;
  await outbox.accept(item, again);
}

export interface ReplyKindDeps {
  readonly client: WebClient;
  readonly answerer: Answerer;
  readonly lookUpSight: LookUpSight;
  readonly command: string;
  readonly botUserId: string;
  readonly randomBytes: (count: number) => Uint8Array;
  readonly log: Logger;
}

/** The answer to a message, by the articles there are when it is given. */
export function createReplyKind(deps: ReplyKindDeps): Kind<Message> {
  const { randomBytes, log } = deps;
  return {
    ratherTwice: true,
    compose: async (item: Item) => {
      const message = addressedMessage.parse(item.about);
      try {
        const reply = await answer(deps, message, whereWritten(item, message));
        log.info({ item: item.id, outcome: reply.outcome }, 'answering a message');
        return { words: reply.message };
      } catch (error) {
        const reference = formatReference(randomBytes(6));
        log.error({ item: item.id, reference, err: error }, 'a request failed');
        return { words: renderFailure(reference, 'nothing was posted') };
      }
    },
  };
}

/** Its id names the message; only in an open direct message there is no thread. */
function whereWritten({ id, recipient }: Item, { user, isDirect }: AddressedMessage): Written {
  const [channel = '', ts = ''] = id.split(':');
  const threadTs = recipient.kind === 'channel' ? recipient.threadTs : undefined;
  return { channel, ts, threadTs, user, isDirect };
}

async function answer(
  deps: ReplyKindDeps,
  message: AddressedMessage,
  written: Written,
): Promise<Reply> {
  const { answerer, lookUpSight, command, botUserId } = deps;
  const sight = await lookUpSight({
    surface: message.isDirect ? 'answer' : 'thread',
    user: message.user,
    channel: '',
    sharing: message.isShared ? 'external' : 'own',
  });
  if (sight.kind === 'refused') {
    return { message: renderSightRefusal(sight, command), outcome: `refused: ${sight.why}` };
  }
  const text = message.text.replaceAll(mentionOf(botUserId), ' ');
  if (isDigestCommand(text)) {
    const how = `To set up a digest, type this in the channel that should get it: ${command} digest`;
    return { message: renderNotice(how), outcome: 'digest by message' };
  }
  const request = parseRequest(decodeSlackText(text));
  const setting = {
    audience: message.isDirect ? 'asker' : 'thread',
    asked: { by: message.user, isPrivate: message.isDirect },
  } as const;
  // Slack is asked only about words that may need it.
  if (request.kind !== 'question' || readFollowUp([''], request.text).kind === 'whole') {
    return answerer.answerRequest(request, setting);
  }
  const before = currentQuestion(await listEarlierQuestions(deps, written));
  return answerer.answerFollowUp(before, request.text, setting);
}
