import type { Logger } from 'pino';
import type { Clock, Timers } from '../ops/clock.ts';
import { listSecrets, parseConfig, parseContent, type Config } from '../ops/config.ts';
import { createLogger } from '../ops/create-logger.ts';
import { packageVersion } from '../ops/package-file.ts';
import type { ErrorReports } from '../ops/report-errors.ts';
import { createAlarm, type Alarm } from '../ops/schedule.ts';
import { loadSources } from '../sources/load-sources.ts';
import type { SourceSettings } from '../sources/source-settings.ts';
import { InvalidSettingsError } from '../text/operator-error.ts';

export interface StartOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: Clock;
  /** Takes the log, a line at a time. */
  readonly output: { write(line: string): void };
  /** A log for people instead of JSON. */
  readonly readableLog: boolean;
}

/** What every part is built with. */
export interface Base {
  readonly env: StartOptions['env'];
  readonly config: Config;
  readonly settings: readonly SourceSettings[];
  readonly now: Clock;
  readonly nowMs: () => number;
  readonly timers: Timers;
  readonly log: Logger;
  /** Rung when there may be something for the jobs to do. */
  readonly alarm: Alarm;
  /** What was opened, closed in reverse. */
  readonly parts: AsyncDisposableStack;
}

export type BaseOptions = StartOptions & Pick<Base, 'timers' | 'parts'>;

/** @throws InvalidSettingsError, with every problem. */
export async function openBase(options: BaseOptions): Promise<Base> {
  const { env, now, output, readableLog, timers, parts } = options;
  const { config, settings } = await readSettings(env);
  const reports = await loadErrorReports(config);
  if (reports !== undefined) parts.defer(reports.close);
  const log = createLogger({
    level: config.logLevel,
    secrets: [...listSecrets(config), ...settings.flatMap((each) => each.secrets)],
    readable: readableLog,
    output,
    tap: reports?.take,
  });
  const alarm = createAlarm(timers.sleep);
  const nowMs = () => now().getTime();
  return { env, config, settings, now, nowMs, timers, log, alarm, parts };
}

/** @throws InvalidSettingsError, with every problem of both. */
async function readSettings(env: StartOptions['env']): Promise<Pick<Base, 'config' | 'settings'>> {
  const [config, settings] = await Promise.allSettled([
    Promise.resolve(env).then(parseConfig),
    loadSources({ ...parseContent(env), env }),
  ]);
  if (config.status === 'fulfilled' && settings.status === 'fulfilled') {
    return { config: config.value, settings: settings.value };
  }
  const [reason, other] = [config, settings].flatMap((each): unknown[] =>
    each.status === 'rejected' ? [each.reason] : [],
  );
  if (!(reason instanceof InvalidSettingsError && other instanceof InvalidSettingsError))
    throw reason;
  throw new InvalidSettingsError(
    'settings',
    [...reason.problems, ...other.problems],
    'Every setting is explained in .env.example, and guidepost.yml in docs/sources.md.',
  );
}

async function loadErrorReports({ sentryDsn }: Config): Promise<ErrorReports | undefined> {
  if (sentryDsn === undefined) return undefined;
  const { openErrorReports } = await import('../ops/report-errors.ts');
  return openErrorReports({ dsn: sentryDsn, release: `guidepost@${packageVersion()}`, fetch });
}
