import { describeIssue, formatProblem, type BlockProblem } from '../block-kit/problems.ts';
import type { z } from 'zod';

/** A refusal by the Web API: `{ ok: false, error: code, ...details }`. */
export class SlackError extends Error {
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: string, details: Readonly<Record<string, unknown>> = {}) {
    super(code);
    this.name = 'SlackError';
    this.code = code;
    this.details = details;
  }
}

/** A refusal that says what is wrong where. `invalid_blocks` lists it twice, as Slack does. */
export function withProblems(code: string, problems: readonly BlockProblem[]): SlackError {
  const texts = problems.map(formatProblem);
  const messages = texts.map((text) => `[ERROR] ${text}`);
  return new SlackError(code, {
    ...(code === 'invalid_blocks' ? { errors: texts } : {}),
    response_metadata: { messages },
  });
}

export function invalidArguments(error: z.ZodError): SlackError {
  return withProblems(
    'invalid_arguments',
    error.issues.flatMap((issue) => describeIssue(issue, '')),
  );
}
