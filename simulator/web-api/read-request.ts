import type { IncomingMessage } from 'node:http';
import type { Arguments } from './method.ts';
import { SlackError } from './slack-error.ts';

export interface ApiRequest {
  readonly token: string | undefined;
  readonly args: Arguments;
}

/** The token and the arguments, from a form, JSON or the query. Throws `SlackError` for a bad body. */
export function readApiRequest(request: IncomingMessage, body: string): ApiRequest {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const type = request.headers['content-type'] ?? '';
  const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  const query = Object.fromEntries(url.searchParams);
  if (type.startsWith('application/json')) {
    // A token inside JSON is not looked at.
    return { token: bearer, args: { ...query, ...parseJsonBody(body) } };
  }
  if (body !== '' && !type.startsWith('application/x-www-form-urlencoded')) {
    throw new SlackError(type === '' ? 'missing_post_type' : 'invalid_post_type');
  }
  const { token, ...args } = { ...query, ...Object.fromEntries(new URLSearchParams(body)) };
  return { token: bearer ?? token, args };
}

function parseJsonBody(body: string): Arguments {
  try {
    const parsed = JSON.parse(body === '' ? '{}' : body) as unknown;
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) {
      return { ...parsed };
    }
  } catch {
    throw new SlackError('invalid_json');
  }
  throw new SlackError('json_not_object');
}
