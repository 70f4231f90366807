import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Logger as BoltLogger } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import type { Hono } from 'hono';
import type { Logger } from 'pino';
import type { Answer } from './answers/answer.ts';
import { createRecordLibrary, planDueRuns, restoreStopped } from './digest/digest-jobs.ts';
import type { RestoreDeps } from './digest/restore-stopped.ts';
import { nameSource, type NamedSource } from './library/named-source.ts';
import { LibraryError, openLibrary, type OpenedLibrary } from './library/open-library.ts';
import { readParserVersion } from './library/parser-version.ts';
import { systemClock, systemTimers, type Clock, type Timers } from './ops/clock.ts';
import { InvalidConfigError, listSecrets, parseConfig, type Config } from './ops/config.ts';
import { createLogger } from './ops/create-logger.ts';
import type { Meaning } from './meaning/meaning.ts';
import { countCalls } from './ops/count-calls.ts';
import { createHealthRoutes, type ReadinessCheck } from './ops/health.ts';
import { createHookRoute } from './ops/hook-route.ts';
import { openLimits } from './ops/limits.ts';
import type { Metrics, MetricsDeps } from './ops/metrics.ts';
import { openHttpServer, type HttpServer } from './ops/open-http-server.ts';
import { packageVersion } from './ops/package-file.ts';
import { readProxy, useProxy } from './ops/proxy.ts';
import { readEnv } from './ops/read-env.ts';
import type { ErrorReports } from './ops/report-errors.ts';
import { createRunningWork, type RunningWork } from './ops/running-work.ts';
import { createAlarm, every, startSchedule } from './ops/schedule.ts';
import { StartError } from './ops/start-error.ts';
import { createOutbox } from './outbox/outbox.ts';
import { createPacer } from './outbox/pacer.ts';
import { createSlackApp } from './slack/app/create-slack-app.ts';
import { createReplyKind } from './slack/ask/addressed-message.ts';
import { createAnswerer } from './slack/ask/answer-request.ts';
import { shareKind } from './slack/ask/share-article.ts';
import { createDigestListeners } from './slack/digest/create-digest-listeners.ts';
import { listManagers } from './slack/digest/digest-caller.ts';
import { createDigestKinds } from './slack/digest/digest-kinds.ts';
import { isChannelMended } from './slack/digest/is-mended.ts';
import { createRenderDigest } from './slack/digest/render-digest-for.ts';
import { createInstallationWatch } from './slack/install/watch-installation.ts';
import { listMissingScopes } from './slack/install/scopes.ts';
import { ackAfterWork, type WrapProcessing } from './slack/receive/ack-after-work.ts';
import { createBoltLogger } from './slack/receive/bolt-logger.ts';
import { createReceiver } from './slack/receive/create-receiver.ts';
import { identifyBot, RefusedTokenError } from './slack/receive/identify-bot.ts';
import { createPeople } from './slack/receive/people.ts';
import { createSight } from './slack/receive/sight.ts';
import { createLinkTo } from './slack/reply/article-links.ts';
import { createRespond } from './slack/reply/respond.ts';
import { createSlackSender } from './slack/reply/slack-sender.ts';
import { canAskOwner } from './slack/upkeep/ask-owner.ts';
import { createUpkeep } from './slack/upkeep/create-upkeep.ts';
import { createIsEditor } from './slack/upkeep/editors.ts';
import { createGaps } from './slack/upkeep/gaps.ts';
import { openStore, type Store } from './store/open-store.ts';
import { createHookAnswerer, maxHookBytes, type HookSource } from './sources/hook.ts';
import { InvalidSourcesError, loadSources } from './sources/load-sources.ts';
import { listSourceSecrets, type SourceSettings } from './sources/source-settings.ts';
import { StoreError } from './store/store-error.ts';

/** How long running work may take to finish when we are asked to stop, and all of it together. */
const drainTimeoutMs = 8_000;
const stopWithinMs = 9_500;
const slackTimeoutMs = 10_000;
// Reading history is allowed less often than posting: about 50 times a minute.
const searchesPerMinute = 45;
const hourMs = 60 * 60 * 1000;
const dayMs = 24 * hourMs;
/** Nobody has an answer's buttons before them for longer, and Slack delivers nothing again. */
const rememberMs = 7 * dayMs;

