import type { Middleware, SlackEventMiddlewareArgs } from '@slack/bolt';
import type { Answerer } from './answer-request.ts';
import { isDigestCommand } from '../digest/digest-command.ts';
import { decodeSlackText } from '../receive/decode-text.ts';
import type { EventLedger } from '../receive/event-ledger.ts';
import { setOutcome } from '../receive/log-request.ts';
import { renderNotice } from '../reply/notice.ts';
import { parseRequest } from './parse-request.ts';
import type { People } from '../receive/people.ts';
import type { PostReply } from '../reply/post-reply.ts';

export interface AddressedMessageDeps {
  readonly answerer: Answerer;
  readonly ledger: EventLedger;
  readonly people: People;
  readonly postReply: PostReply;
  readonly botUserId: string;
}

/** A message that a person wrote to the bot. */
interface AddressedMessage {
  readonly channel: string;
  readonly user: string;
  readonly text: string;
  readonly ts: string;
  /** The thread the answer goes to; none in the open part of a direct conversation. */
  readonly threadTs: string | undefined;
  readonly isDirect: boolean;
  /** Slack is not sure that it was delivered before. */
  readonly isRetry: boolean;
}

type Deps = AddressedMessageDeps;

/** `@guidepost question` in a channel: answered in that thread. */
export function createMentionListener(
  deps: Deps,
): Middleware<SlackEventMiddlewareArgs<'app_mention'>> {
  return async ({ event, body, context }) => {
    // An edit that adds a mention arrives as a mention with `edited`: it was not written to us.
    if (event.user === undefined || event.bot_id !== undefined || event.edited !== undefined)
      return;
    const message: AddressedMessage = {
      channel: event.channel,
      user: event.user,
      text: event.text,
      ts: event.ts,
      threadTs: event.thread_ts ?? event.ts,
      isDirect: false,
      isRetry: context.retryNum !== undefined,
    };
    setOutcome(context, await answerOnce(deps, message, body));
  };
}

/** Every message that a person writes to the bot directly is a question. */
export function createDirectMessageListener(
  deps: Deps,
): Middleware<SlackEventMiddlewareArgs<'message'>> {
  return async ({ event, body, context }) => {
    // Written just now: plainly, with a file, or in a thread and shown outside it too.
    const isNew =
      event.subtype === undefined ||
      event.subtype === 'file_share' ||
      event.subtype === 'thread_broadcast';
    if (event.channel_type !== 'im' || !isNew) return;
    if ('bot_id' in event || event.user === deps.botUserId) return;
    const message: AddressedMessage = {
      channel: event.channel,
      user: event.user,
      text: event.text ?? '',
      ts: event.ts,
      threadTs: event.thread_ts,
      isDirect: true,
      isRetry: context.retryNum !== undefined,
    };
    setOutcome(context, await answerOnce(deps, message, body));
  };
}

interface EventBody {
  readonly event_id: string;
  readonly team_id: string;
  readonly is_ext_shared_channel?: boolean;
}

async function answerOnce(deps: Deps, message: AddressedMessage, body: EventBody): Promise<string> {
  let outcome = 'seen before';
  await deps.ledger.once(body.event_id, async () => {
    outcome = await answer(deps, message, body);
  });
  return outcome;
}

async function answer(deps: Deps, message: AddressedMessage, body: EventBody): Promise<string> {
  const { answerer, people, postReply, botUserId } = deps;
  const target = {
    channel: message.channel,
    threadTs: message.threadTs,
    replyKey: `${message.channel}:${message.ts}`,
    askedTs: message.ts,
    mayBePosted: message.isRetry,
  };
  if (body.is_ext_shared_channel) {
    const belongs = await people.belongsTo(message.user, body.team_id);
    if (belongs !== 'yes') {
      await postReply(renderNotice(refusals[belongs]), target);
      return belongs === 'no' ? 'outsider' : 'person not known';
    }
  }
  const written = message.text.replaceAll(mentionOf(botUserId), ' ');
  if (isDigestCommand(written)) {
    await postReply(renderNotice(howToDigest), target);
    return 'digest by message';
  }
  const request = parseRequest(decodeSlackText(written));
  const { message: reply, outcome } = await answerer.answerRequest(request, {
    audience: message.isDirect ? 'asker' : 'thread',
    canShare: false,
  });
  await postReply(reply, target);
  return outcome;
}

const howToDigest =
  'To set up a digest, type this in the channel that should get it: /guide digest';

/** In a channel shared with other organisations. */
const refusals = {
  no: 'I only answer people from the workspace I belong to.',
  unknown:
    'Slack didn’t tell me whether you’re from my workspace, and here I only answer its people. ' +
    'Ask again in a minute, or use /guide.',
};

function mentionOf(userId: string): RegExp {
  return new RegExp(`<@${userId}(?:\\|[^>]*)?>`, 'g');
}
