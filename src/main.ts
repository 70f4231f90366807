import { randomBytes, randomUUID } from 'node:crypto';
import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import { LibraryError, openLibrary, type OpenedLibrary } from './library/open-library.ts';
import { nameSource, type NamedSource } from './library/named-source.ts';
import { readParserVersion } from './library/parser-version.ts';
import { startSchedule } from './digest/schedule.ts';
import { systemClock, type Clock } from './ops/clock.ts';
import { InvalidConfigError, listSecrets, parseConfig, type Config } from './ops/config.ts';
import { createLogger } from './ops/create-logger.ts';
import { createHookRoute } from './ops/hook-route.ts';
import { createHealthRoutes } from './ops/health.ts';
import { openHttpServer, type HttpServer } from './ops/open-http-server.ts';
import { readEnv } from './ops/read-env.ts';
import { createRunningWork } from './ops/running-work.ts';
import { StartError } from './ops/start-error.ts';
import {
  ackAfterWork,
  answerKeptEvents,
  type WrapProcessing,
} from './slack/receive/ack-after-work.ts';
import { createLinkTo } from './slack/reply/article-links.ts';
import { createBoltLogger } from './slack/receive/bolt-logger.ts';
import { createDigestListeners } from './slack/digest/create-digest-listeners.ts';
import { createReceiver } from './slack/receive/create-receiver.ts';
import { createSlackApp } from './slack/app/create-slack-app.ts';
import { listManagers } from './slack/digest/digest-caller.ts';
import type { EventInbox } from './slack/receive/event-inbox.ts';
import { identifyBot, RefusedTokenError } from './slack/receive/identify-bot.ts';
import { createPeople } from './slack/receive/people.ts';
import { createPostReply } from './slack/reply/post-reply.ts';
import { createRenderDigest } from './slack/digest/render-digest-for.ts';
import { createRespond } from './slack/reply/respond.ts';
import { createDigestSender } from './slack/digest/send-digest.ts';
import { openStore, type Store } from './store/open-store.ts';
import { createHookAnswerer, maxHookBytes, type HookSource } from './sources/hook.ts';
import { InvalidSourcesError, loadSources } from './sources/load-sources.ts';
import { listSourceSecrets, type SourceSettings } from './sources/source-settings.ts';
import { StoreError } from './store/store-error.ts';

/** How long running work may take to finish when we are asked to stop. */
const drainTimeoutMs = 10_000;
const slackTimeoutMs = 10_000;

export interface StartOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: Clock;
  /** Takes the log, a line at a time. */
  readonly output: { write(line: string): void };
  /** A log for people instead of JSON. */
  readonly readableLog: boolean;
}

export interface Guidepost {
  /** Where health is told, and in HTTP mode Slack listened to. */
  readonly port: number;
  readonly log: Logger;
  /** Takes no new work, finishes what is running, lets go of everything. Safe to call twice. */
  readonly stop: () => Promise<void>;
}

/**
 * Builds the parts and puts them together.
 * @throws InvalidConfigError, InvalidSourcesError, LibraryError, RefusedTokenError, StoreError or StartError with words for whoever starts the bot.
 */
