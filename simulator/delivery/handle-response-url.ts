import type { Faults } from '../faults.ts';
import { answerWith, cut, type Answer } from '../http/answer.ts';
import type { Parts } from '../parts.ts';
import type { Traffic } from '../traffic.ts';
import { SlackError } from '../web-api/slack-error.ts';
import { applyReply } from './reply.ts';

export interface ResponseUrlHandlerDeps {
  readonly parts: Parts;
  readonly faults: Faults;
  readonly traffic: Traffic;
}

/** Answers a POST to a response URL: `ok` in plain text, or an error with a status that is not 2xx. */
export function createResponseUrlHandler({ parts, faults, traffic }: ResponseUrlHandlerDeps) {
  return async (path: string, body: string): Promise<Answer | typeof cut> => {
    const started = performance.now();
    const reply = parse(body);
    const args = typeof reply === 'object' && reply !== null ? { ...reply } : {};
    const answer = await answerWith(faults.take('response_url', args), () => respond(path, reply));
    traffic.record({
      from: 'bot',
      kind: 'responseUrl',
      name: 'response_url',
      request: reply,
      response: answer === cut ? undefined : answer.body,
      status: answer === cut ? undefined : answer.status,
      ms: performance.now() - started,
    });
    return answer;
  };

  function respond(path: string, reply: unknown): Answer {
    const target = parts.responseUrls.use(path);
    // People report 404 for both; Slack's documentation gives no status (?).
    if (typeof target === 'string') return { status: 404, body: { ok: false, error: target } };
    try {
      applyReply(reply, target, parts);
      return { status: 200, body: 'ok' };
    } catch (error) {
      if (!(error instanceof SlackError)) throw error;
      // As incoming webhooks answer (?).
      return { status: 400, body: { ok: false, error: error.code, ...error.details } };
    }
  }
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}
