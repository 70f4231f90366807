import type { IncomingMessage } from 'node:http';
import type { Faults } from '../faults.ts';
import { answerWith, cut, rateLimited, type Answer } from '../http/answer.ts';
import type { Parts } from '../parts.ts';
import type { Traffic } from '../traffic.ts';
import { allMethods } from './all-methods.ts';
import { authorize } from './authorize.ts';
import type { Arguments, ApiMethod } from './method.ts';
import type { RateLimits } from './rate-limits.ts';
import { readApiRequest, type ApiRequest } from './read-request.ts';
import { SlackError } from './slack-error.ts';

export interface ApiHandlerDeps {
  readonly parts: Parts;
  readonly faults: Faults;
  readonly traffic: Traffic;
  readonly rateLimits: RateLimits;
}

/** Answers `/api/METHOD`. A refusal is status 200 and `ok: false`, as in Slack. */
export function createApiHandler({ parts, faults, traffic, rateLimits }: ApiHandlerDeps) {
  return async (request: IncomingMessage, body: string): Promise<Answer | typeof cut> => {
    const started = performance.now();
    const name = /^\/api\/([^/?]+)/.exec(request.url ?? '')?.[1] ?? '';
    const read = attempt(() => readApiRequest(request, body));
    const args = read instanceof SlackError ? {} : read.args;
    const answer = await answerWith(faults.take(name, args), () =>
      read instanceof SlackError ? refuse(read) : call(name, read),
    );
    traffic.record({
      from: 'bot',
      kind: 'webApi',
      name,
      request: args,
      response: answer === cut ? undefined : answer.body,
      status: answer === cut ? undefined : answer.status,
      ms: performance.now() - started,
    });
    return answer;
  };

  function call(name: string, { token, args }: ApiRequest): Answer {
    const method = allMethods.get(name);
    if (method === undefined) {
      return { status: 200, body: { ok: false, error: 'unknown_method', req_method: name } };
    }
    const waitS = rateLimits.check(method, args);
    if (waitS > 0) return rateLimited(waitS);
    const headers = {
      'x-oauth-scopes': [...parts.installation.scopes].join(','),
      'x-accepted-oauth-scopes': method.scopes.join(','),
    };
    const result = attempt(() => run(method, token, args));
    return result instanceof SlackError
      ? { ...refuse(result), headers }
      : { status: 200, headers, body: { ok: true, ...result } };
  }

  function run(method: ApiMethod, token: string | undefined, args: Arguments): object {
    authorize(method, token, parts.installation);
    return method.run(args, parts);
  }
}

function refuse({ code, details }: SlackError): Answer {
  return { status: 200, body: { ok: false, error: code, ...details } };
}

/** Slack's refusals as values; a bug stays an exception. */
function attempt<T>(act: () => T): T | SlackError {
  try {
    return act();
  } catch (error) {
    if (error instanceof SlackError) return error;
    throw error;
  }
}
