import { createHmac } from 'node:crypto';
import type { Bench } from './with-guidepost.ts';

export interface SignedRequest {
  readonly body: string;
  readonly secret?: string | undefined;
  readonly ageS?: number | undefined;
  /** Added to the body after it was signed. */
  readonly addition?: string | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly method?: string | undefined;
}

/** Sends the body as Slack does, which may have one thing wrong. */
export function postSigned({ slack, bot }: Bench, request: SignedRequest): Promise<Response> {
  const { body, secret = slack.installation.signingSecret, ageS = 0, addition = '' } = request;
  const timestamp = String(Math.floor(Date.now() / 1_000) - ageS);
  const hash = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
  return fetch(`http://127.0.0.1:${bot.port}/slack/events`, {
    method: request.method ?? 'POST',
    headers: {
      'content-type': 'application/json',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${hash}`,
      ...request.headers,
    },
    ...(request.method === 'GET' ? {} : { body: body + addition }),
  });
}
