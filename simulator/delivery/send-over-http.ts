import type { Clock } from '../clock.ts';
import type { Delivery, Outgoing, Retry, Send } from './outgoing.ts';
import { signRequest } from './sign-request.ts';

export interface HttpSenderDeps {
  readonly url: string;
  readonly signingSecret: string;
  /** The clock that the receiver compares the signature's time with. */
  readonly wallClock: Clock;
  readonly deadlineMs: number;
}

/** Delivers as Slack does to an app with a request URL: one signed POST. */
export function createHttpSender(deps: HttpSenderDeps): Send {
  return async (outgoing, retry) => {
    const started = performance.now();
    const { contentType, body } = encode(outgoing);
    const seconds = Math.floor(deps.wallClock().getTime() / 1000);
    const finish = (result: Partial<Delivery>): Delivery => ({
      ok: false,
      error: undefined,
      status: undefined,
      body: undefined,
      noRetry: false,
      ms: performance.now() - started,
      sent: outgoing,
      ...result,
    });
    try {
      const response = await fetch(deps.url, {
        method: 'POST',
        body,
        headers: {
          'content-type': contentType,
          'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
          ...signRequest(body, seconds, deps.signingSecret),
          ...retryHeaders(retry),
        },
        redirect: 'manual',
        signal: AbortSignal.timeout(deps.deadlineMs),
      });
      const text = await response.text();
      return finish({
        ok: response.ok,
        error: response.ok ? undefined : 'dispatch_failed',
        status: response.status,
        body: decode(text, response.headers.get('content-type')),
        noRetry: response.headers.get('x-slack-no-retry') === '1',
      });
    } catch (error) {
      const isLate = (error as { name?: unknown }).name === 'TimeoutError';
      return finish({ error: isLate ? 'operation_timeout' : 'dispatch_failed' });
    }
  };
}

function encode(outgoing: Outgoing): { contentType: string; body: string } {
  const form = 'application/x-www-form-urlencoded';
  switch (outgoing.kind) {
    case 'event':
      return { contentType: 'application/json', body: JSON.stringify(outgoing.body) };
    case 'interaction': {
      const fields = new URLSearchParams({ payload: JSON.stringify(outgoing.body) });
      return { contentType: form, body: fields.toString() };
    }
    case 'command': {
      const fields = new URLSearchParams();
      for (const [key, value] of Object.entries(outgoing.body)) fields.set(key, String(value));
      return { contentType: form, body: fields.toString() };
    }
  }
}

function retryHeaders(retry: Retry | undefined): Record<string, string> {
  if (retry === undefined) return {};
  return {
    'x-slack-retry-num': String(retry.attempt),
    'x-slack-retry-reason': retry.reason,
  };
}

function decode(text: string, contentType: string | null): unknown {
  if (text === '') return undefined;
  if (contentType?.includes('application/json') !== true) return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
