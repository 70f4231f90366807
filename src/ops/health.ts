import type { RequestListener } from 'node:http';

/** One thing that must be so before people can be served. */
export interface ReadinessCheck {
  readonly name: string;
  /** Undefined when all is well, otherwise what is wrong, in a few words without secrets. */
  problem(): string | undefined;
  /** What needs a look though people are served; told in its place while there is no problem. */
  warning?(): string | undefined;
}

/**
 * Answers `/healthz` (the process runs) and `/readyz` (people are served): 200 or 503, with each check
 * by name.
 * @returns undefined for any other path.
 */
export function createHealthRoutes(
  checks: readonly ReadinessCheck[],
): (path: string) => RequestListener | undefined {
  const routes: Readonly<Record<string, () => { ok: boolean; body: object }>> = {
    '/healthz': () => ({ ok: true, body: { status: 'alive' } }),
    '/readyz': () => {
      const ok = checks.every((check) => check.problem() === undefined);
      const states = checks.map(
        (check) => [check.name, check.problem() ?? check.warning?.() ?? 'ok'] as const,
      );
      return { ok, body: { status: ok ? 'ready' : 'not ready', ...Object.fromEntries(states) } };
    },
  };

  return (path) => {
    const route = Object.hasOwn(routes, path) ? routes[path] : undefined;
    if (route === undefined) return undefined;
    return (request, response) => {
      if (request.method !== 'GET' && request.method !== 'HEAD') {
        response.writeHead(405, { allow: 'GET, HEAD' }).end();
        return;
      }
      const { ok, body } = route();
      response.writeHead(ok ? 200 : 503, {
        'content-type': 'application/json; charset=utf-8',
        'cache-control': 'no-store',
      });
      response.end(request.method === 'HEAD' ? undefined : `${JSON.stringify(body)}\n`);
    };
  };
}
