import { access, constants, statfs } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { styleText } from 'node:util';
import { formatProblem } from '../content/content-problem.ts';
import { loadArticles } from '../content/load-articles.ts';
import type { Clock } from '../ops/clock.ts';
import { InvalidConfigError, listSecrets, parseConfig, type Config } from '../ops/config.ts';
import { createRedactor } from '../ops/create-redactor.ts';
import { readProxy } from '../ops/proxy.ts';
import {
  callSlack,
  greetSocket,
  probeAddress,
  type SlackAnswer,
} from '../slack/install/inspect-installation.ts';
import { listMissingScopes, optionalScopes } from '../slack/install/scopes.ts';
import { inspectStore } from '../store/inspect-store.ts';

export interface DoctorDeps {
  readonly out: (text: string) => void;
  readonly colours: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: Clock;
  readonly fetch: typeof fetch;
  /** Where Slack reaches the bot over HTTP, to be tried. */
  readonly url?: string | undefined;
}

/** One line of the report. */
interface Finding {
  readonly state: 'ok' | 'warning' | 'problem';
  readonly subject: string;
  readonly words: string;
  readonly mend?: string;
}

type Findings = AsyncGenerator<Finding>;

const signs = {
  ok: ['ok     ', 'green'],
  warning: ['warning', 'yellow'],
  problem: ['PROBLEM', 'red'],
} as const;

/** Looks at everything the bot needs, changes nothing, and returns the exit code. */
export async function runDoctor(deps: DoctorDeps): Promise<number> {
  const counts = { ok: 0, warning: 0, problem: 0 };
  let redact = createRedactor([]);
  const report = ({ state, subject, words, mend }: Finding): void => {
    counts[state] += 1;
    const [sign, colour] = signs[state];
    const line = `${subject}: ${words}${mend === undefined ? '' : `\n        ${mend}`}`;
    const shown = deps.colours ? styleText(colour, sign, { validateStream: false }) : sign;
    deps.out(`${shown} ${String(redact(line))}\n`);
  };

  let config: Config | undefined;
  try {
    config = parseConfig(deps.env);
    redact = createRedactor(listSecrets(config));
    report({ state: 'ok', subject: 'settings', words: 'complete' });
  } catch (error) {
    if (!(error instanceof InvalidConfigError)) throw error;
    for (const words of error.problems) report({ state: 'problem', subject: 'settings', words });
  }
  if (config === undefined) {
    deps.out('Everything else depends on the settings: mend them and run this again.\n');
    return 1;
  }
  for (const check of [checkProxy, checkSlack, checkDelivery, checkContent, checkDatabase]) {
    for await (const finding of check(config, deps)) report(finding);
  }
  deps.out(`${counts.problem} to mend, ${counts.warning} to look at, ${counts.ok} fine.\n`);
  return counts.problem > 0 ? 1 : 0;
}

// eslint-disable-next-line @typescript-eslint/require-await -- like the others
async function* checkProxy(_: Config, { env }: DoctorDeps): Findings {
  const proxy = readProxy(env);
  const address = proxy?.httpsProxy ?? proxy?.httpProxy;
  if (address === undefined) return;
  const host = URL.parse(address)?.host;
  yield host
    ? { state: 'ok', subject: 'proxy', words: `requests go through ${host}` }
    : {
        state: 'problem',
        subject: 'proxy',
        words: 'HTTPS_PROXY is not an address',
        mend: 'Write it as http://host:port, or remove it.',
      };
}

/** More than this and Slack's signed requests count as stale. */
const maxSkewMs = 5 * 60 * 1000;
const noticeableSkewMs = 30_000;

async function* checkSlack({ slack, unfurlsLinks }: Config, { fetch, now }: DoctorDeps): Findings {
  const subject = 'bot token';
  const { host } = new URL(slack.apiUrl);
  let answer: SlackAnswer;
  try {
    answer = await callSlack({ fetch, apiUrl: slack.apiUrl }, 'auth.test', slack.botToken);
  } catch (error) {
    yield {
      state: 'problem',
      subject: 'Slack',
      words: `${host} cannot be reached (${reasonOf(error)})`,
      mend: 'Look at SLACK_API_URL, HTTPS_PROXY, name resolution and the firewall.',
    };
    return;
  }
  yield { state: 'ok', subject: 'Slack', words: `${host} answers` };
  if (answer.error !== undefined) {
    yield {
      state: 'problem',
      subject,
      words: `Slack refuses SLACK_BOT_TOKEN (${answer.error})`,
      mend: 'Copy the "Bot User OAuth Token" again from "OAuth & Permissions"; reinstall the app there if it was removed.',
    };
    return;
  }
  const { user, team } = answer.body;
  yield { state: 'ok', subject, words: `@${String(user)} in ${String(team)}` };
  const missing = listMissingScopes(answer.scopes, unfurlsLinks);
  for (const { scope, loss } of missing) {
    yield {
      state: optionalScopes.includes(scope) ? 'warning' : 'problem',
      subject: 'permissions',
      words: `${scope} is missing: ${loss}`,
      mend: 'Add it under "OAuth & Permissions", "Bot Token Scopes", and reinstall the app.',
    };
  }
  if (missing.length === 0) yield { state: 'ok', subject: 'permissions', words: 'all granted' };
  if (answer.at !== undefined) yield describeSkew(now().getTime() - answer.at);
}

