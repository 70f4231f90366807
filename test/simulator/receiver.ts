import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { verifySlackRequest } from './verify-slack-request.ts';
import { readBody } from '../../simulator/http/read-body.ts';
import type { LocalSlack } from '../../simulator/local-slack.ts';

/** What the app under test was sent. */
interface Received {
  readonly headers: IncomingHttpHeaders;
  /** The JSON, the form, or the JSON inside the form's `payload`. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly isSigned: boolean;
}

interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | object;
  readonly afterMs?: number;
}

export interface Receiver {
  readonly received: readonly Received[];
  /** Of the events: their inner part. */
  readonly events: () => readonly Readonly<Record<string, unknown>>[];
  /** The next answers, in order; then 200 again. */
  replyNext(...replies: Reply[]): void;
  close(): Promise<void>;
}

/** An app that answers 200 to everything, unless told otherwise, and remembers it. */
export async function openReceiver(slack: LocalSlack): Promise<Receiver> {
  const received: Received[] = [];
  const replies: Reply[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      const text = await readBody(request);
      const reply = replies.shift() ?? {};
      received.push({
        headers: request.headers,
        body: parse(text, request.headers['content-type'] ?? ''),
        isSigned: verifySlackRequest(request.headers, text, slack.installation.signingSecret),
      });
      if (reply.afterMs !== undefined) await delay(reply.afterMs);
      const { status = 200, headers, body = '' } = reply;
      const isText = typeof body === 'string';
      response.writeHead(
        status,
        isText ? headers : { 'content-type': 'application/json', ...headers },
      );
      response.end(isText ? body : JSON.stringify(body));
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  slack.deliverOverHttp(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  return {
    received,
    events: () => received.map(({ body }) => body['event'] as Readonly<Record<string, unknown>>),
    replyNext: (...next) => {
      replies.push(...next);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

function parse(text: string, type: string): Readonly<Record<string, unknown>> {
  if (type.startsWith('application/json')) return JSON.parse(text) as Record<string, unknown>;
  const { payload, ...fields } = Object.fromEntries(new URLSearchParams(text));
  return payload === undefined ? fields : (JSON.parse(payload) as Record<string, unknown>);
}