export async function start({ env, now, output, readableLog }: StartOptions): Promise<Guidepost> {
  const config = parseConfig(env);
  const sources = await loadSources({ ...config, env });
  const log = createLogger({
    level: config.logLevel,
    secrets: [...listSecrets(config), ...listSourceSecrets(sources)],
    readable: readableLog,
    output,
  });
  const closers: (() => Promise<unknown> | undefined)[] = [];
  const stop = async (): Promise<void> => {
    for (const close of closers.splice(0).reverse()) await close();
  };

  try {
    let digestProblem = (): string | undefined => undefined;
    let onLibraryChange = (): void => undefined;
    const opened = openSources(sources, { env, dataDir: config.dataDir, log });
    const library = openLibrary({
      sources: opened,
      cacheDir: join(config.dataDir, 'articles'),
      parserVersion: readParserVersion(),
      onChange: () => {
        onLibraryChange();
      },
      log,
    });
    closers.push(library.close);
    const store = await openDatabase(config, now, log);
    closers.push(store.close);

    const running = createRunningWork();
    let inbox = (): EventInbox => {
      throw new Error('nothing is received before the workspace is known');
    };
    const wrap: WrapProcessing = (app) => {
      const inner = ackAfterWork(app, { inbox: inbox(), now, log });
      return { processEvent: (event) => running.track(() => inner.processEvent(event)) };
    };
    const boltLogger = createBoltLogger(log);
    const receiver = createReceiver({
      transport: config.slack.transport,
      apiUrl: config.slack.apiUrl,
      boltLogger,
      wrap,
      random: Math.random,
      sleep,
      log,
    });
    const reader = await loadReader(config, library, log);
    let startupProblem: string | undefined = 'starting';
    const server = await openHttpServer({
      ...config.server,
      routes: [
        createHealthRoutes([
          {
            name: 'index',
            problem: () =>
              library.problem() ?? (library.current().index.size > 0 ? undefined : 'empty'),
            warning: library.warning,
          },
          { name: 'slack', problem: () => startupProblem ?? receiver.problem() },
          { name: 'digests', problem: () => startupProblem ?? digestProblem() },
        ]),
        createHookRoute({
          answer: createHookAnswerer(opened.flatMap(toHookSource)),
          maxBytes: maxHookBytes,
        }),
        receiver.route,
        ...(reader === undefined ? [] : [() => reader]),
      ],
    });
    closers.push(server.close);
    // The port answers while articles are read: whoever watches sees how far it is.
    await library.loaded;
    const articleBaseUrl =
      config.articleBaseUrl ?? (reader && `${localAddress(config, server)}articles/`);
    if (config.reader === 'network') {
      log.warn('the reader is open to the network: whoever reaches this port reads every article');
    } else if (reader !== undefined) {
      log.info({ address: localAddress(config, server) }, 'articles can be read on this machine');
    }

    const client = new WebClient(config.slack.botToken, {
      slackApiUrl: config.slack.apiUrl,
      logger: boltLogger,
      // A post that is sent again on its own may arrive twice; who calls decides what to do.
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      timeout: slackTimeoutMs,
    });
    const identity = await identifyBot({ client, log, sleep: delay });
    const kept = store.inboxOf(identity.teamId);
    inbox = () => kept;
    const people = createPeople({ client, now, log });
    const linkTo = createLinkTo(articleBaseUrl);
    const renderDigest = createRenderDigest({ people, linkTo, now });
    const digests = store.forWorkspace(identity.teamId);
    const sender = createDigestSender({ client, renderDigest, now, log });
    const { policy, postsPerMinute } = config.digest;
    const managers = () => listManagers(client, policy, log);
    const schedule = startSchedule({
      store: digests,
      sender,
      articles: () => library.current().articles,
      now: () => now().getTime(),
      random: Math.random,
      managers,
      clock: { elapsed: () => performance.now(), sleep },
      postsPerMinute,
      log,
    });
    let isDrained = false;
    closers.push(async () => {
      if (!isDrained) await schedule.stop();
    });
    digestProblem = schedule.problem;
    onLibraryChange = schedule.libraryChanged;
    const app = createSlackApp({
      receiver,
      identity: { ...identity, botToken: config.slack.botToken },
      client,
      apiUrl: config.slack.apiUrl,
      library: library.current,
      linkTo,
      people,
      postReply: createPostReply({ client, log, sleep: delay }),
      respondTo: (url) => createRespond({ fetch, url, sleep: delay, log }),
      shares: store.sharesOf(identity.teamId),
      digests: createDigestListeners({
        client,
        store: digests,
        sender,
        schedule,
        policy,
        managers,
        teamId: identity.teamId,
        library: library.current,
        renderDigest,
        now,
        newId: randomUUID,
        log,
      }),
      sleep: delay,
      now,
      randomBytes,
      log,
      boltLogger,
    });
    closers.push(async () => {
      startupProblem = 'stopping';
      receiver.stopIntake();
      // Digests on their way are running work too, and have no longer than that.
      void running.track(schedule.stop);
      if (!(await running.drain(drainTimeoutMs))) log.warn('stopped before all work was done');
      isDrained = true;
      await receiver.stop();
    });
    startupProblem = undefined;
    await receiver.start();
    void running.track(() => answerKeptEvents(app, { inbox: kept, now, log }));
    log.info(
      { transport: config.slack.transport.kind, port: server.port, team: identity.teamId },
      'Guidepost is ready',
    );
    return { port: server.port, log, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

interface OpenSourcesDeps {
  readonly env: StartOptions['env'];
  readonly dataDir: string;
  readonly log: Logger;
}

function openSources(
  sources: readonly SourceSettings[],
  { env, dataDir, log }: OpenSourcesDeps,
): readonly NamedSource[] {
  const copiesDir = join(dataDir, 'sources');
  return sources.map((settings) =>
    nameSource(settings, { copiesDir, env, sleep, random: Math.random, log }),
  );
}

function toHookSource({ settings: { id, place }, source }: NamedSource): readonly HookSource[] {
  return place.kind === 'git' ? [{ id, secret: place.hookSecret, source }] : [];
}

function openDatabase({ dataDir, databaseUrl }: Config, now: Clock, log: Logger): Promise<Store> {
  return openStore(
    databaseUrl === undefined
      ? { kind: 'sqlite', dataDir }
      : { kind: 'postgres', url: databaseUrl },
    {
      now: () => now().getTime(),
      newId: randomUUID,
      onIdleError: (error) => {
        log.warn({ err: error }, 'a connection to the database broke');
      },
    },
  );
}

/** Ends early, without an error, when the signal is aborted. */
async function sleep(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal }).catch(() => undefined);
}

/** Imported only when it is on: without it, start is faster and memory smaller. */
async function loadReader(
  { reader, contentDir }: Config,
  { current, readFile }: OpenedLibrary,
  logger: Logger,
): Promise<RequestListener | undefined> {
  if (reader === 'off') return undefined;
  const { createReader } = await import('./reader/create-reader.ts');
  return createReader({
    library: current,
    contentDir,
    readFile,
    openToNetwork: reader === 'network',
    logger,
  });
}

function localAddress({ server: { host } }: Config, { port }: HttpServer): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}/`;
}

/** The process from start to exit: its log on standard output, ended by SIGTERM or SIGINT. */
export async function run({ env, now }: Pick<StartOptions, 'env' | 'now'>): Promise<void> {
  let guidepost: Guidepost | undefined;
  // From the beginning: reaching Slack can take long, and as the first process of a container a
  // program without a listener never notices the signal.
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      guidepost?.log.info({ signal }, 'stopping');
      void (guidepost?.stop() ?? Promise.resolve()).then(() => {
        guidepost?.log.info('stopped');
        process.exit(0);
      });
    });
  }

  try {
    guidepost = await start({
      env,
      now,
      output: process.stdout,
      readableLog: process.stdout.isTTY,
    });
  } catch (error) {
    if (!isForTheOperator(error)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
    return;
  }

  const { log } = guidepost;
  const exitAfterBug = (kind: string) => (error: unknown) => {
    log.fatal({ err: error }, kind);
    process.exit(1);
  };
  process.on('unhandledRejection', exitAfterBug('a promise was rejected and nobody noticed'));
  process.on('uncaughtException', exitAfterBug('an error was thrown and nobody noticed'));
}

function isForTheOperator(error: unknown): error is Error {
  return [
    InvalidConfigError,
    InvalidSourcesError,
    LibraryError,
    RefusedTokenError,
    StartError,
    StoreError,
  ].some((kind) => error instanceof kind);
}

if (import.meta.main) await run({ env: readEnv(), now: systemClock });
