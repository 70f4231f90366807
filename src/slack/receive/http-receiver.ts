import { isValidSlackRequest, type AckFn } from '@slack/bolt';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Logger } from 'pino';
import { z } from 'zod';
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

/** Slack's payloads are far smaller; what is larger is refused before it is read. */
const maxBodyBytes = 1_000_000;
const maxSkewMs = 5 * 60 * 1000;
const timestampHeader = 'x-slack-request-timestamp';
/** What arrives before the start waits for it so long: Slack gives up after three seconds. */
const startsWithinMs = 2_000;

/** Takes Slack's signed requests. Opens no port: whoever has the server asks for the routes. */
export function createHttpReceiver(deps: HttpReceiverDeps): SlackReceiver {
  const { signingSecret, clock, wrap, turn, sleep, log } = deps;
  let processing: ProcessEvent | undefined;
  let isOpen = false;
  const started = Promise.withResolvers<true>();

  const isSigned = (headers: Headers, body: string): boolean => {
    const { [timestampHeader]: timestamp, 'x-slack-signature': signature = '' } = headers;
    const now = clock().getTime();
    // Bolt takes what is dated ahead of us, and what is no number is ahead of nothing.
    if (!(Number(timestamp) * 1_000 <= now + maxSkewMs)) return false;
    return isValidSlackRequest({
      signingSecret,
      body,
      headers: { [timestampHeader]: Number(timestamp), 'x-slack-signature': signature },
      nowMilliseconds: now,
    });
  };

  const take = async (c: Context): Promise<Response> => {
    const isTaken = isOpen || (await Promise.race([started.promise, sleep(startsWithinMs)]));
    if (isTaken !== true) return c.body(null, 503, { connection: 'close' });
    const headers = c.req.header();
    // It may not arrive in the time that the server gives it.
    const body = await c.req.text().catch(() => undefined);
    if (body === undefined) return c.body(null, 400);
    if (!isSigned(headers, body)) return c.body(null, 401);
    const payload = parseBody(headers['content-type'], body);
    if (payload === undefined) return c.body(null, 400);
    if (payload['ssl_check'] !== undefined) return c.body(null);
    if (payload['type'] === 'url_verification') {
      return c.json({ challenge: String(payload['challenge']) });
    }
    await turn();
    return acknowledge(c, payload);
  };

  /** Resolves when it is acknowledged; the work may go on. */
  const acknowledge = (c: Context, body: Record<string, unknown>): Promise<Response> =>
    new Promise((resolve) => {
      /** As Slack reads it: nothing, or a message or view. */
      const ack: AckFn<object> = (answer) => {
        resolve(answer === undefined ? c.body(null) : c.json(answer));
        return Promise.resolve();
      };
      const retryNum = Number(c.req.header('x-slack-retry-num') ?? 0);
      processing?.processEvent({ body, ack, retryNum }).catch((error: unknown) => {
        log.error({ err: error }, 'a request of Slack was not handled');
        // Slack delivers an event again after this.
        resolve(c.body(null, 500));
      });
    });

  const routes = new Hono();
  const limit = bodyLimit({
    maxSize: maxBodyBytes,
    onError: (c) => c.body(null, 413, { connection: 'close' }),
  });
  routes.post('/slack/events', limit, take);
  routes.onError((error, c) => {
    // Anybody can send half of a request: no error of ours.
    log.info({ err: error }, 'a request to Slack’s address was not read');
    return c.body(null, 400);
  });
  return {
    init: (app) => {
      processing = wrap(app);
    },
    start: () => {
      isOpen = true;
      started.resolve(true);
      return Promise.resolve();
    },
    stop: () => Promise.resolve(),
    routes,
    problem: () => undefined,
  };
}

type Headers = Readonly<Record<string, string | undefined>>;

const object = z.record(z.string(), z.unknown());

/** Undefined for what is neither of the two forms that Slack uses. */
function parseBody(type: string | undefined, text: string): z.infer<typeof object> | undefined {
  try {
    if (!type?.startsWith('application/x-www-form-urlencoded'))
      return object.parse(JSON.parse(text));
    const form = Object.fromEntries(new URLSearchParams(text));
    return form['payload'] === undefined ? form : object.parse(JSON.parse(form['payload']));
  } catch {
    return undefined;
  }
}
