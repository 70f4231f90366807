import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import { sortSlackError } from '../reply/slack-errors.ts';

/** Who we are in the workspace. */
export interface BotIdentity {
  readonly botId: string;
  readonly botUserId: string;
  readonly teamId: string;
  /** The granted scopes. */
  readonly scopes: readonly string[];
}

export interface IdentifyBotDeps {
  readonly client: WebClient;
  readonly log: Logger;
  readonly sleep: (ms: number) => Promise<void>;
}

const mends = {
  SLACK_BOT_TOKEN:
    'Copy the "Bot User OAuth Token" (xoxb-...) again from "OAuth & Permissions" in your app\'s ' +
    'settings, and reinstall the app there if it was removed.',
  SLACK_APP_TOKEN:
    'Copy the token (xapp-...) again from "App-Level Tokens" under "Basic Information" in your ' +
    "app's settings, or generate one there with the scope connections:write.",
};

/** Slack does not know the token: a setting to be mended, not an outage to be waited out. */
export class RefusedTokenError extends Error {
  constructor(setting: keyof typeof mends, code: string, options?: ErrorOptions) {
    super(`Slack refuses ${setting} (${code}). ${mends[setting]}`, options);
    this.name = 'RefusedTokenError';
  }
}

const maxWaitMs = 30_000;

/**
 * Asks Slack who the token belongs to, for as long as it takes to reach Slack.
 * @throws RefusedTokenError when Slack answers that the token is no good.
 */
export async function identifyBot({ client, log, sleep }: IdentifyBotDeps): Promise<BotIdentity> {
  for (let waitMs = 1_000; ; waitMs = Math.min(maxWaitMs, waitMs * 2)) {
    try {
      const answer = await client.auth.test();
      const { bot_id: botId, user_id: botUserId, team_id: teamId } = answer;
      if (!botId || !botUserId || !teamId)
        throw new RefusedTokenError('SLACK_BOT_TOKEN', 'not a bot');
      return { botId, botUserId, teamId, scopes: answer.response_metadata?.scopes ?? [] };
    } catch (error) {
      if (error instanceof RefusedTokenError) throw error;
      const failure = sortSlackError(error);
      if (failure.kind === 'installation' || failure.kind === 'refused') {
        throw new RefusedTokenError('SLACK_BOT_TOKEN', failure.code, { cause: error });
      }
      const { host } = new URL(client.slackApiUrl);
      log.warn(
        { ...failure, host, waitMs },
        `Slack cannot be reached at ${host} (SLACK_API_URL, HTTPS_PROXY); trying again`,
      );
      await sleep(failure.kind === 'rateLimited' ? failure.retryAfterMs : waitMs);
    }
  }
}
