import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import { sortSlackError } from './slack-errors.ts';

/** Who we are in the workspace. */
export interface BotIdentity {
  readonly botId: string;
  readonly botUserId: string;
  readonly teamId: string;
}

export interface IdentifyBotDeps {
  readonly client: WebClient;
  readonly log: Logger;
  readonly sleep: (ms: number) => Promise<void>;
}

/** Slack does not know the token: a setting to be mended, not an outage to be waited out. */
export class RefusedTokenError extends Error {
  constructor(setting: string, code: string, options?: ErrorOptions) {
    super(
      `Slack refuses ${setting} (${code}). Copy the token again from your app's settings, ` +
        'and reinstall the app if it was removed.',
      options,
    );
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
      const { bot_id: botId, user_id: botUserId, team_id: teamId } = await client.auth.test();
      if (!botId || !botUserId || !teamId)
        throw new RefusedTokenError('SLACK_BOT_TOKEN', 'not a bot');
      return { botId, botUserId, teamId };
    } catch (error) {
      if (error instanceof RefusedTokenError) throw error;
      const failure = sortSlackError(error);
      if (failure.kind === 'installation' || failure.kind === 'refused') {
        throw new RefusedTokenError('SLACK_BOT_TOKEN', failure.code, { cause: error });
      }
      log.warn({ ...failure, waitMs }, 'Slack cannot be reached; trying again');
      await sleep(failure.kind === 'rateLimited' ? failure.retryAfterMs : waitMs);
    }
  }
}
