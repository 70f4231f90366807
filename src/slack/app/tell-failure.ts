import type { Context } from '@slack/bolt';
import { actionIds } from './action-ids.ts';
import { isDigestCommand } from '../digest/parse-command-tokens.ts';
import { digestFormId } from '../digest/messages/digest-form.ts';
import { interactionOf, type Interaction } from '../receive/interaction.ts';
import { describeRequest } from '../receive/log-request.ts';
import { renderFailure, formatReference } from '../reply/notice.ts';
import { RespondError } from '../reply/slack-errors.ts';
import type { SlackDeps } from './feature.ts';

/**
 * The end of every error: the log gets it with a short reference, and the person gets the reference.
 * @throws the error again when nobody could be told, so that Slack delivers an event again.
 */
export function createTellFailure({ command, log, randomBytes }: SlackDeps) {
  return async ({ error, body, context }: FailedRequest): Promise<void> => {
    const reference = formatReference(randomBytes(6));
    log.error({ ...describeRequest(body), reference, err: error }, 'a request failed');
    if (mayHaveAnswered(error)) return;
    try {
      const doing = interactionOf(context);
      if (doing === undefined) throw new Error('nobody is there to be told');
      const done = mayHaveChangedDigest(doing)
        ? `type ${command} digest to see whether the digest changed`
        : 'nothing was posted';
      await doing.respond(renderFailure(reference, done));
    } catch (tellError) {
      log.error({ reference, err: tellError }, 'could not tell the person about a failure');
      throw error;
    }
  };
}

/** The answer may be there, twice even: a third message, that nothing came of it, would be wrong. */
function mayHaveAnswered(error: Error): boolean {
  const { original } = error as { original?: unknown };
  return original instanceof RespondError && original.failure.kind === 'unknown';
}

function mayHaveChangedDigest({ id, value }: Interaction): boolean {
  if (id.startsWith('/')) return isDigestCommand(value);
  return [digestFormId, actionIds.digest, actionIds.homeDigest].some((each) => id.startsWith(each));
}

interface FailedRequest {
  readonly error: Error;
  readonly body: object;
  readonly context: Context;
}
