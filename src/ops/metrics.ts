import { Hono } from 'hono';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** How what is to be said in Slack stands. */
export interface DeliveryFigures {
  readonly counts: readonly { kind: string; state: string; count: number }[];
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
  const registry = new Registry();
  const registers = [registry];
  // Among them how long work waits for the processor: nodejs_eventloop_lag_p99_seconds.
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: 20 });

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
  new Counter({
    name: 'guidepost_reload_failures_total',
    help: 'Times that changed articles could not all be read',
    registers,
    collect() {
      this.reset();
      this.inc(deps.library().failedReloads);
    },
  });
  const gauge = (name: string, help: string, read: () => number): void => {
    const collect = function (this: Gauge) {
      this.set(read());
    };
    new Gauge({ name, help, registers, collect });
  };
  const age = (since: number): number => Math.max(0, deps.now().getTime() - since) / 1_000;
  gauge('guidepost_index_articles', 'Articles that can be found', () => deps.library().articles);
  gauge('guidepost_index_age_seconds', 'Since the articles were last read', () =>
    age(deps.library().loadedAt.getTime()),
  );
  gauge('guidepost_slack_connected', 'Whether Slack can reach the bot', () =>
    deps.slackProblem() === undefined ? 1 : 0,
  );
  new Gauge({
    name: 'guidepost_source_up',
    help: 'Whether a source of articles can be read',
    labelNames: ['source'],
    registers,
    collect() {
      for (const { name, works } of deps.sources()) this.set({ source: name }, works ? 1 : 0);
    },
  });
  let figures: DeliveryFigures | undefined;
  new Gauge({
    name: 'guidepost_deliveries',
    help: 'What was to be said in Slack and what became of it, as far back as it is kept',
    labelNames: ['kind', 'state'],
    registers,
    collect() {
      this.reset();
      for (const { count, ...labels } of figures?.counts ?? []) this.set(labels, count);
    },
  });
  gauge('guidepost_outbox_waiting', 'Messages that wait to be sent', () => figures?.waiting ?? 0);
  gauge('guidepost_outbox_oldest_seconds', 'How long the oldest of them is due', () =>
    figures?.oldestDueAt === undefined ? 0 : age(figures.oldestDueAt),
  );
  gauge(
    'guidepost_digest_lateness_seconds',
    'The longest that a digest of the last day came after its hour',
    () => (figures?.latenessMs ?? 0) / 1_000,
  );

  const routes = new Hono();
  routes.get('/metrics', async (c) => {
    figures = await deps.deliveries();
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
      registry.clear();
    },
  };
}
