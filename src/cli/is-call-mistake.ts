/** True for what `parseArgs` throws when a command was called wrongly; its message says how. */
export function isCallMistake(error: unknown): error is Error {
  return (
    typeof error === 'object' &&
    error !== null &&
    'code' in error &&
    typeof error.code === 'string' &&
    error.code.startsWith('ERR_PARSE_ARGS')
  );
}
