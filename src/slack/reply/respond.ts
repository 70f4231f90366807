import type { Logger } from 'pino';
import type { Message } from './message.ts';
import {
  rateLimited,
  RespondError,
  sayOrPlain,
  type SlackFailure,
  sortSlackCode,
  sortSlackError,
} from './slack-errors.ts';

export type Fetch = typeof fetch;

/**
 * Where an answer to a command or a button goes: below it, for the person alone; in the place of the
 * message whose button was pressed; or into the conversation, for everybody there.
 */
export type AnswerPlace = 'below' | 'inPlace' | 'forAll';

export type Respond = (message: Message, place?: AnswerPlace) => Promise<void>;

export interface RespondDeps {
  readonly fetch: Fetch;
  readonly url: string;
  readonly sleep: (ms: number) => Promise<void>;
  readonly log: Logger;
}

/** Whoever gives up too early sends the answer twice. */
const timeoutMs = 10_000;
/** Three attempts leave two of the five uses for what else is to be said. */
const retryDelaysMs = [1_000, 3_000] as const;
const maxWaitMs = 30_000;

/**
 * Sends answers to a command's or a button's response URL (5 uses within 30 minutes). What Slack did
 * not take is sent again. Of unknown outcome, only words for one person are, and once: those twice are
 * better than none, while a channel must not read anything twice, and nobody three times.
 */
export function createRespond({ fetch, url, sleep, log }: RespondDeps): Respond {
  const deliver = async (body: Body): Promise<void> => {
    let isUncertain = false;
    for (const delayMs of retryDelaysMs) {
      const failure = await send(fetch, url, body);
      if (failure === undefined) return;
      const waitMs = waitBeforeNext(failure, body, delayMs);
      const mayBeThereTwice = isUncertain && failure.kind === 'unknown';
      if (waitMs === undefined || mayBeThereTwice) throw new RespondError(failure);
      isUncertain ||= failure.kind === 'unknown';
      await sleep(waitMs);
    }
    const failure = await send(fetch, url, body);
    if (failure !== undefined) throw new RespondError(failure);
  };

  return (message, place = 'below') => {
    const options = {
      response_type: place === 'forAll' ? 'in_channel' : 'ephemeral',
      replace_original: place === 'inPlace',
      unfurl_links: false,
      unfurl_media: false,
      mrkdwn: false,
    } as const;
    return sayOrPlain(message, (words) => deliver({ ...options, ...words }), log);
  };
}

interface Body {
  readonly response_type: 'ephemeral' | 'in_channel';
  readonly text: string;
  readonly blocks?: Message['blocks'];
}

/** Undefined when sending again is no use, or could do harm. */
function waitBeforeNext(
  { kind, afterMs = 0 }: SlackFailure,
  body: Body,
  delayMs: number,
): number | undefined {
  const isHarmless = kind === 'retry' || (kind === 'unknown' && body.response_type === 'ephemeral');
  return isHarmless && afterMs <= maxWaitMs ? afterMs || delayMs : undefined;
}

async function send(fetch: Fetch, url: string, body: Body): Promise<SlackFailure | undefined> {
  let response: Response;
  try {
    response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(timeoutMs),
    });
  } catch (error) {
    return sortSlackError(error);
  }
  if (response.status === 429) {
    const seconds = Number(response.headers.get('retry-after') ?? NaN);
    return rateLimited(Number.isFinite(seconds) ? seconds * 1_000 : undefined);
  }
  // Slack answers "ok", or an error code in JSON or bare, with a status of 200 or 4xx: (?) which, when.
  const answer = await response.text().catch(() => '');
  const code =
    /"error"\s*:\s*"([a-z_]+)"/.exec(answer)?.[1] ?? /^[a-z]+_[a-z_]+$/.exec(answer)?.[0];
  if (code !== undefined) return sortSlackCode(code);
  if (response.ok) return undefined;
  return { kind: 'unknown', reason: `http_${response.status}` };
}
