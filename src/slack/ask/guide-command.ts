import type { Middleware, SlackCommandMiddlewareArgs } from '@slack/bolt';
import type { Answerer } from './answer-request.ts';
import { decodeSlackText } from '../receive/decode-text.ts';
import { setOutcome } from '../receive/log-request.ts';
import type { LookUpSight } from '../receive/sight.ts';
import { renderSightRefusal } from '../reply/sight-refusals.ts';
import { renderNotice } from '../reply/notice.ts';
import { parseRequest } from './parse-request.ts';
import type { Respond } from '../reply/respond.ts';
import { isDigestCommand, type AnswerDigestCommand } from '../digest/digest-command.ts';

export interface GuideCommandDeps {
  /** What people type, such as `/guide`. */
  readonly command: string;
  readonly answerer: Answerer;
  readonly answerDigest: AnswerDigestCommand;
  readonly lookUpSight: LookUpSight;
  readonly respondTo: (url: string) => Respond;
}

/** Every command of this app arrives here, also one that somebody added to it by another name. */
export function createCommandListener({
  command: ours,
  answerer,
  answerDigest,
  lookUpSight,
  respondTo,
}: GuideCommandDeps): Middleware<SlackCommandMiddlewareArgs> {
  return async ({ ack, command, context }) => {
    await ack();
    const respond = respondTo(command.response_url);
    if (command.command !== ours) {
      setOutcome(context, 'foreign command');
      await respond(renderNotice(`I only answer ${ours} followed by your question.`));
      return;
    }
    const sight = await lookUpSight({ surface: 'answer', user: command.user_id, channel: '' });
    if (sight.kind === 'refused') {
      setOutcome(context, `refused: ${sight.why}`);
      await respond(renderSightRefusal(sight));
      return;
    }
    if (isDigestCommand(command.text)) {
      const { message, outcome } = await answerDigest({
        text: command.text,
        channelId: command.channel_id,
        userId: command.user_id,
        triggerId: command.trigger_id,
      });
      setOutcome(context, outcome);
      if (message !== undefined) await respond(message);
      return;
    }
    const request = parseRequest(decodeSlackText(command.text));
    const { message, outcome } = await answerer.answerRequest(request, {
      audience: 'asker',
      canShare: true,
    });
    setOutcome(context, outcome);
    await respond(message);
  };
}
