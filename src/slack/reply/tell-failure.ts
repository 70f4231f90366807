import type { Logger } from 'pino';
import { actionIds } from '../ask/action-ids.ts';
import { isDigestCommand } from '../digest/digest-command.ts';
import { digestFormId } from '../digest/messages/digest-form.ts';
import { describeRequest } from '../receive/log-request.ts';
import type { Done } from '../receive/press.ts';
import { renderFailure, formatReference } from './notice.ts';
import type { Respond } from './respond.ts';
import { RespondError } from './slack-errors.ts';

export interface TellFailureDeps {
  readonly wayBack: (body: Done) => Respond | undefined;
  readonly command: string;
  readonly log: Logger;
  readonly randomBytes: (count: number) => Uint8Array;
}

/**
 * The end of every error: the log gets it with a short reference, and the person gets the reference.
 * @throws the error again when nobody could be told, so that Slack delivers an event again.
 */
export function createTellFailure({ wayBack, command, log, randomBytes }: TellFailureDeps) {
  return async ({ error, body }: FailedRequest): Promise<void> => {
    const reference = formatReference(randomBytes(6));
    log.error({ ...describeRequest(body), reference, err: error }, 'a request failed');
    if (mayHaveAnswered(error)) return;
    const done = mayHaveChangedDigest(body)
      ? `type ${command} digest to see whether the digest changed`
      : 'nothing was posted';
    try {
      const respond = wayBack(body);
      if (respond === undefined) throw new Error('nobody is there to be told');
      await respond(renderFailure(reference, done));
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

function mayHaveChangedDigest(body: object): boolean {
  const { text = '' } = body as { readonly text?: string };
  const { action = '', view } = describeRequest(body);
  return (
    isDigestCommand(text) ||
    view === digestFormId ||
    [actionIds.digest, actionIds.homeDigest].some((id) => action.startsWith(id))
  );
}

interface FailedRequest {
  readonly error: Error;
  readonly body: object;
}
