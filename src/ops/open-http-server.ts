import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { StartError } from './start-error.ts';

export interface HttpServerDeps {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** The listener for a path, asked in this order; the first that has one answers. */
  readonly routes: readonly ((path: string) => RequestListener | undefined)[];
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

/** @throws StartError when the port is taken or the host is not one of this machine's. */
export function openHttpServer({ host, port, routes }: HttpServerDeps): Promise<HttpServer> {
  const server = createServer((request, response) => {
    const path = pathOf(request.url);
    for (const route of routes) {
      const listener = route(path);
      if (listener !== undefined) {
        listener(request, response);
        return;
      }
    }
    response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('Not found\n');
  });

  return new Promise((resolve, reject) => {
    const refuse = (error: Error): void => {
      const message = `Cannot listen on HOST ${host}, PORT ${port}: ${error.message}`;
      reject(new StartError(message, { cause: error }));
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

/** The path without its query, as sent: what cannot be read as an address is no path of ours. */
function pathOf(url: string | undefined): string {
  return URL.parse(url ?? '', 'http://localhost')?.pathname ?? '';
}