function describeSkew(skewMs: number): Finding {
  const seconds = Math.round(Math.abs(skewMs) / 1_000);
  if (seconds * 1_000 < noticeableSkewMs) {
    return { state: 'ok', subject: 'clock', words: 'agrees with Slack’s' };
  }
  return {
    state: Math.abs(skewMs) > maxSkewMs ? 'problem' : 'warning',
    subject: 'clock',
    words: `${seconds} seconds ${skewMs > 0 ? 'ahead of' : 'behind'} Slack’s`,
    mend: 'Let the machine follow a time server: past 5 minutes, signed requests are refused.',
  };
}

async function* checkDelivery(config: Config, deps: DoctorDeps): Findings {
  const { transport } = config.slack;
  if (transport.kind === 'socket') yield* checkSocket(config, transport.appToken, deps);
  else yield* checkHttp(transport.signingSecret, deps);
  yield* checkPort(config, deps);
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
      yield {
        state: 'problem',
        subject: 'app token',
        words: `Slack refuses SLACK_APP_TOKEN (${answer.error})`,
        mend: 'Generate one under "Basic Information", "App-Level Tokens", with connections:write, and switch "Socket Mode" on.',
      };
      return;
    }
    yield { state: 'ok', subject: 'app token', words: 'accepted' };
    await greetSocket(String(answer.body['url']));
    yield { state: 'ok', subject, words: 'opens, and Slack says hello' };
  } catch (error) {
    yield {
      state: 'problem',
      subject,
      words: `does not open (${reasonOf(error)})`,
      mend: 'Let the firewall or the proxy pass WebSockets to wss-primary.slack.com.',
    };
  }
}

async function* checkHttp(signingSecret: string, { url, fetch, now }: DoctorDeps): Findings {
  const looksRight = /^[0-9a-f]{32}$/.test(signingSecret);
  yield looksRight
    ? { state: 'ok', subject: 'signing secret', words: 'has the form of one' }
    : {
        state: 'warning',
        subject: 'signing secret',
        words: 'SLACK_SIGNING_SECRET is not 32 hexadecimal digits',
        mend: 'Copy it from "Basic Information", "App Credentials".',
      };
  const subject = 'address';
  if (url === undefined) {
    yield {
      state: 'warning',
      subject,
      words: 'not tried',
      mend: 'Start the bot and run guidepost doctor --url https://the.address.slack.uses',
    };
    return;
  }
  const address = `${url.replace(/\/+$/, '')}/slack/events`;
  try {
    const status = await probeAddress(fetch, { address, signingSecret, now: now() });
    yield status === 200
      ? { state: 'ok', subject, words: `${address} accepts what is signed with this secret` }
      : {
          state: 'problem',
          subject,
          words: `${address} answers ${status}`,
          mend:
            status === 401
              ? 'The bot there has another SLACK_SIGNING_SECRET, or its clock is wrong.'
              : 'Let whatever stands in front pass POST /slack/events on to the bot unchanged.',
        };
  } catch (error) {
    yield {
      state: 'problem',
      subject,
      words: `${address} cannot be reached (${reasonOf(error)})`,
      mend: 'Start the bot, and look at DNS, certificate and proxy in front of it.',
    };
  }
}

async function* checkPort({ server }: Config, { fetch }: DoctorDeps): Findings {
  const { host, port } = server;
  const subject = 'port';
  const code = await tryToListen(host, port);
  if (code === undefined) {
    yield { state: 'ok', subject, words: `${port} is free on ${host}` };
    return;
  }
  const near = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  const origin = `http://${near.includes(':') ? `[${near}]` : near}:${port}`;
  const isOurs =
    code === 'EADDRINUSE' &&
    (await fetch(`${origin}/healthz`)
      .then(async (response) => (await response.text()).includes('"alive"'))
      .catch(() => false));
  if (!isOurs) {
    yield {
      state: 'problem',
      subject,
      words: `cannot listen on HOST ${host}, PORT ${port} (${code})`,
      mend: 'Choose another PORT, or end the program that has it.',
    };
    return;
  }
  yield { state: 'ok', subject, words: `a Guidepost answers on ${host}, ${port}` };
  const response = await fetch(`${origin}/readyz`);
  const { status, ...checks } = (await response.json()) as Readonly<Record<string, string>>;
  for (const [name, words] of Object.entries(checks)) {
    const state = words === 'ok' ? 'ok' : status === 'ready' ? 'warning' : 'problem';
    yield { state, subject: `running, ${name}`, words };
  }
}

