import type { Config } from '../../ops/config.ts';
import {
  callSlack,
  greetSocket,
  probeAddress,
  type SlackAnswer,
} from '../../slack/install/inspect-installation.ts';
import { listMissingScopes, optionalScopes } from '../../slack/install/scopes.ts';
import { RefusedTokenError } from '../../slack/receive/identify-bot.ts';
import {
  ok,
  problem,
  reasonOf,
  warning,
  type DoctorDeps,
  type Finding,
  type Findings,
} from './finding.ts';

/** More than this and Slack's signed requests count as stale. */
const maxSkewMs = 5 * 60 * 1000;
const noticeableSkewMs = 30_000;

/** Whether Slack takes the token, with every permission, and agrees about the time. */
export async function* checkSlack(
  { slack, unfurlsLinks }: Config,
  { fetch, now }: DoctorDeps,
): Findings {
  const subject = 'bot token';
  const { host } = new URL(slack.apiUrl);
  let answer: SlackAnswer;
  try {
    answer = await callSlack({ fetch, apiUrl: slack.apiUrl }, 'auth.test', slack.botToken);
  } catch (error) {
    yield problem(
      'Slack',
      `${host} can't be reached (${reasonOf(error)})`,
      'Look at SLACK_API_URL, HTTPS_PROXY, name resolution and the firewall.',
    );
    return;
  }
  yield ok('Slack', `${host} answers`);
  if (answer.error !== undefined) {
    yield problem(subject, new RefusedTokenError('SLACK_BOT_TOKEN', answer.error).message);
    return;
  }
  const { user, team } = answer.body;
  yield ok(subject, `@${String(user)} in ${String(team)}`);
  const missing = listMissingScopes(answer.scopes, unfurlsLinks);
  for (const { scope, loss } of missing) {
    yield {
      state: optionalScopes.includes(scope) ? 'warning' : 'problem',
      subject: 'permissions',
      words: `${scope} is missing: ${loss}`,
      mend: 'Add it under "OAuth & Permissions", "Bot Token Scopes", and reinstall the app.',
    };
  }
  if (missing.length === 0) yield ok('permissions', 'all granted');
  if (answer.at !== undefined) yield describeSkew(now().getTime() - answer.at);
}

function describeSkew(skewMs: number): Finding {
  const seconds = Math.round(Math.abs(skewMs) / 1_000);
  if (seconds * 1_000 < noticeableSkewMs) {
    return ok('clock', 'agrees with Slack’s');
  }
  return {
    state: Math.abs(skewMs) > maxSkewMs ? 'problem' : 'warning',
    subject: 'clock',
    words: `${seconds} seconds ${skewMs > 0 ? 'ahead of' : 'behind'} Slack’s`,
    mend: 'Let the machine follow a time server: past 5 minutes, signed requests are refused.',
  };
}

/** Whether what people ask can reach us. */
export async function* checkDelivery(config: Config, deps: DoctorDeps): Findings {
  const { transport } = config.slack;
  if (transport.kind === 'socket') yield* checkSocket(config, transport.appToken, deps);
  else yield* checkHttp(transport.signingSecret, deps);
}

async function* checkSocket({ slack }: Config, appToken: string, { fetch }: DoctorDeps): Findings {
  const subject = 'socket';
  try {
    const answer = await callSlack(
      { fetch, apiUrl: slack.apiUrl },
      'apps.connections.open',
      appToken,
    );
    if (answer.error !== undefined) {
      yield problem('app token', new RefusedTokenError('SLACK_APP_TOKEN', answer.error).message);
      return;
    }
    yield ok('app token', 'accepted');
    await greetSocket(String(answer.body['url']));
    yield ok(subject, 'opens, and Slack says hello');
  } catch (error) {
    yield problem(
      subject,
      `doesn't open (${reasonOf(error)})`,
      'Let the firewall or the proxy pass WebSockets to wss-primary.slack.com.',
    );
  }
}

async function* checkHttp(signingSecret: string, { url, fetch, now }: DoctorDeps): Findings {
  const looksRight = /^[0-9a-f]{32}$/.test(signingSecret);
  yield looksRight
    ? ok('signing secret', 'has the form of one')
    : warning(
        'signing secret',
        "SLACK_SIGNING_SECRET isn't 32 hexadecimal digits",
        'Copy it from "Basic Information", "App Credentials".',
      );
  const subject = 'address';
  if (url === undefined) {
    yield warning(
      subject,
      'not tried',
      'Start the bot and run guidepost doctor --url https://the.address.slack.uses',
    );
    return;
  }
  const address = `${url.replace(/\/+$/, '')}/slack/events`;
  try {
    const status = await probeAddress(fetch, { address, signingSecret, now: now() });
    yield status === 200
      ? ok(subject, `${address} accepts what is signed with this secret`)
      : problem(
          subject,
          `${address} answers ${status}`,
          status === 401
            ? 'The bot there has another SLACK_SIGNING_SECRET, or its clock is wrong.'
            : 'Let whatever stands in front pass POST /slack/events on to the bot unchanged.',
        );
  } catch (error) {
    yield problem(
      subject,
      `${address} can't be reached (${reasonOf(error)})`,
      'Start the bot, and look at DNS, certificate and proxy in front of it.',
    );
  }
}
