import type { Hono } from 'hono';
import type { Logger } from 'pino';
import { systemClock } from '../ops/clock.ts';
import type { Config } from '../ops/config.ts';
import { createHealthRoutes, type ReadinessCheck } from '../ops/health.ts';
import type { Metrics, MetricsDeps } from '../ops/metrics.ts';
import { openHttpServer, type HttpServer } from '../ops/open-http-server.ts';
import { readProxy } from '../ops/proxy.ts';
import { createRunningWork, createTurns, type RunningWork } from '../ops/running-work.ts';
import { ackAfterWork, type WrapProcessing } from '../slack/receive/ack-after-work.ts';
import { createBoltLogger } from '../slack/receive/bolt-logger.ts';
import { createHttpReceiver } from '../slack/receive/http-receiver.ts';
import { createSocketReceiver } from '../slack/receive/socket-receiver.ts';
import { createHookRoutes } from '../sources/hook-routes.ts';
import type { Store } from '../store/open-store.ts';
import type { Articles } from './open-articles.ts';
import type { Base } from './open-base.ts';

/** Where requests arrive: those of Slack, of browsers, of whoever watches. */
export type Port = Awaited<ReturnType<typeof openPort>>;

export async function openPort(base: Base, articles: Articles, database: Store) {
  const { config, env, timers, now, log, parts } = base;
  const { library, sources, meaningWarning } = articles;
  const running = createRunningWork(timers.sleep);
  const boltLogger = createBoltLogger(log);
  const { transport, apiUrl } = config.slack;
  const shared = { wrap: countWork(running, log), sleep: timers.sleep, log };
  const sockets = { apiUrl, proxy: readProxy(env), boltLogger, random: Math.random };
  const receiver =
    transport.kind === 'http'
      ? createHttpReceiver({ ...shared, ...transport, clock: systemClock, turn: createTurns() })
      : createSocketReceiver({ ...shared, ...transport, ...sockets });
  const life: { phase: 'starting' | 'stopping' | undefined } = { phase: 'starting' };
  const slackProblem = () => life.phase ?? receiver.problem();
  const checks: ReadinessCheck[] = [
    { name: 'index', problem: () => findIndexProblem(articles), warning: library.warning },
    { name: 'slack', problem: slackProblem },
    ...(meaningWarning
      ? [{ name: 'meaning', problem: () => undefined, warning: meaningWarning }]
      : []),
  ];
  const metrics = await loadMetrics(config, {
    now,
    library: () => ({
      articles: library.current().articles.length,
      loadedAt: articles.loadedAt(),
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
  const hooks = createHookRoutes(
    sources.flatMap(({ hook }) => hook ?? []),
    log,
  );
  const reader = await loadReader(config, articles);
  const slack = receiver.routes;
  const routes = [createHealthRoutes(checks), slack, hooks, metrics?.routes, reader].filter(
    (each) => each !== undefined,
  );
  const server = await openHttpServer({ ...config.server, routes, log });
  parts.defer(server.close);
  const address = localAddress(config, server);
  if (reader !== undefined) sayWhoReads(config, address, log);
  return {
    ...{ receiver, running, boltLogger, metrics },
    /** What `/readyz` asks; parts that come later add theirs. */
    checks,
    /** What the bot is about to do, while it can take no requests of Slack's. */
    life,
    port: server.port,
    /** The address of the articles as pages, where they are served. */
    articlesAt: reader && `${address}articles/`,
  };
}

function findIndexProblem({ library }: Articles): string | undefined {
  return library.problem() ?? (library.current().articles.length > 0 ? undefined : 'empty');
}

/** Events are acknowledged when they are done; all that is under way can be waited for. */
function countWork(running: RunningWork, log: Logger): WrapProcessing {
  return (app) => {
    const inner = ackAfterWork(app, log);
    return { processEvent: (event) => running.track(() => inner.processEvent(event)) };
  };
}

async function loadMetrics({ metrics }: Config, deps: MetricsDeps): Promise<Metrics | undefined> {
  if (!metrics) return undefined;
  const { createMetrics } = await import('../ops/metrics.ts');
  return createMetrics(deps);
}

/** Imported only when it is on: without it, start is faster and memory smaller. */
async function loadReader(
  { reader }: Config,
  { library: { current, readFile, deadLinks }, reviews }: Articles,
): Promise<Hono | undefined> {
  if (reader === 'off') return undefined;
  const { createReader } = await import('../reader/create-reader.ts');
  const openToNetwork = reader === 'network';
  const articles = { library: current, readFile, deadLinks, reviews };
  return createReader({ ...articles, openToNetwork });
}

function sayWhoReads({ reader }: Config, address: string, log: Logger): void {
  if (reader === 'network') {
    log.warn('the reader is open to the network: whoever reaches this port reads every article');
  } else {
    log.info({ address }, 'articles can be read on this machine');
  }
}

function localAddress({ server: { host } }: Config, { port }: HttpServer): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}/`;
}
