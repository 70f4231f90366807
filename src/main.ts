import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { WebClient } from '@slack/web-api';
import type { Hono } from 'hono';
import type { Logger } from 'pino';
import type { Library } from './answers/library.ts';
import { LibraryError, openLibrary } from './library/open-library.ts';
import { startSchedule } from './digest/schedule.ts';
import { systemClock, type Clock } from './ops/clock.ts';
import { InvalidConfigError, listSecrets, parseConfig, type Config } from './ops/config.ts';
import { createLogger } from './ops/create-logger.ts';
import { countCalls } from './ops/count-calls.ts';
import { createHealthRoutes } from './ops/health.ts';
import { openLimits } from './ops/limits.ts';
import type { Metrics, MetricsDeps } from './ops/metrics.ts';
import { openHttpServer, type HttpServer } from './ops/open-http-server.ts';
import { packageVersion } from './ops/package-file.ts';
import type { ErrorReports } from './ops/report-errors.ts';
import { readProxy, useProxy } from './ops/proxy.ts';
import { readEnv } from './ops/read-env.ts';
import { createRunningWork } from './ops/running-work.ts';
import { StartError } from './ops/start-error.ts';
import {
  ackAfterWork,
  answerKeptEvents,
  type WrapProcessing,
} from './slack/receive/ack-after-work.ts';
import { createInstallationWatch } from './slack/install/watch-installation.ts';
import { listMissingScopes } from './slack/install/scopes.ts';
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
 * @throws InvalidConfigError, LibraryError, RefusedTokenError, StoreError or StartError with words for whoever starts the bot.
 */
export async function start({ env, now, output, readableLog }: StartOptions): Promise<Guidepost> {
  const config = parseConfig(env);
  const reports = await loadErrorReports(config);
  const log = createLogger({
    tap: reports?.take,
    level: config.logLevel,
    secrets: listSecrets(config),
    readable: readableLog,
    output,
  });
  const closers: (() => Promise<unknown> | undefined)[] = [() => reports?.close()];
  const stop = async (): Promise<void> => {
    for (const close of closers.splice(0).reverse()) await close();
  };

  try {
    let installationProblem = (): string | undefined => undefined;
    let digestProblem = (): string | undefined => undefined;
    let onLibraryChange = (): void => undefined;
    let loadedAt = now();
    let onBroken = (): void => undefined;
    const library = await openLibrary({
      dir: config.contentDir,
      onBroken: () => {
        onBroken();
      },
      onChange: () => {
        loadedAt = now();
        onLibraryChange();
      },
      log,
    });
    closers.push(library.close);
    const limits = await openLimits({ ...config.limits, databaseUrl: config.databaseUrl, log });
    closers.push(limits.close);
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
      proxy: readProxy(env),
      boltLogger,
      wrap,
      random: Math.random,
      sleep,
      log,
    });
    const reader = await loadReader(config, library.current, log);
    let startupProblem: string | undefined = 'starting';
    const metrics = await loadMetrics(config, {
      now,
      library: () => ({ articles: library.current().articles.length, loadedAt }),
      sources: () => [{ name: config.contentDir, works: existsSync(config.contentDir) }],
      slackProblem: () => startupProblem ?? installationProblem() ?? receiver.problem(),
      deliveries: store.figures,
    });
    closers.push(() => {
      metrics?.close();
      return undefined;
    });
    onBroken = () => metrics?.reloadFailed();
    const server = await openHttpServer({
      ...config.server,
      slack: receiver.route,
      routes: [
        createHealthRoutes([
          {
            name: 'index',
            problem: () => (library.current().index.size > 0 ? undefined : 'empty'),
          },
          {
            name: 'slack',
            problem: () => startupProblem ?? installationProblem() ?? receiver.problem(),
          },
          { name: 'digests', problem: () => startupProblem ?? digestProblem() },
        ]),
        ...(metrics === undefined ? [] : [metrics.routes]),
        ...(reader === undefined ? [] : [reader]),
      ],
      log,
    });
    closers.push(server.close);
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
      ...(metrics !== undefined && { fetch: countCalls(fetch, metrics.slackCalled) }),
    });
    const identity = await identifyBot({ client, log, sleep: delay });
    for (const { scope, loss } of listMissingScopes(identity.scopes)) {
      log.warn({ scope }, `a permission was not granted, so ${loss}`);
    }
    const installation = createInstallationWatch({ client, sleep, log });
    closers.push(() => {
      installation.close();
      return undefined;
    });
    installationProblem = installation.problem;
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
      command: config.command,
      installation,
      requestHandled: metrics?.requestHandled,
      admit: (userId) => limits.admit(identity.teamId, userId),
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
    const keeping = new AbortController();
    closers.push(() => {
      keeping.abort();
      return undefined;
    });
    void purgeDaily(store, { days: config.retentionDays, now, signal: keeping.signal, log });
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

const dayMs = 86_400_000;

async function purgeDaily(
  store: Store,
  { days, now, signal, log }: { days: number; now: Clock; signal: AbortSignal; log: Logger },
): Promise<void> {
  while (!signal.aborted) {
    try {
      await store.purgeHistory(now().getTime() - days * dayMs);
    } catch (error) {
      log.warn({ err: error }, 'old history could not be deleted; it is tried again tomorrow');
    }
    await sleep(dayMs, signal);
  }
}

/** Ends early, without an error, when the signal is aborted. */
async function sleep(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal }).catch(() => undefined);
}

async function loadMetrics({ metrics }: Config, deps: MetricsDeps): Promise<Metrics | undefined> {
  if (!metrics) return undefined;
  const { createMetrics } = await import('./ops/metrics.ts');
  return createMetrics(deps);
}

async function loadErrorReports({ sentryDsn }: Config): Promise<ErrorReports | undefined> {
  if (sentryDsn === undefined) return undefined;
  const { openErrorReports } = await import('./ops/report-errors.ts');
  return openErrorReports({ dsn: sentryDsn, release: `guidepost@${packageVersion()}`, fetch });
}

/** Imported only when it is on: without it, start is faster and memory smaller. */
async function loadReader(
  { reader, contentDir }: Config,
  library: () => Library,
  logger: Logger,
): Promise<Hono | undefined> {
  if (reader === 'off') return undefined;
  const { createReader } = await import('./reader/create-reader.ts');
  return createReader({ library, contentDir, openToNetwork: reader === 'network', logger });
}

function localAddress({ server: { host } }: Config, { port }: HttpServer): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}/`;
}

/** The process from start to exit: its log on standard output, ended by SIGTERM or SIGINT. */
export async function run({ env, now }: Pick<StartOptions, 'env' | 'now'>): Promise<void> {
  const proxy = readProxy(env);
  if (proxy !== undefined) useProxy(proxy);
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
  return [InvalidConfigError, LibraryError, RefusedTokenError, StartError, StoreError].some(
    (kind) => error instanceof kind,
  );
}

if (import.meta.main) await run({ env: readEnv(), now: systemClock });