export interface StartOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: Clock;
  /** Takes the log, a line at a time. */
  readonly output: { write(line: string): void };
  /** A log for people instead of JSON. */
  readonly readableLog: boolean;
  readonly timers?: Timers;
}

export interface Guidepost {
  /** Where health is told, and in HTTP mode Slack listened to. */
  readonly port: number;
  readonly log: Logger;
  /** Takes no new work, finishes what is running, lets go of everything. Safe to call twice. */
  readonly stop: () => Promise<void>;
}

/**
 * Builds the parts and puts them together; they are closed in the reverse order.
 * @throws InvalidConfigError, InvalidSourcesError, LibraryError, RefusedTokenError, StoreError or StartError with words for whoever starts the bot.
 */
export async function start(options: StartOptions): Promise<Guidepost> {
  const { env, now, output, readableLog, timers = systemTimers } = options;
  const config = parseConfig(env);
  const settings = await loadSources({ ...config, env });
  const reports = await loadErrorReports(config);
  const log = createLogger({
    level: config.logLevel,
    secrets: [...listSecrets(config), ...listSourceSecrets(settings)],
    readable: readableLog,
    output,
    tap: reports?.take,
  });
  const { elapsed, sleep } = timers;
  const nowMs = () => now().getTime();
  const parts = new AsyncDisposableStack();
  if (reports !== undefined) parts.defer(reports.close);
  let phase: string | undefined = 'starting';

  try {
    const alarm = createAlarm(sleep);
    const meaning = await loadMeaning(config, timers, log);
    if (meaning !== undefined) parts.defer(() => meaning.close());
    let loadedAt = now();
    const sources = openSources(settings, { env, dataDir: config.dataDir, sleep, log });
    const library = openLibrary({
      sources,
      cacheDir: join(config.dataDir, 'articles'),
      parserVersion: readParserVersion(),
      onChange: () => {
        loadedAt = now();
        meaning?.update(library.current().articles);
        alarm.ring();
      },
      log,
    });
    parts.defer(library.close);
    const limits = await openLimits({ ...config.limits, databaseUrl: config.databaseUrl, log });
    parts.defer(limits.close);
    const database = await openDatabase(config, nowMs, log);
    parts.defer(database.close);

    const running = createRunningWork();
    const boltLogger = createBoltLogger(log);
    const { apiUrl, transport, botToken } = config.slack;
    const wrap = countWork(running, log);
    const receiver = createReceiver({
      transport,
      apiUrl,
      proxy: readProxy(env),
      boltLogger,
      wrap,
      clock: systemClock,
      random: Math.random,
      sleep,
      log,
    });
    const current = () => ({
      ...library.current(),
      nearTo: meaning && ((question: string) => meaning.nearTo(question)),
    });
    const reader = await loadReader(config, library, log);
    const slackProblem = () => phase ?? receiver.problem();
    const checks: ReadinessCheck[] = [
      {
        name: 'index',
        problem: () =>
          library.problem() ?? (library.current().index.size > 0 ? undefined : 'empty'),
        warning: library.warning,
      },
      { name: 'slack', problem: slackProblem },
    ];
    const metrics = await loadMetrics(config, {
      now,
      library: () => ({
        articles: library.current().articles.length,
        loadedAt,
        failedReloads: library.failedReloads(),
      }),
      sources: () =>
        sources.map(({ settings: { id }, source }) => ({
          name: id || config.contentDir,
          works: source.problem() === undefined,
        })),
      slackProblem,
      deliveries: database.figures,
    });
    if (metrics !== undefined) parts.defer(metrics.close);
    const hooks = createHookRoute({
      answer: createHookAnswerer(sources.flatMap(toHookSource)),
      maxBytes: maxHookBytes,
    });
    const routes = [createHealthRoutes(checks), hooks, metrics?.routes, reader].filter(
      (each) => each !== undefined,
    );
    const server = await openHttpServer({ ...config.server, slack: receiver.route, routes, log });
    parts.defer(server.close);
    sayWhoReads(config, server, reader, log);
    // The port answers while articles are read: whoever watches sees how far it is.
    await library.loaded;
    meaning?.update(library.current().articles);

    const client = createClient(config, boltLogger, metrics);
    const identity = await identifyBot({ client, log, sleep });
    const { teamId, botUserId } = identity;
    for (const { scope, loss } of listMissingScopes(identity.scopes)) {
      log.warn({ scope }, `a permission was not granted, so ${loss}`);
    }
    const installation = createInstallationWatch({ client, sleep, log });
    parts.defer(installation.close);
    checks.push({ name: 'installation', problem: installation.problem });
    const store = database.forWorkspace(teamId);
    const people = createPeople({ client, now, log });
    const lookUpSight = createSight({ client, people, policy: config.sight, teamId, now, log });
    const linkTo = createLinkTo(config.articleBaseUrl ?? (reader && articlesAt(config, server)));
    const gaps = createGaps({
      store,
      library: current,
      isEditor: createIsEditor(client, config.editors, log),
      isOn: config.gaps.isOn,
      now: nowMs,
      track: (work) => running.track(work),
      log,
    });
    const answerUpkeep = {
      canAskOwner: (answer: Answer) => canAskOwner(library.current(), config.topicOwners, answer),
      keepsGaps: gaps.isOn,
      onAsked: gaps.onAsked,
    };
    const answerer = createAnswerer({
      library: current,
      linkTo,
      people,
      upkeep: answerUpkeep,
      now,
    });
    const respondTo = (url: string) => createRespond({ fetch, url, sleep, log });
    const upkeep = createUpkeep({
      client,
      store,
      library: current,
      answerer,
      topicOwners: config.topicOwners,
      lookUpSight,
      teamId,
      respondTo,
      gaps,
      gapsDays: config.gaps.days,
      wake: alarm.ring,
      now,
    });
    const renderDigest = createRenderDigest({ people, linkTo, now });
    const { policy, postsPerMinute } = config.digest;
    const managers = () => listManagers(client, policy, log);
    const articles = () => library.current().articles;
    const isMended: RestoreDeps['isMended'] = (...channel) => isChannelMended(client, ...channel);

    const searchPacer = createPacer(timers, searchesPerMinute);
    const outbox = createOutbox({
      store,
      sender: createSlackSender({ client, now, log }),
      kinds: {
        ...createDigestKinds({ store, articles, renderDigest, now: nowMs, managers, log }),
        reply: createReplyKind({ client, answerer, lookUpSight, botUserId, randomBytes, log }),
        share: shareKind,
        ...upkeep.kinds,
      },
      now: nowMs,
      random: Math.random,
      clock: timers,
      pacer: createPacer(timers, postsPerMinute),
      searchPacer,
      wake: alarm.ring,
      log,
    });
    const digests = createDigestListeners({
      client,
      store,
      isMended,
      wake: alarm.ring,
      policy,
      lookUpSight,
      managers,
      teamId,
      library: library.current,
      renderDigest,
      now,
      newId: randomUUID,
      log,
    });
    createSlackApp({
      receiver,
      identity: { ...identity, botToken },
      client,
      apiUrl,
      command: config.command,
      installation,
      requestHandled: metrics?.requestHandled,
      admit: (userId) => limits.admit(teamId, userId),
      teamId,
      lookUpSight,
      library: library.current,
      answerer,
      respondTo,
      outbox,
      store,
      digests,
      features: upkeep.features,
      sleep,
      now,
      randomBytes,
      log,
      boltLogger,
    });
    const schedule = startSchedule({
      jobs: [
        createRecordLibrary(store, articles, nowMs),
        () => planDueRuns(store, nowMs, alarm.ring, log),
        outbox.work,
        every(hourMs, elapsed, (signal) =>
          restoreStopped({ store, isMended, now: nowMs }, searchPacer.turn, signal),
        ),
        every(hourMs, elapsed, () => store.purge(nowMs() - rememberMs)),
        every(hourMs, elapsed, () => {
          const before = nowMs() - config.gaps.days * dayMs;
          return store.purgeUpkeep(before, config.gaps.isOn ? before : nowMs());
        }),
        every(dayMs, elapsed, () => database.purgeHistory(nowMs() - config.retentionDays * dayMs)),
      ],
      alarm,
      log,
    });
    checks.push({ name: 'digests', problem: () => outbox.problem() ?? schedule.problem() });
    parts.defer(async () => {
      await receiver.stop();
    });
    parts.defer(async () => {
      phase = 'stopping';
      receiver.stopIntake();
      // What is on its way is running work too, and has no longer than that.
      void running.track(() => Promise.all([schedule.stop(), outbox.stop()]));
      if (!(await running.drain(drainTimeoutMs))) log.warn('stopped before all work was done');
    });
    phase = undefined;
    await receiver.start();
    const { port } = server;
    log.info({ transport: transport.kind, port, team: teamId }, 'Guidepost is ready');
    return { port, log, stop: () => closeInTime(parts) };
  } catch (error) {
    await parts.disposeAsync();
    throw error;
  }
}

