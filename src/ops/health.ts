import { Hono } from 'hono';

/** One thing that must be so before people can be served. */
export interface ReadinessCheck {
  readonly name: string;
  /** Undefined when all is well, otherwise what is wrong, in a few words without secrets. */
  problem(): string | undefined;
  /** What needs a look though people are served; told in its place while there is no problem. */
  warning?(): string | undefined;
}

/**
 * `/healthz` (the process runs) and `/readyz` (people are served): 200 or 503, with each check by
 * name. They wait for nothing, so that they answer whatever else is slow.
 */
export function createHealthRoutes(checks: readonly ReadinessCheck[]): Hono {
  const fresh = { 'Cache-Control': 'no-store' };
  const routes = new Hono();
  routes.get('/healthz', (c) => c.json({ status: 'alive' }, 200, fresh));
  routes.get('/readyz', (c) => {
    const isReady = checks.every((check) => check.problem() === undefined);
    const states = checks.map(
      (check) => [check.name, check.problem() ?? check.warning?.() ?? 'ok'] as const,
    );
    return c.json(
      { status: isReady ? 'ready' : 'not ready', ...Object.fromEntries(states) },
      isReady ? 200 : 503,
      fresh,
    );
  });
  return routes;
}
