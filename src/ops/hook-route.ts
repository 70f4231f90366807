import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';

export interface HookRouteDeps {
  readonly answer: (request: {
    readonly source: string;
    readonly headers: Readonly<Record<string, string | undefined>>;
    readonly body: Uint8Array;
  }) => { readonly status: number; readonly body: string };
  readonly maxBytes: number;
}

/** Hands requests to `/hooks/<source>` over as they came: signatures are over the raw bytes. */
export function createHookRoute({ answer, maxBytes }: HookRouteDeps): Hono {
  const routes = new Hono();
  const limit = bodyLimit({
    maxSize: maxBytes,
    onError: (c) => c.text('That is too much\n', 413, { connection: 'close' }),
  });
  routes.post('/hooks/:source{[a-z0-9-]+}', limit, async (c) => {
    const { status, body } = answer({
      source: c.req.param('source'),
      headers: c.req.header(),
      body: new Uint8Array(await c.req.arrayBuffer()),
    });
    return new Response(body, {
      status,
      headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
    });
  });
  return routes;
}
