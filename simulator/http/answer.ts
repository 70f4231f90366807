import { setTimeout as delay } from 'node:timers/promises';
import type { Fault } from '../faults.ts';

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object goes out as JSON, a string as it is. */
  readonly body: object | string;
}

/** No answer at all: the connection is cut. */
export const cut = Symbol('cut');

export function rateLimited(retryAfterS: number): Answer {
  return {
    status: 429,
    headers: { 'retry-after': String(retryAfterS) },
    body: { ok: false, error: 'ratelimited' },
  };
}

/** Answers a request, or has the planned mishap befall it. */
export async function answerWith(
  fault: Fault | undefined,
  run: () => Answer,
): Promise<Answer | typeof cut> {
  switch (fault?.kind) {
    case undefined:
      return run();
    case 'http':
      if (fault.afterEffect === true) run();
      return { status: fault.status, body: 'The local Slack was told to fail' };
    case 'error':
      if (fault.afterEffect === true) run();
      return { status: 200, body: { ok: false, error: fault.error } };
    case 'drop':
      if (fault.when === 'after') run();
      return cut;
    case 'slow': {
      const answer = run();
      await delay(fault.ms, undefined, { ref: false });
      return answer;
    }
    case 'rateLimited':
      return rateLimited(fault.retryAfterS);
  }
}
