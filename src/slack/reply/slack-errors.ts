import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError } from '@slack/web-api';
import type { Logger } from 'pino';
import { type Message, plainTextOf } from './message.ts';

/** What an error of Slack's means, as the outbox calls it. Source: docs.slack.dev, "chat.postMessage". */
export interface SlackFailure {
  readonly kind:
    /** Nothing was done; trying again later may help. */
    | 'retry'
    /** It may or may not have been done: look before doing it again. */
    | 'unknown'
    /** Slack does not accept these blocks; the same words as plain text may pass. */
    | 'blocksRefused'
    /** Nothing passes in this channel until somebody there mends it. */
    | 'closed'
    /** Nothing passes at all until the installation is mended. */
    | 'tokenGone'
    /** Slack refuses, and will again. */
    | 'refused';
  readonly reason: string;
  /** Slack says how long to wait. */
  readonly afterMs?: number;
}

/** Slack did not take what was sent to a response URL. */
export class RespondError extends Error {
  readonly failure: SlackFailure;

  constructor(failure: SlackFailure) {
    super(`The response URL answered ${failure.reason}`);
    this.name = 'RespondError';
    this.failure = failure;
  }
}

const kinds: Readonly<Record<Exclude<SlackFailure['kind'], 'refused'>, readonly string[]>> = {
  retry: ['service_unavailable', 'team_added_to_org'],
  unknown: ['internal_error', 'fatal_error', 'request_timeout'],
  blocksRefused: ['invalid_blocks', 'invalid_blocks_format', 'msg_blocks_too_long'],
  closed: [
    'not_in_channel',
    'channel_not_found',
    'is_archived',
    'restricted_action',
    'restricted_action_read_only_channel',
    'restricted_action_thread_only_channel',
    'restricted_action_thread_locked',
    'restricted_action_non_threadable_channel',
    'user_not_in_channel',
    'cannot_dm_bot',
  ],
  tokenGone: [
    'account_inactive',
    'token_revoked',
    'token_expired',
    'invalid_auth',
    'not_authed',
    'missing_scope',
    'ekm_access_denied',
    'org_login_required',
    'app_uninstalled',
  ],
};

const kindOfCode = new Map(
  Object.entries(kinds).flatMap(([kind, codes]) =>
    codes.map((code) => [code, kind as keyof typeof kinds] as const),
  ),
);

/** When Slack says "slow down" without saying for how long. */
const defaultRetryAfterMs = 30_000;

/** Slack asks for silence, for so long. */
export function rateLimited(afterMs = defaultRetryAfterMs): SlackFailure {
  return { kind: 'retry', reason: 'ratelimited', afterMs };
}

/** Sorts one of Slack's own error codes. */
export function sortSlackCode(code: string): SlackFailure {
  if (/^rate_?limited$/.test(code)) return rateLimited();
  return { kind: kindOfCode.get(code) ?? 'refused', reason: code };
}

/** Sorts whatever a Web API call threw. A dropped connection and a time-out leave the outcome unknown. */
export function sortSlackError(error: unknown): SlackFailure {
  if (error instanceof RespondError) return error.failure;
  if (error instanceof WebAPIRateLimitedError) return rateLimited(error.retryAfter * 1_000);
  if (error instanceof WebAPIPlatformError) return sortSlackCode(error.data.error);
  if (error instanceof WebAPIHTTPError) {
    const { statusCode } = error;
    return statusCode === 429 ? rateLimited() : { kind: 'unknown', reason: `http_${statusCode}` };
  }
  const reason = codeOf(error);
  return { kind: notSentCodes.includes(reason) ? 'retry' : 'unknown', reason };
}

/** Nobody was there to take the request. */
const notSentCodes: readonly string[] = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH'];

/** What lies at the bottom of it: `ECONNREFUSED` says more than that a request failed. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if (error.cause instanceof Error) return codeOf(error.cause);
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}

export interface Words {
  readonly text: string;
  readonly blocks?: Message['blocks'];
}

/** Says a message with its blocks and, where Slack refuses those, once more in plain text. */
export async function sayOrPlain<T>(
  message: Message,
  say: (words: Words) => Promise<T>,
  log: Logger,
): Promise<T> {
  try {
    return await say({ text: message.text, blocks: message.blocks });
  } catch (error) {
    const failure = sortSlackError(error);
    if (failure.kind !== 'blocksRefused') throw error;
    log.error({ reason: failure.reason }, 'Slack refused our blocks; sending plain text');
    return say({ text: plainTextOf(message) });
  }
}
