import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import { isDigestCommand } from '../digest/digest-command.ts';
import { describeRequest } from '../receive/log-request.ts';
import { renderDigestFormDone } from '../digest/messages/digest-form.ts';
import { renderFailure, formatReference } from './notice.ts';
import type { Respond } from './respond.ts';
import { RespondError } from './slack-errors.ts';

export interface TellFailureDeps {
  readonly client: WebClient;
  readonly respondTo: (url: string) => Respond;
  readonly command: string;
  readonly log: Logger;
  readonly randomBytes: (count: number) => Uint8Array;
}

/**
 * The end of every error: the log gets it with a short reference, and the person gets the reference.
 * @throws the error again when nobody could be told, so that Slack delivers an event again.
 */
export function createTellFailure({
  client,
  respondTo,
  command,
  log,
  randomBytes,
}: TellFailureDeps) {
  return async ({ error, body }: FailedRequest): Promise<void> => {
    const reference = formatReference(randomBytes(6));
    log.error({ ...describeRequest(body), reference, err: error }, 'a request failed');
    if (mayHaveAnswered(error)) return;
    try {
      await tell(reference, body);
    } catch (tellError) {
      log.error({ reference, err: tellError }, 'could not tell the person about a failure');
      throw error;
    }
  };

  async function tell(reference: string, body: FailedBody): Promise<void> {
    const isAboutDigest = body.view !== undefined || isDigestCommand(body.text ?? '');
    // It may have been changed before something broke.
    const done = isAboutDigest
      ? `type ${command} digest to see whether the digest changed`
      : 'nothing was posted';
    const message = renderFailure(reference, done);
    if (body.response_url) {
      await respondTo(body.response_url)(message);
      return;
    }
    if (body.view?.id !== undefined) {
      await client.views.update({ view_id: body.view.id, view: renderDigestFormDone(message) });
      return;
    }
    throw new Error('nobody is there to be told');
  }
}

/** The answer may be there, twice even: a third message, that nothing came of it, would be wrong. */
function mayHaveAnswered(error: Error): boolean {
  const { original } = error as { original?: unknown };
  return original instanceof RespondError && original.failure.kind === 'unknown';
}

interface FailedRequest {
  readonly error: Error;
  readonly body: object;
}

interface FailedBody {
  /** What followed a command. */
  readonly text?: string;
  readonly response_url?: string;
  readonly view?: { readonly id?: string };
}