/** Whoever asked us to stop kills us soon after. */
async function closeInTime(parts: AsyncDisposableStack): Promise<void> {
  const closed = new AbortController();
  const late = systemTimers.sleep(stopWithinMs, closed.signal);
  await Promise.race([parts.disposeAsync(), late]).finally(() => {
    closed.abort();
  });
}

/** Events are acknowledged when they are done; all that is under way can be waited for. */
function countWork(running: RunningWork, log: Logger): WrapProcessing {
  return (app) => {
    const inner = ackAfterWork(app, log);
    return { processEvent: (event) => running.track(() => inner.processEvent(event)) };
  };
}

function createClient(
  { slack }: Config,
  logger: BoltLogger,
  metrics: Metrics | undefined,
): WebClient {
  return new WebClient(slack.botToken, {
    slackApiUrl: slack.apiUrl,
    logger,
    // A post that is sent again on its own may arrive twice; who calls decides what to do.
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: slackTimeoutMs,
    ...(metrics !== undefined && { fetch: countCalls(fetch, metrics.slackCalled) }),
  });
}

function sayWhoReads(
  config: Config,
  server: HttpServer,
  reader: Hono | undefined,
  log: Logger,
): void {
  if (config.reader === 'network') {
    log.warn('the reader is open to the network: whoever reaches this port reads every article');
  } else if (reader !== undefined) {
    log.info({ address: localAddress(config, server) }, 'articles can be read on this machine');
  }
}

