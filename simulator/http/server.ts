import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SocketHub } from '../delivery/socket-hub.ts';
import { cut, type Answer } from './answer.ts';
import { readBody } from './read-body.ts';

export interface ServerDeps {
  readonly sockets: SocketHub;
  readonly handleApi: (request: IncomingMessage, body: string) => Promise<Answer | typeof cut>;
  readonly handleResponseUrl: (path: string, body: string) => Promise<Answer | typeof cut>;
}

/** The HTTP face: the Web API, response URLs and the way in for sockets. */
export function createHttpServer(deps: ServerDeps): Server {
  const server = createServer((request, response) => {
    answer(request, deps)
      .then((result) => {
        send(result, request, response);
      })
      .catch((error: unknown) => {
        send({ status: 500, body: `Bug in the local Slack: ${String(error)}` }, request, response);
      });
  });
  server.on('upgrade', (request, socket, head) => {
    deps.sockets.handleUpgrade(request, socket, head);
  });
  return server;
}

/** Listens on loopback and nothing else. Returns the origin. */
export async function listen(server: Server, port: number): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function answer(request: IncomingMessage, deps: ServerDeps): Promise<Answer | typeof cut> {
  const body = await readBody(request);
  const path = new URL(request.url ?? '/', 'http://localhost').pathname;
  if (path.startsWith('/api/')) return deps.handleApi(request, body);
  const isReply = /^\/(commands|actions)\//.test(path) && request.method === 'POST';
  return isReply ? deps.handleResponseUrl(path, body) : { status: 404, body: 'Not found' };
}

function send(
  result: Answer | typeof cut,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  if (result === cut) {
    request.socket.destroy();
    return;
  }
  const { status, headers, body } = result;
  const isText = typeof body === 'string';
  const type = isText ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8';
  response.writeHead(status, { 'content-type': type, ...headers });
  response.end(isText ? body : JSON.stringify(body));
}
