import type { Middleware, SlackCommandMiddlewareArgs, SlashCommand } from '@slack/bolt';
import type { Answerer } from './answer-request.ts';
import { decodeSlackText } from '../receive/decode-text.ts';
import { setOutcome } from '../receive/log-request.ts';
import type { LookUpSight } from '../receive/sight.ts';
import { renderSightRefusal } from '../reply/sight-refusals.ts';
import { renderNotice } from '../reply/notice.ts';
import { parseRequest } from './parse-request.ts';
import { replyInAck, type ReplyInAckDeps } from '../reply/reply-in-ack.ts';
import type { Reply } from '../reply/message.ts';
import type { Respond } from '../reply/respond.ts';
import { isDigestCommand, type DigestAnswers, type DigestReply } from '../digest/digest-command.ts';

/** What is answered to a word that a feature added, such as `gaps`. */
export type AnswerWord = (userId: string) => Promise<Reply>;

export interface GuideCommandDeps {
  /** What people type, such as `/guide`. */
  readonly command: string;
  readonly answerer: Answerer;
  readonly answerDigest: DigestAnswers['typed'];
  readonly words: ReadonlyMap<string, AnswerWord>;
  readonly lookUpSight: LookUpSight;
  readonly respondTo: (url: string) => Respond;
  readonly sleep: ReplyInAckDeps['sleep'];
}

/** Every command of this app arrives here, also one that somebody added to it by another name. */
export function createCommandListener({
  command: ours,
  answerer,
  answerDigest,
  words,
  lookUpSight,
  respondTo,
  sleep,
}: GuideCommandDeps): Middleware<SlackCommandMiddlewareArgs> {
  return async ({ ack, command, context }) => {
    const respond = respondTo(command.response_url);
    const reply = answer(command).then(({ message, outcome }) => {
      setOutcome(context, outcome);
      return message;
    });
    await replyInAck(reply, { ack, respond, sleep });
  };

  async function answer(command: SlashCommand): Promise<DigestReply> {
    if (command.command !== ours) {
      const message = renderNotice(`I only answer ${ours} followed by your question.`);
      return { message, outcome: 'foreign command' };
    }
    const sight = await lookUpSight({ surface: 'answer', user: command.user_id, channel: '' });
    if (sight.kind === 'refused') {
      return { message: renderSightRefusal(sight, ours), outcome: `refused: ${sight.why}` };
    }
    if (isDigestCommand(command.text)) {
      return answerDigest({
        text: command.text,
        channelId: command.channel_id,
        userId: command.user_id,
        triggerId: command.trigger_id,
      });
    }
    const answerWord = words.get(command.text.trim().toLowerCase());
    if (answerWord !== undefined) return answerWord(command.user_id);
    const request = parseRequest(decodeSlackText(command.text));
    return answerer.answerRequest(request, {
      audience: 'asker',
      sharer: command.user_id,
      asked: { by: command.user_id, isPrivate: isDirect(command) },
    });
  }
}

/** Slack names conversations of two or more people in its own way. */
function isDirect(command: SlashCommand): boolean {
  return /^(?:directmessage$|mpdm-)/.test(command.channel_name);
}
