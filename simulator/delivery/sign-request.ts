import { createHmac } from 'node:crypto';

/** Slack's signature over the exact bytes of a body. `seconds` are since 1970. */
export function signRequest(body: string, seconds: number, signingSecret: string) {
  const digest = createHmac('sha256', signingSecret).update(`v0:${seconds}:${body}`).digest('hex');
  return { 'x-slack-request-timestamp': String(seconds), 'x-slack-signature': `v0=${digest}` };
}
