import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Hono } from 'hono';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** How what is to be said in Slack stands. */
export interface DeliveryFigures {
  readonly counts: readonly {
    readonly kind: string;
    readonly state: string;
    readonly count: number;
  }[];
  /** What waits to be said, and since when the oldest of it is due, in milliseconds since 1970. */
  readonly waiting: number;
  readonly oldestDueAt: number | undefined;
  /** The longest that a digest of the last day came after its hour. */
  readonly latenessMs: number;
}

/** What is looked at when somebody asks for the metrics. */
export interface MetricsDeps {
  readonly now: () => Date;
  readonly library: () => {
    readonly articles: number;
    readonly loadedAt: Date;
    /** How often changed articles could not all be read. */
    readonly failedReloads: number;
  };
  readonly sources: () => readonly { readonly name: string; readonly works: boolean }[];
  /** Why nothing arrives from Slack; undefined when all is well. */
  readonly slackProblem: () => string | undefined;
  readonly deliveries: () => Promise<DeliveryFigures>;
}

export interface HandledRequest {
  /** `command`, `app_mention`, `message`, `block_actions` and so on. */
  readonly surface: string;
  readonly outcome: string;
  readonly ms: number;
}

export interface Metrics {
  readonly requestHandled: (request: HandledRequest) => void;
  readonly slackCalled: (method: string, error: string | undefined) => void;
  /** `/metrics` */
  readonly routes: Hono;
  readonly close: () => void;
}

/** Loaded only when the metrics are on. */
export function createMetrics(deps: MetricsDeps): Metrics {
  const registers = [new Registry()];
  const [registry = new Registry()] = registers;
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: 20 });
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();

  const requests = new Counter({
    name: 'guidepost_requests_total',
    help: 'What people asked and pressed, by surface and outcome',
    labelNames: ['surface', 'outcome'],
    registers,
  });
  const duration = new Histogram({
    name: 'guidepost_request_seconds',
    help: 'From the arrival of a request until it was handled',
    labelNames: ['surface'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });
  const calls = new Counter({
    name: 'guidepost_slack_calls_total',
    help: 'Calls of Slack’s Web API, by method and error',
    labelNames: ['method', 'error'],
    registers,
  });
  const reloads = new Counter({
    name: 'guidepost_reload_failures_total',
    help: 'Times that changed articles could not all be read',
    registers,
  });
  const gauge = (name: string, help: string, ...labelNames: string[]): Gauge =>
    new Gauge({ name, help, labelNames, registers });
  const articles = gauge('guidepost_index_articles', 'Articles that can be found');
  const age = gauge('guidepost_index_age_seconds', 'Since the articles were last read');
  const sources = gauge(
    'guidepost_source_up',
    'Whether a source of articles can be read',
    'source',
  );
  const connected = gauge('guidepost_slack_connected', 'Whether Slack can reach the bot');
  const deliveries = gauge(
    'guidepost_deliveries',
    'What was to be said in Slack and what became of it, as far back as it is kept',
    'kind',
    'state',
  );
  const waiting = gauge('guidepost_outbox_waiting', 'Messages that wait to be sent');
  const oldest = gauge('guidepost_outbox_oldest_seconds', 'How long the oldest of them is due');
  const lateness = gauge(
    'guidepost_digest_lateness_seconds',
    'The longest that a digest of the last day came after its hour',
  );
  const loop = gauge(
    'guidepost_event_loop_delay_seconds',
    'How long work waited for the processor since the last look, 99th percentile',
  );

  async function look(): Promise<void> {
    const now = deps.now().getTime();
    const library = deps.library();
    articles.set(library.articles);
    reloads.reset();
    reloads.inc(library.failedReloads);
    age.set((now - library.loadedAt.getTime()) / 1_000);
    for (const { name, works } of deps.sources()) sources.set({ source: name }, works ? 1 : 0);
    connected.set(deps.slackProblem() === undefined ? 1 : 0);
    loop.set(Number.isNaN(delay.mean) ? 0 : delay.percentile(99) / 1e9);
    delay.reset();
    const figures = await deps.deliveries();
    deliveries.reset();
    for (const { count, ...labels } of figures.counts) deliveries.set(labels, count);
    waiting.set(figures.waiting);
    oldest.set(
      figures.oldestDueAt === undefined ? 0 : Math.max(0, now - figures.oldestDueAt) / 1_000,
    );
    lateness.set(figures.latenessMs / 1_000);
  }

  const routes = new Hono();
  routes.get('/metrics', async (c) => {
    await look();
    return c.body(await registry.metrics(), 200, { 'Content-Type': registry.contentType });
  });
  return {
    requestHandled: ({ surface, outcome, ms }) => {
      requests.inc({ surface, outcome });
      duration.observe({ surface }, ms / 1_000);
    },
    slackCalled: (method, error = '') => {
      calls.inc({ method, error });
    },
    routes,
    close: () => {
      delay.disable();
      registry.clear();
    },
  };
}
