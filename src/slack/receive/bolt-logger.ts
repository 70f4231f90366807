import { LogLevel, type Logger as BoltLogger } from '@slack/bolt';
import type { Logger } from 'pino';

/**
 * Bolt's log lines in ours. Its debug lines hold whole payloads, which are people's words, and are
 * dropped at every level.
 */
export function createBoltLogger(log: Logger): BoltLogger {
  const write =
    (level: 'info' | 'warn' | 'error') =>
    (...parts: readonly unknown[]): void => {
      const detail = parts.map((part) => (part instanceof Error ? part.message : String(part)));
      log[level]({ library: 'slack', detail: detail.join(' ') }, 'message from the Slack library');
    };
  return {
    debug: () => undefined,
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    setLevel: () => undefined,
    getLevel: () => LogLevel.INFO,
    setName: () => undefined,
  };
}
