import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { AckFn, ReceiverEvent } from '@slack/bolt';
import type { Logger } from 'pino';
import type { ProcessEvent, SlackReceiver, WrapProcessing } from './ack-after-work.ts';

export interface HttpReceiverDeps {
  readonly signingSecret: string;
  /** The machine's own: Slack signs by the real time. */
  readonly clock: () => Date;
  readonly wrap: WrapProcessing;
  /** Resolves when the next request may begin: between two of them, connections are accepted. */
  readonly turn: () => Promise<void>;
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  readonly log: Logger;
}

const slackPath = '/slack/events';
/** Slack's payloads are far smaller; what is larger is refused before it is read. */
const maxBodyBytes = 1_000_000;
const maxSkewS = 300;
/** What arrives before the start waits for it so long: Slack gives up after three seconds. */
const startsWithinMs = 2_000;

/** Takes Slack's signed requests. Opens no port: whoever has the server asks for `route`. */
export function createHttpReceiver(deps: HttpReceiverDeps): SlackReceiver {
  const { signingSecret, clock, wrap, turn, sleep, log } = deps;
  let processing: ProcessEvent | undefined;
  let isOpen = false;
  const started = Promise.withResolvers<undefined>();

  const isSigned = (request: IncomingMessage, body: Buffer): boolean => {
    const timestamp = request.headers['x-slack-request-timestamp'];
    const signature = request.headers['x-slack-signature'];
    if (typeof timestamp !== 'string' || typeof signature !== 'string') return false;
    const skewS = Math.abs(clock().getTime() / 1_000 - Number(timestamp));
    // Also what is no number: only a small skew is one that is accepted.
    if (!(skewS <= maxSkewS)) return false;
    const hmac = createHmac('sha256', signingSecret).update(`v0:${timestamp}:`).update(body);
    const expected = Buffer.from(`v0=${hmac.digest('hex')}`);
    const given = Buffer.from(signature);
    return given.length === expected.length && timingSafeEqual(given, expected);
  };

  const take = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await readBody(request);
    if (typeof body === 'number') {
      end(response, body, { connection: 'close' });
      return;
    }
    if (!isSigned(request, body)) {
      end(response, 401);
      return;
    }
    const payload = parseBody(request.headers['content-type'], body);
    if (payload === undefined) {
      end(response, 400);
    } else if (payload['ssl_check'] !== undefined) {
      end(response, 200);
    } else if (payload['type'] === 'url_verification') {
      endWith(response, { challenge: payload['challenge'] });
    } else {
      const ack: AckFn<unknown> = (answer) => {
        endWith(response, answer);
        return Promise.resolve();
      };
      await turn();
      await processing?.processEvent({ body: payload, ack, ...retryOf(request) });
    }
  };

  const serve: RequestListener = (request, response) => {
    if (!isOpen) {
      end(response, 503, { connection: 'close' });
      return;
    }
    if (request.method !== 'POST') {
      end(response, 405, { allow: 'POST' });
      return;
    }
    take(request, response).catch((error: unknown) => {
      log.error({ err: error }, 'a request of Slack was not handled');
      // Slack delivers an event again after this.
      if (!response.headersSent) end(response, 500);
    });
  };

  const listen: RequestListener = (request, response) => {
    if (isOpen) {
      serve(request, response);
      return;
    }
    void Promise.race([started.promise, sleep(startsWithinMs)]).then(() => {
      serve(request, response);
    });
  };

  return {
    init: (app) => {
      processing = wrap(app);
    },
    start: () => {
      isOpen = true;
      started.resolve(undefined);
      return Promise.resolve();
    },
    stop: () => Promise.resolve(),
    route: (path) => (path === slackPath ? listen : undefined),
    problem: () => undefined,
  };
}

/** The whole body, or the status that tells why it is not read. */
function readBody(request: IncomingMessage): Promise<Buffer | number> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= maxBodyBytes) chunks.push(chunk);
      else resolve(413);
    });
    request.on('end', () => {
      resolve(Buffer.concat(chunks));
    });
    request.on('error', reject);
    // Also when it did not arrive in the time that the server gives it.
    request.on('close', () => {
      resolve(400);
    });
  });
}

/** Undefined for what is neither of the two forms that Slack uses. */
function parseBody(type: string | undefined, body: Buffer): Record<string, unknown> | undefined {
  const text = body.toString('utf8');
  try {
    if (!type?.startsWith('application/x-www-form-urlencoded')) return toRecord(JSON.parse(text));
    const form = Object.fromEntries(new URLSearchParams(text));
    return form['payload'] === undefined ? form : toRecord(JSON.parse(form['payload']));
  } catch {
    return undefined;
  }
}

function toRecord(value: unknown): Record<string, unknown> | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return value as Record<string, unknown>;
}

function retryOf({ headers }: IncomingMessage): Pick<ReceiverEvent, 'retryNum' | 'retryReason'> {
  const [number, reason] = [headers['x-slack-retry-num'], headers['x-slack-retry-reason']];
  return {
    ...(typeof number === 'string' && { retryNum: Number(number) }),
    ...(typeof reason === 'string' && { retryReason: reason }),
  };
}

function end(response: ServerResponse, status: number, headers: Record<string, string> = {}): void {
  response.writeHead(status, headers).end();
}

/** As Slack reads an acknowledgement: nothing, text, or a message or view as JSON. */
function endWith(response: ServerResponse, answer: unknown): void {
  // With its length known, head and body leave in one piece.
  if (answer === undefined || answer === '') end(response, 200);
  else if (typeof answer === 'string') response.end(answer);
  else {
    response.setHeader('content-type', 'application/json; charset=utf-8');
    response.end(JSON.stringify(answer));
  }
}
