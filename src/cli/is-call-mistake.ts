import { errorCode } from '../content/error-code.ts';

/** True for what `parseArgs` throws when a command was called wrongly; its message says how. */
export function isCallMistake(error: unknown): error is Error {
  return errorCode(error)?.startsWith('ERR_PARSE_ARGS') === true;
}
