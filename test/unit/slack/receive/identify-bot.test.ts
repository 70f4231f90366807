import { describe, expect, it } from '@jest/globals';
import { WebClient } from '@slack/web-api';
import { pino } from 'pino';
import { createBoltLogger } from '../../../../src/slack/receive/bolt-logger.ts';
import { identifyBot, RefusedTokenError } from '../../../../src/slack/receive/identify-bot.ts';

const log = pino({ level: 'silent' });
const us = { ok: true, bot_id: 'B1', user_id: 'U1', team_id: 'T1' };

/** A Slack that gives these answers, in order. */
async function identify(...answers: readonly Response[]) {
  const left = [...answers];
  const waits: number[] = [];
  const client = new WebClient('xoxb-1', {
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: createBoltLogger(log),
    fetch: () => Promise.resolve(left.shift() ?? Response.error()),
  });
  const sleep = (ms: number) => Promise.resolve(void waits.push(ms));
  return { identity: await identifyBot({ client, log, sleep }), waits };
}

describe('finding out who the bot is', () => {
  it('waits as long as Slack asks, and for an outage longer and longer', async () => {
    const limited = new Response('', { status: 429, headers: { 'retry-after': '7' } });
    const broken = () => new Response('', { status: 500 });
    const { identity, waits } = await identify(limited, broken(), broken(), Response.json(us));
    expect(identity).toEqual({ botId: 'B1', botUserId: 'U1', scopes: [], teamId: 'T1' });
    expect(waits).toEqual([7_000, 2_000, 4_000]);
  });

  it.each([
    ['invalid_auth', /Copy the "Bot User OAuth Token"/],
    ['account_inactive', /Install it again/],
    ['token_expired', /rotation/],
    ['ekm_access_denied', /Enterprise Key Management/],
  ])('ends with the mend for %s', async (error, mend) => {
    await expect(identify(Response.json({ ok: false, error }))).rejects.toThrow(mend);
  });
});

describe('a refused app token', () => {
  it.each([
    ['invalid_auth', /"App-Level Tokens"/],
    ['socket_mode_not_enabled', /Turn on "Enable Socket Mode"/],
    ['missing_scope', /connections:write/],
    ['not_allowed_token_type', /token of the other kind/],
    ['constructor', /"App-Level Tokens"/],
  ])('%s has its own mend', (code, mend) => {
    expect(new RefusedTokenError('SLACK_APP_TOKEN', code).message).toMatch(mend);
  });
});