interface OpenSourcesDeps {
  readonly env: StartOptions['env'];
  readonly dataDir: string;
  readonly sleep: Timers['sleep'];
  readonly log: Logger;
}

function openSources(
  sources: readonly SourceSettings[],
  { env, dataDir, sleep, log }: OpenSourcesDeps,
): readonly NamedSource[] {
  const copiesDir = join(dataDir, 'sources');
  return sources.map((settings) =>
    nameSource(settings, { copiesDir, env, sleep, random: Math.random, log }),
  );
}

function toHookSource({ settings: { id, place }, source }: NamedSource): readonly HookSource[] {
  return place.kind === 'git' ? [{ id, secret: place.hookSecret, source }] : [];
}

function openDatabase(
  { dataDir, databaseUrl }: Config,
  now: () => number,
  log: Logger,
): Promise<Store> {
  return openStore(
    databaseUrl === undefined
      ? { kind: 'sqlite', dataDir }
      : { kind: 'postgres', url: databaseUrl },
    {
      now,
      newId: randomUUID,
      onIdleError: (error) => {
        log.warn({ err: error }, 'a connection to the database broke');
      },
    },
  );
}

/** The model, or the words for how to add it. */
async function loadMeaning(
  { semantic, dataDir }: Config,
  { elapsed, sleep }: Timers,
  log: Logger,
): Promise<Meaning | undefined> {
  if (semantic.kind === 'off') return undefined;
  const { openMeaning } = await import('./meaning/open-meaning.ts');
  const path = join(dataDir, 'articles', 'meaning.vectors');
  return openMeaning({ semantic, path, fetch, elapsed, sleep, random: Math.random, log });
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
  { current, readFile }: OpenedLibrary,
  logger: Logger,
): Promise<Hono | undefined> {
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

function articlesAt(config: Config, server: HttpServer): string {
  return `${localAddress(config, server)}articles/`;
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
