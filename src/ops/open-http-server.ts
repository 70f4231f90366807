import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { methodNotAllowed } from 'hono/method-not-allowed';
import type { Logger } from 'pino';
import { OperatorError } from '../text/operator-error.ts';

export interface HttpServerDeps {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Whoever answers something brings its routes; of two that match, the first answers. */
  readonly routes: readonly Hono[];
  /** How long a request may take to arrive, head and body. */
  readonly requestTimeoutMs?: number;
  readonly log: Logger;
}

export interface HttpServer {
  readonly port: number;
  /**
   * Takes no new request and resolves when the running ones have been answered, or cut after a
   * second: a client that never finishes its request must not keep the process alive.
   */
  readonly close: () => Promise<void>;
}

const closeGraceMs = 1_000;
/** Slack sends a request whole; who sends a byte now and then keeps a connection for nothing. */
const defaultRequestTimeoutMs = 10_000;

/** @throws OperatorError when the port is taken or the host is not one of this machine's. */
export function openHttpServer(deps: HttpServerDeps): Promise<HttpServer> {
  const { host, port, requestTimeoutMs = defaultRequestTimeoutMs } = deps;
  const server = createServer(
    {
      requestTimeout: requestTimeoutMs,
      headersTimeout: requestTimeoutMs,
      connectionsCheckingInterval: requestTimeoutMs / 10,
    },
    createListener(deps),
  );

  return new Promise((resolve, reject) => {
    const refuse = (error: Error): void => {
      const message = `Can't listen on HOST ${host}, PORT ${port}: ${error.message}. Choose another, or end the program that has it.`;
      reject(new OperatorError(message, { cause: error }));
    };
    server.once('error', refuse);
    server.listen(port, host, () => {
      server.off('error', refuse);
      resolve({
        port: (server.address() as AddressInfo).port,
        close: () =>
          new Promise((closed) => {
            // A connection kept alive by the other side would keep the server open for seconds.
            const closeIdle = setInterval(() => {
              server.closeIdleConnections();
            }, 20);
            const cutRest = setTimeout(() => {
              server.closeAllConnections();
            }, closeGraceMs);
            server.close(() => {
              clearInterval(closeIdle);
              clearTimeout(cutRest);
              closed();
            });
            server.closeIdleConnections();
          }),
      });
    });
  });
}

function createListener({ routes, log }: HttpServerDeps): RequestListener {
  const app = new Hono();
  app.use(
    methodNotAllowed({
      app,
      onMethodNotAllowed: (c, methods) => {
        // What was not found may have been compressed; these words are not.
        c.res.headers.delete('Content-Encoding');
        return c.text('Method Not Allowed', 405, { Allow: methods.join(', ') });
      },
    }),
  );
  for (const route of routes) app.route('/', route);
  app.notFound((c) => c.text('Not found\n', 404));
  app.onError((error, c) => {
    log.error({ err: error }, 'a request could not be answered');
    return c.text('Something broke on our side. The log says what.\n', 500);
  });
  const answer = (request: Request, env: object) => app.fetch(withOwnBody(request), env);
  const listen = getRequestListener(answer, {
    // A check of our health may come without a name.
    hostname: 'localhost',
    overrideGlobalObjects: false,
  });
  return (request, response) => void listen(request, response);
}

/**
 * Proxies send on a body in pieces, whose length nobody says before the last. To count them, hono
 * makes another request of it, which it can of Node's own alone, and this isn't one.
 */
function withOwnBody(request: Request): Request {
  const { method, headers } = request;
  if (method === 'GET' || method === 'HEAD' || headers.has('content-length')) return request;
  const { url, body } = request;
  // Node asks for what the type doesn't know.
  return new Request(url, { method, headers, body, ...{ duplex: 'half' } });
}
