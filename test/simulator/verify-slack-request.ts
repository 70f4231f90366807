import type { IncomingHttpHeaders } from 'node:http';
import { createRequire } from 'node:module';

interface BoltVerification {
  isValidSlackRequest(options: {
    signingSecret: string;
    body: string;
    headers: Readonly<Record<string, unknown>>;
  }): boolean;
}

// Bolt keeps this function to itself, so it is taken by its path.
const require = createRequire(import.meta.url);
const bolt = require(
  require.resolve('@slack/bolt').replace(/index\.js$/, 'receivers/verify-request.js'),
) as BoltVerification;

/** Bolt's own check of a signature. */
export function verifySlackRequest(
  headers: IncomingHttpHeaders,
  body: string,
  signingSecret: string,
): boolean {
  const numeric = { 'x-slack-request-timestamp': Number(headers['x-slack-request-timestamp']) };
  return bolt.isValidSlackRequest({ signingSecret, body, headers: { ...headers, ...numeric } });
}
