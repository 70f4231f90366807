import { createHmac } from 'node:crypto';
import { z } from 'zod';

export interface SlackAccess {
  readonly fetch: typeof fetch;
  /** Ends with `/`. */
  readonly apiUrl: string;
}

/** What Slack says to one call, whatever it says. */
export interface SlackAnswer {
  readonly error: string | undefined;
  readonly body: Readonly<Record<string, unknown>>;
  /** What the token may do. */
  readonly scopes: readonly string[];
  /** Slack's clock, in milliseconds since 1970. */
  readonly at: number | undefined;
}

const timeoutMs = 10_000;
const answerSchema = z.looseObject({ ok: z.boolean(), error: z.string().optional() });

/** @throws what `fetch` throws when Slack cannot be reached, and when the answer is not Slack's. */
export async function callSlack(
  { fetch, apiUrl }: SlackAccess,
  method: string,
  token: string,
): Promise<SlackAnswer> {
  const response = await fetch(`${apiUrl}${method}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    signal: AbortSignal.timeout(timeoutMs),
  });
  const parsed = answerSchema.safeParse(await response.json().catch(() => undefined));
  if (!parsed.success) throw new Error(`HTTP ${response.status}, and not in Slack's words`);
  const { ok, error, ...body } = parsed.data;
  const date = Date.parse(response.headers.get('date') ?? '');
  return {
    error: ok ? undefined : (error ?? 'unknown_error'),
    body,
    scopes: (response.headers.get('x-oauth-scopes') ?? '').split(',').map((scope) => scope.trim()),
    at: Number.isNaN(date) ? undefined : date,
  };
}

/** Opens a socket at the address that Slack gave, until Slack says hello. */
export async function greetSocket(url: string): Promise<void> {
  const socket = new WebSocket(url);
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  const fail = (why: string) => () => {
    reject(new Error(why));
  };
  const timer = setTimeout(fail('Slack said nothing for 10 seconds'), timeoutMs);
  socket.addEventListener('message', resolve);
  socket.addEventListener('error', fail('the connection failed'));
  socket.addEventListener('close', fail('the connection was closed'));
  try {
    await promise;
  } finally {
    clearTimeout(timer);
    socket.close();
  }
}

/** Sends what Slack sends to a new address, signed with our secret. A bot sends the challenge back. */
export async function probeAddress(
  fetch: SlackAccess['fetch'],
  { address, signingSecret, now }: { address: string; signingSecret: string; now: Date },
): Promise<number> {
  const body = JSON.stringify({ type: 'url_verification', challenge: 'guidepost' });
  const timestamp = Math.floor(now.getTime() / 1_000);
  const signature = createHmac('sha256', signingSecret)
    .update(`v0:${timestamp}:${body}`)
    .digest('hex');
  const { status } = await fetch(address, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      'x-slack-request-timestamp': String(timestamp),
      'x-slack-signature': `v0=${signature}`,
    },
    redirect: 'manual',
    signal: AbortSignal.timeout(timeoutMs),
  });
  return status;
}
