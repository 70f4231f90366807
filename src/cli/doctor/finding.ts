import type { Clock } from '../../ops/clock.ts';
import type { Io } from '../io.ts';

/** What looking needs. */
export interface DoctorDeps extends Pick<Io, 'out' | 'env'> {
  readonly colours: boolean;
  readonly now: Clock;
  readonly fetch: typeof fetch;
  /** Where Slack reaches the bot over HTTP, to be tried. */
  readonly url?: string | undefined;
}

/** One line of the report. */
export interface Finding {
  readonly state: 'ok' | 'warning' | 'problem';
  readonly subject: string;
  readonly words: string;
  readonly mend?: string | undefined;
}

export type Findings = AsyncGenerator<Finding>;

export function ok(subject: string, words: string): Finding {
  return { state: 'ok', subject, words };
}

export function warning(subject: string, words: string, mend: string): Finding {
  return { state: 'warning', subject, words, mend };
}

export function problem(subject: string, words: string, mend?: string): Finding {
  return { state: 'problem', subject, words, mend };
}

/** What lies at the bottom: "fetch failed" says nothing. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.cause instanceof Error) return reasonOf(error.cause);
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join('; ');
  return error.message;
}
