import { describe, expect, it } from '@jest/globals';
import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';
import { sortSlackError } from '../../../../src/slack/reply/slack-errors.ts';

const platform = (error: string) => new WebAPIPlatformError({ ok: false, error });

describe('sortSlackError', () => {
  it.each([
    ['is_archived', 'closed'],
    ['not_in_channel', 'closed'],
    ['token_revoked', 'tokenGone'],
    ['missing_scope', 'tokenGone'],
    ['internal_error', 'unknown'],
    ['fatal_error', 'unknown'],
    ['service_unavailable', 'retry'],
    ['invalid_blocks', 'blocksRefused'],
    ['msg_blocks_too_long', 'blocksRefused'],
    ['ratelimited', 'retry'],
    ['something_new', 'refused'],
  ])('sorts %s as %s', (code, kind) => {
    expect(sortSlackError(platform(code)).kind).toBe(kind);
  });

  it('keeps how long Slack asks to wait', () => {
    const error = new WebAPIRateLimitedError(7);
    expect(sortSlackError(error)).toEqual({
      kind: 'retry',
      reason: 'ratelimited',
      afterMs: 7_000,
    });
  });

  it('leaves the outcome open after a dropped connection, a 500 or anything else', () => {
    const errors = [
      new WebAPIRequestError(new Error('socket hang up')),
      new WebAPIHTTPError(500, 'Internal Server Error', {}),
      new Error('?'),
      'not even an error',
    ];
    expect(errors.map((error) => sortSlackError(error).kind)).toEqual(errors.map(() => 'unknown'));
  });

  it('names what lies at the bottom of a request that failed', () => {
    const refused = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
    const failed = new WebAPIRequestError(new TypeError('fetch failed', { cause: refused }));
    expect(sortSlackError(failed)).toEqual({ kind: 'retry', reason: 'ECONNREFUSED' });
    const reset = Object.assign(new Error('read'), { code: 'ECONNRESET' });
    const lost = new WebAPIRequestError(new TypeError('fetch failed', { cause: reset }));
    expect(sortSlackError(lost)).toEqual({ kind: 'unknown', reason: 'ECONNRESET' });
    expect(sortSlackError(new RangeError('?'))).toEqual({ kind: 'unknown', reason: 'RangeError' });
  });
});
