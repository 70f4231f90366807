import { pino, type Logger } from 'pino';
import { prettyFactory } from 'pino-pretty';
import type { LogLevel } from './config.ts';

/** Slack's tokens, wherever they turn up. */
const tokenPattern = /\b(?:xox[a-z]|xapp|xwfp)-[\w-]+/gi;
const redacted = '[redacted]';

export interface LoggerDeps {
  readonly level: LogLevel;
  /** Taken out of every line, whatever field or message they are in. */
  readonly secrets: readonly string[];
  /** Lines for people instead of JSON. */
  readonly readable: boolean;
  readonly output: { write(line: string): void };
}

/**
 * Secrets are removed from the finished line rather than from known fields: an error's message or a
 * library's own log call is then covered too.
 */
export function createLogger({ level, secrets, readable, output }: LoggerDeps): Logger {
  const hide = createRedactor(secrets);
  const format = readable ? prettyFactory({ colorize: false, translateTime: 'HH:MM:ss' }) : asIs;
  const destination = {
    write(line: string) {
      output.write(hide(format(line)));
    },
  };
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination);
}

const asIs = (line: string): string => line;

/** Replaces every secret, plain or as JSON would write it, and everything that looks like a token. */
function createRedactor(secrets: readonly string[]): (line: string) => string {
  const written = secrets
    .filter((secret) => secret.length > 0)
    .flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)]);
  return (line) =>
    written
      .reduce((text, secret) => text.replaceAll(secret, redacted), line)
      .replaceAll(tokenPattern, redacted);
}
