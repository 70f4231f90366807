import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';

/** A source that is told of pushes. */
export interface Hook {
  readonly id: string;
  readonly secret: string;
  /** Resolves with whether what is new could be looked up. */
  readonly refresh: () => Promise<boolean>;
}

/** The most that is read of a push; a forge cuts its own lists of commits. */
const maxBodyBytes = 5 * 1024 * 1024;
const rememberedPushes = 100;
/** GitHub, Bitbucket, Gitea and whoever signs by hand: HMAC-SHA-256 of the body, in hex. */
const signatureHeaders = [
  'x-hub-signature-256',
  'x-hub-signature',
  'x-gitea-signature',
  'x-signature-256',
  'x-signature',
];

/**
 * `/hooks/<source>` tells a source that somebody pushed. It answers at once; what the push asks for
 * happens afterwards, and a push that arrives twice is one look.
 */
export function createHookRoutes(hooks: readonly Hook[]): Hono {
  const byId = new Map(hooks.map((hook) => [hook.id, { ...hook, seen: new Set<string>() }]));
  const routes = new Hono();
  const limit = bodyLimit({
    maxSize: maxBodyBytes,
    onError: (c) => c.text('That is too much\n', 413, { connection: 'close' }),
  });
  routes.post('/hooks/:source{[a-z0-9-]+}', limit, async (c) => {
    c.header('cache-control', 'no-store');
    const found = byId.get(c.req.param('source'));
    // Which sources there are is nobody's business.
    if (found === undefined) return c.text('Not found\n', 404);
    const { secret, refresh, seen } = found;
    const body = new Uint8Array(await c.req.arrayBuffer());
    if (!isGenuine(c.req.header(), body, secret)) {
      return c.text('The signature is missing or wrong\n', 401);
    }
    if (c.req.header('x-github-event') === 'ping') return c.text('Hello\n');
    const push = createHash('sha256').update(body).digest('base64');
    if (seen.has(push)) return c.text('Known already\n', 202);
    seen.add(push);
    if (seen.size > rememberedPushes) seen.delete(seen.values().next().value ?? '');
    void refresh().then((isDone) => {
      // It may be sent again, and is then tried again.
      if (!isDone) seen.delete(push);
    });
    return c.text('Thank you\n', 202);
  });
  return routes;
}

/** Everything is compared in constant time, over the bytes as they came. */
function isGenuine(
  headers: Readonly<Record<string, string | undefined>>,
  body: Uint8Array,
  secret: string,
): boolean {
  const token = headers['x-gitlab-token'];
  if (token !== undefined) return isEqual(token, secret);
  const given = signatureHeaders.map((name) => headers[name]).find((value) => value !== undefined);
  if (given === undefined) return false;
  const expected = createHmac('sha256', secret).update(body).digest('hex');
  return isEqual(given.replace(/^sha256=/i, '').toLowerCase(), expected);
}

function isEqual(given: string, expected: string): boolean {
  const hash = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(given), hash(expected));
}
