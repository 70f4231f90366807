import { OperatorError } from '../text/operator-error.ts';

/** The database cannot be used; the message says what to do and holds no secret. */
export class StoreError extends OperatorError {}

/** What went wrong, in the words of whatever it was. */
export function messageOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(messageOf).join('; ');
  return error instanceof Error ? error.message : String(error);
}
