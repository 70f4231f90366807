import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { setImmediate } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Library } from '../answers/library.ts';
import { createEdition, type Edition } from './edition.ts';
import { findResource } from './find-resource.ts';
import type { ReadFile } from './load-image.ts';
import { isLoopbackHost } from './loopback-host.ts';
import { parseRoute } from './parse-route.ts';
import { sendResource } from './send-resource.ts';

export interface ReaderDeps {
  /** The library of this moment; pages follow when it is replaced. */
  readonly library: () => Library;
  /** Pictures in articles come from here. */
  readonly contentDir: string;
  /** Those that do not lie there, as in a repository. */
  readonly readFile?: ReadFile;
  /** False: only requests addressed to this machine by a loopback name are answered. */
  readonly openToNetwork: boolean;
  readonly logger: Logger;
}

const maxPrepared = 200;

/** No script ever, nothing from elsewhere, in nobody's frame, in no search engine. */
const headers: ReadonlyMap<string, string> = new Map([
  [
    'Content-Security-Policy',
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  ],
  ['X-Content-Type-Options', 'nosniff'],
  ['Referrer-Policy', 'no-referrer'],
  ['Cross-Origin-Resource-Policy', 'same-origin'],
  ['X-Robots-Tag', 'noindex'],
]);

/** Serves the library as pages. It answers every request that it is given. */
export function createReader(deps: ReaderDeps): RequestListener {
  const { library, openToNetwork, logger } = deps;
  let edition: Edition | undefined;

  function logFailure(error: unknown): void {
    logger.error({ err: error }, 'A page could not be made');
  }

  function currentEdition(): Edition {
    const current = library();
    if (edition?.library !== current) {
      edition = createEdition(current);
      prepare(edition).catch(logFailure);
    }
    return edition;
  }

  // The first page of each kind takes longest, so nobody waits for it: one page a turn of the event
  // loop, which leaves room for everything else the process does.
  async function prepare(fresh: Edition): Promise<void> {
    for (const { slug } of fresh.library.articles.slice(0, maxPrepared)) {
      await setImmediate();
      if (edition !== fresh) return;
      fresh.article(slug);
    }
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.setHeaders(headers as Map<string, string>);
    if (!openToNetwork && !isLoopbackHost(request.headers.host)) {
      refuse(response, 403, 'These pages are for this machine alone.');
      return;
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('Allow', 'GET, HEAD');
      refuse(response, 405, 'These pages can only be read.');
      return;
    }
    const route = parseRoute(request.url ?? '/');
    const found = await findResource(route, currentEdition(), deps);
    if (found.kind === 'resource') {
      sendResource(request, response, found.resource);
      return;
    }
    response.setHeader('Location', found.path);
    refuse(response, 308, `This page is at ${found.path}`);
  }

  currentEdition();
  return (request, response) => {
    answer(request, response).catch((error: unknown) => {
      logFailure(error);
      if (response.headersSent) response.destroy();
      else refuse(response, 500, 'Something broke on our side. The log says what.');
    });
  };
}

function refuse(response: ServerResponse, status: number, reason: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' }).end(`${reason}\n`);
}
