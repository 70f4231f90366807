import { pino, type Logger } from 'pino';
import { prettyFactory } from 'pino-pretty';
import type { Config } from './config.ts';
import { createLineRedactor } from './create-redactor.ts';

export interface LoggerDeps {
  readonly level: Config['logLevel'];
  /** Taken out of every line, whatever field or message they are in. */
  readonly secrets: readonly string[];
  /** Lines for people instead of JSON. */
  readonly readable: boolean;
  readonly output: { write(line: string): void };
  /** Takes each line as JSON, too. */
  readonly tap?: ((line: string) => void) | undefined;
}

/**
 * Secrets are removed from the finished line rather than from known fields: an error's message or a
 * library's own log call is then covered too.
 */
export function createLogger({ level, secrets, readable, output, tap }: LoggerDeps): Logger {
  const redact = createLineRedactor(secrets);
  const format = readable
    ? prettyFactory({ colorize: false, translateTime: 'HH:MM:ss' })
    : (line: string): string => line;
  const destination = {
    write(line: string) {
      const redacted = redact(line);
      tap?.(redacted);
      output.write(format(redacted));
    },
  };
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination);
}
