import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import { OperatorError } from '../../text/operator-error.ts';
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

const copyAgain = {
  SLACK_BOT_TOKEN:
    'Copy the "Bot User OAuth Token" (xoxb-...) again from "OAuth & Permissions" in your app\'s ' +
    'settings, and reinstall the app there if it was removed.',
  SLACK_APP_TOKEN:
    'Copy the token (xapp-...) again from "App-Level Tokens" under "Basic Information" in your ' +
    "app's settings, or generate one there with the scope connections:write.",
};

const beingMoved =
  'The workspace is being moved into an Enterprise organisation; start again when that is done.';
const tooOld = 'This release is too old for Slack; install a newer one.';

/** What Slack documents for auth.test and apps.connections.open, as far as a new copy mends nothing. */
const mends: Readonly<Record<string, string>> = {
  socket_mode_not_enabled:
    'Turn on "Enable Socket Mode" under "Socket Mode" in your app\'s settings; or, to be reached ' +
    'over HTTP, set SLACK_SIGNING_SECRET and leave SLACK_APP_TOKEN out.',
  forbidden_team: "The workspace doesn't allow this app to connect; ask one of its admins.",
  missing_scope:
    'The token lacks a scope: an app-level token needs connections:write, a bot token those of ' +
    "manifest.yml. Give it the scope in your app's settings, and reinstall the app there.",
  not_allowed_token_type:
    "It's a token of the other kind: SLACK_BOT_TOKEN begins with xoxb-, SLACK_APP_TOKEN with xapp-.",
  account_inactive:
    'The app was removed from the workspace, or the workspace is gone. Install it again under ' +
    '"Install App" in your app\'s settings, and copy the new token.',
  token_expired:
    'The token expires, because token rotation is on. Guidepost needs one that stays, and rotation ' +
    "can't be turned off again: make an app without it, and use its token.",

  token_revoked:
    'Somebody revoked the token. Install the app again under "Install App" in your app\'s ' +
    'settings, and copy the new token.',
  org_login_required: beingMoved,
  team_access_not_granted:
    'The token belongs to an Enterprise organisation and has no access to this workspace; ask an ' +
    'admin of the organisation to add the app to it.',
  team_added_to_org: beingMoved,
  ekm_access_denied:
    'An admin of the organisation has suspended access to messages (Enterprise Key Management); ' +
    'ask them.',
  enterprise_is_restricted: "The organisation doesn't allow this method; ask one of its admins.",
  access_denied: 'Slack denied access; ask a workspace admin whether apps are restricted.',
  no_permission:
    "The token isn't allowed to do this; install the app again and copy the new token.",
  two_factor_setup_required:
    'The account that the token belongs to has to set up two-factor authentication.',
  accesslimited: 'Access to this method is limited for now; start again later.',
  method_deprecated: tooOld,
  deprecated_endpoint: tooOld,
};

/** Slack does not take the token: a setting to be mended, not an outage to be waited out. */
export class RefusedTokenError extends OperatorError {
  constructor(setting: keyof typeof copyAgain, code: string, options?: ErrorOptions) {
    const mend = Object.hasOwn(mends, code) ? mends[code] : copyAgain[setting];
    super(`Slack refuses ${setting} (${code}). ${mend ?? ''}`, options);
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
      if (failure.kind === 'tokenGone' || failure.kind === 'refused') {
        throw new RefusedTokenError('SLACK_BOT_TOKEN', failure.reason, { cause: error });
      }
      const { host } = new URL(client.slackApiUrl);
      log.warn(
        { ...failure, host, waitMs },
        `Can't reach Slack at ${host} (SLACK_API_URL, HTTPS_PROXY); trying again`,
      );
      await sleep(failure.afterMs ?? waitMs);
    }
  }
}
