import { WebClient } from '@slack/web-api';
import { countCalls } from '../ops/count-calls.ts';
import { listMissingScopes } from '../slack/install/scopes.ts';
import { identifyBot } from '../slack/receive/identify-bot.ts';
import { createSight } from '../slack/receive/may-see.ts';
import { createWorkspace } from '../slack/receive/workspace.ts';
import type { Base } from './open-base.ts';
import type { Port } from './open-port.ts';

const slackTimeoutMs = 10_000;

/** The workspace, as the token opens it. */
export type Connection = Awaited<ReturnType<typeof connectSlack>>;

/** @throws RefusedTokenError when Slack does not take the token. */
export async function connectSlack(base: Base, port: Port) {
  const { config, timers, nowMs: now, log } = base;
  const { sleep } = timers;
  const client = createClient(base, port);
  const identity = await identifyBot({ client, log, sleep });
  for (const { scope, loss } of listMissingScopes(identity.scopes, config.unfurlsLinks)) {
    log.warn({ scope }, `a permission was not granted, so ${loss}`);
  }
  const workspace = createWorkspace({ client, teamId: identity.teamId, now, log });
  const { sight: policy, command } = config;
  const lookUpSight = createSight({ workspace, policy, command });
  return { client, identity, workspace, lookUpSight };
}

function createClient(
  { config: { slack } }: Base,
  { boltLogger, metrics }: Pick<Port, 'boltLogger' | 'metrics'>,
): WebClient {
  return new WebClient(slack.botToken, {
    slackApiUrl: slack.apiUrl,
    logger: boltLogger,
    // A post that is sent again on its own may arrive twice; who calls decides what to do.
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: slackTimeoutMs,
    ...(metrics !== undefined && { fetch: countCalls(fetch, metrics.slackCalled) }),
  });
}
