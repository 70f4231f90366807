import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { isLoopbackHost } from '../src/reader/loopback-host.ts';
import { actionSchema } from './act.ts';
import type { PageFiles } from './build-page.ts';
import type { Demo } from './demo.ts';

const requestSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('act'), as: z.string(), action: actionSchema }),
  z.object({
    kind: z.literal('advance'),
    minutes: z
      .number()
      .int()
      .positive()
      .max(60 * 24 * 366),
  }),
  z.object({ kind: z.literal('advanceToDigest') }),
  z.object({ kind: z.literal('failNextPost') }),
  z.object({ kind: z.literal('restartBot') }),
]);

const maxBodyBytes = 100_000;
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data: https:; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

export interface PageServer {
  readonly address: string;
  close(): Promise<void>;
}

/** Serves the workspace to browsers on this machine. */
export async function openPageServer(
  demo: Demo,
  { port, files }: { port: number; files: PageFiles },
): Promise<PageServer> {
  const server = createServer((request, response) => {
    answer(demo, files, request, response).catch((error: unknown) => {
      const message = error instanceof Error ? error.message : String(error);
      if (response.headersSent) response.destroy();
      else sendJson(response, 400, { notice: message });
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

async function answer(
  demo: Demo,
  files: PageFiles,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  response.setHeader('Content-Security-Policy', policy);
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Cache-Control', 'no-store');
  if (!isLoopbackHost(request.headers.host)) {
    sendJson(response, 403, { notice: 'This page is for this machine alone.' });
    return;
  }
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
  switch (`${request.method} ${pathname}`) {
    case 'GET /api/workspace':
      sendJson(response, 200, demo.view(searchParams.get('as') ?? ''));
      return;
    case 'GET /api/traffic':
      sendJson(response, 200, demo.traffic(Number(searchParams.get('after') ?? 0)));
      return;
    case 'GET /api/changes':
      streamChanges(demo, request, response);
      return;
    case 'POST /api':
      sendJson(response, 200, await handle(demo, await readBody(request)));
      return;
  }
  const file = request.method === 'GET' ? files.get(pathname) : undefined;
  if (file === undefined) sendJson(response, 404, { notice: 'There’s nothing here.' });
  else response.writeHead(200, { 'Content-Type': file.type }).end(file.body);
}

async function handle(demo: Demo, body: unknown): Promise<unknown> {
  const request = requestSchema.parse(body);
  switch (request.kind) {
    case 'act':
      return demo.act(request.as, request.action);
    case 'advance':
      demo.advance(request.minutes);
      return {};
    case 'advanceToDigest':
      return demo.advanceToDigest();
    case 'failNextPost':
      demo.failNextPost();
      return {};
    case 'restartBot':
      await demo.restartBot();
      return {};
  }
}

/** One line a change: the page then asks for what it shows. */
function streamChanges(demo: Demo, request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200, { 'Content-Type': 'text/event-stream' });
  response.write('data: now\n\n');
  let timer: NodeJS.Timeout | undefined;
  const stop = demo.subscribe(() => {
    timer ??= setTimeout(() => {
      timer = undefined;
      response.write('data: now\n\n');
    }, 25);
  });
  request.once('close', () => {
    stop();
    clearTimeout(timer);
  });
}

/** Only JSON: a form on another site cannot send that without being asked first. */
async function readBody(request: IncomingMessage): Promise<unknown> {
  if (request.headers['content-type'] !== 'application/json') throw new Error('Send JSON.');
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxBodyBytes) throw new Error('That is too long.');
    chunks.push(chunk);
  }
  return JSON.parse(Buffer.concat(chunks).toString()) as unknown;
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}