function tryToListen(host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error) => {
      resolve('code' in error ? String(error.code) : error.message);
    });
    server.listen(port, host, () => {
      server.close(() => {
        resolve(undefined);
      });
    });
  });
}

async function* checkContent({ contentDir }: Config): Findings {
  const subject = 'articles';
  try {
    const { articles, problems } = await loadArticles(contentDir);
    const errors = problems.filter(({ severity }) => severity === 'error');
    const [first] = errors;
    const mend = first && `First: ${formatProblem(first)} All: guidepost check ${contentDir}`;
    const words = `${articles.length} in ${contentDir}, ${errors.length} left out`;
    yield {
      state: articles.length === 0 ? 'problem' : errors.length > 0 ? 'warning' : 'ok',
      subject,
      words,
      ...(mend !== undefined && { mend }),
    };
  } catch (error) {
    yield {
      state: 'problem',
      subject,
      words: reasonOf(error),
      mend: 'Let CONTENT_DIR name a folder of Markdown that this user can read.',
    };
  }
}

const littleBytes = 500e6;
const tooLittleBytes = 50e6;

async function* checkDatabase({ dataDir, databaseUrl }: Config): Findings {
  const subject = 'database';
  const location =
    databaseUrl === undefined
      ? ({ kind: 'sqlite', dataDir } as const)
      : ({ kind: 'postgres', url: databaseUrl } as const);
  try {
    const { version, known, damage, isOpenToOthers, setAside } = await inspectStore(location);
    const place = location.kind === 'sqlite' ? dataDir : new URL(location.url).host;
    if (damage !== undefined) {
      yield {
        state: 'problem',
        subject,
        words: `damaged: ${damage}`,
        mend: 'Stop the bot and restore a backup: guidepost restore FILE.',
      };
    } else if (version > known) {
      yield {
        state: 'problem',
        subject,
        words: `has schema ${version}, and this release knows ${known}`,
        mend: 'It was used by a newer release: run that one.',
      };
    } else {
      const next = version < known ? `; the next start brings it to ${known}` : '';
      yield { state: 'ok', subject, words: `schema ${version} in ${place}${next}` };
    }
    for (const { channelId, reason } of setAside) {
      yield {
        state: 'warning',
        subject: 'digests',
        words: `the one of ${channelId} is passed over, because it cannot be understood (${reason})`,
        mend: `Set it up again in that channel. If a newer release wrote it, run that one.`,
      };
    }
    if (isOpenToOthers) {
      yield {
        state: 'warning',
        subject,
        words: 'others on this machine can read the file',
        mend: `chmod 600 ${path.join(dataDir, 'guidepost.db')}*`,
      };
    }
  } catch (error) {
    yield {
      state: 'problem',
      subject,
      words: `cannot be opened (${reasonOf(error)})`,
      mend:
        location.kind === 'sqlite'
          ? 'The file in DATA_DIR must be readable and writable for the user who runs Guidepost.'
          : 'Look at DATABASE_URL: host, user, password and the name of the database.',
    };
  }
  if (location.kind === 'sqlite') yield* checkDisk(dataDir);
}

async function* checkDisk(dataDir: string): Findings {
  const subject = 'disk';
  let folder = path.resolve(dataDir);
  try {
    // What does not exist yet is made in the nearest folder that does.
    while (!(await exists(folder))) folder = path.dirname(folder);
    await access(folder, constants.W_OK);
    const { bavail, bsize } = await statfs(folder);
    const free = bavail * bsize;
    const words = `${(free / 1e9).toFixed(1)} GB free in ${folder}`;
    yield free > littleBytes
      ? { state: 'ok', subject, words }
      : {
          state: free > tooLittleBytes ? 'warning' : 'problem',
          subject,
          words,
          mend: 'Make room: without it no subscription and no delivery can be written down.',
        };
  } catch (error) {
    yield {
      state: 'problem',
      subject,
      words: `cannot write to ${folder} (${reasonOf(error)})`,
      mend: 'Give DATA_DIR to the user who runs Guidepost.',
    };
  }
}

async function exists(folder: string): Promise<boolean> {
  return access(folder).then(
    () => true,
    () => false,
  );
}

/** What lies at the bottom: "fetch failed" says nothing. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.cause instanceof Error) return reasonOf(error.cause);
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join('; ');
  return error.message;
}
