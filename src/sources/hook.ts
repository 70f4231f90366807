import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Source } from './source.ts';

/** A request as it came, before anybody has read anything into it. */
export interface HookRequest {
  /** The last part of `/hooks/<source>`. */
  readonly source: string;
  /** By name in small letters. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array;
}

export interface HookAnswer {
  readonly status: number;
  readonly body: string;
}

/** Answers at once; what the push asks for happens afterwards. */
export type AnswerHook = (request: HookRequest) => HookAnswer;

export interface HookSource {
  readonly id: string;
  /** Undefined: nobody may push. */
  readonly secret: string | undefined;
  readonly source: Pick<Source, 'refresh'>;
}

/** The most that is read of a push; a forge cuts its own lists of commits. */
export const maxHookBytes = 5 * 1024 * 1024;
const rememberedPushes = 100;
/** GitHub, Bitbucket, Gitea and whoever signs by hand: HMAC-SHA-256 of the body, in hex. */
const signatureHeaders = [
  'x-hub-signature-256',
  'x-hub-signature',
  'x-gitea-signature',
  'x-signature-256',
  'x-signature',
];

/** Tells sources that somebody pushed. A push that arrives twice is one look. */
export function createHookAnswerer(sources: readonly HookSource[]): AnswerHook {
  const byId = new Map(
    sources.map((source) => [source.id, { ...source, seen: new Set<string>() }]),
  );

  return ({ source: id, headers, body }) => {
    const found = byId.get(id);
    // Which sources there are is nobody's business.
    if (found?.secret === undefined) return { status: 404, body: 'Not found\n' };
    const { secret, source, seen } = found;
    if (!isGenuine(headers, body, secret)) {
      return { status: 401, body: 'The signature is missing or wrong\n' };
    }
    if (headers['x-github-event'] === 'ping') return { status: 200, body: 'Hello\n' };
    const push = createHash('sha256').update(body).digest('base64');
    if (seen.has(push)) return { status: 202, body: 'Known already\n' };
    seen.add(push);
    if (seen.size > rememberedPushes) seen.delete(seen.values().next().value ?? '');
    void source.refresh().then((isDone) => {
      // It may be sent again, and is then tried again.
      if (!isDone) seen.delete(push);
    });
    return { status: 202, body: 'Thank you\n' };
  };
}

/** Everything is compared in constant time, over the bytes as they came. */
function isGenuine(headers: HookRequest['headers'], body: Uint8Array, secret: string): boolean {
  const token = headers['x-gitlab-token'];
  if (token !== undefined) return isEqual(token, secret);
  const given = signatureHeaders.map((name) => headers[name]).find((value) => value !== undefined);
  if (given === undefined) return false;
  const expected = createHmac('sha256', secret).update(body).digest('hex');
  return isEqual(given.replace(/^sha256=/i, '').toLowerCase(), expected);
}

function isEqual(given: string, expected: string): boolean {
  const hash = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(given), hash(expected));
}
