import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Logger } from 'pino';

/** A source that is told of pushes. */
export interface Hook {
  readonly id: string;
  readonly secret: string;
  /** Looks once more, however many ask meanwhile. Never rejects. */
  readonly refresh: () => Promise<unknown>;
}

const refused =
  'a push was refused: its signature is missing or wrong; where it comes from, give it the secret that "hook" names (more of them are not logged until a genuine one comes)';
/** The most that is read of a push; a forge cuts its own lists of commits. */
const maxBodyBytes = 5 * 1024 * 1024;
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
 * happens afterwards.
 */
export function createHookRoutes(hooks: readonly Hook[], log: Logger): Hono {
  const byId = new Map(hooks.map((hook) => [hook.id, hook]));
  /** Whose refusals the log has told of: anybody can send more of them. */
  const told = new Set<string>();
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
    const { id, secret, refresh } = found;
    const body = new Uint8Array(await c.req.arrayBuffer());
    if (!isGenuine(c.req.header(), body, secret)) {
      if (!told.has(id)) log.warn({ source: id }, refused);
      told.add(id);
      return c.text('The signature is missing or wrong\n', 401);
    }
    told.delete(id);
    if (c.req.header('x-github-event') === 'ping') return c.text('Hello\n');
    void refresh();
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
