import { randomUUID } from 'node:crypto';
import { setFlagsFromString } from 'node:v8';
import type { Logger } from 'pino';
import { pickExamples } from './answers/examples.ts';
import { endsWithin, systemClock, systemTimers, type Timers } from './ops/clock.ts';
import { openLimits } from './ops/limits.ts';
import { useProxy } from './ops/proxy.ts';
import { readEnv } from './ops/read-env.ts';
import { connectSlack } from './start/connect-slack.ts';
import { openArticles } from './start/open-articles.ts';
import { openBase, type Base, type StartOptions } from './start/open-base.ts';
import { openPort } from './start/open-port.ts';
import { startWork } from './start/start-work.ts';
import { openStore, type Store } from './store/open-store.ts';
import { OperatorError } from './text/operator-error.ts';

/** All of stopping: whoever asks for it kills us soon after. */
const stopWithinMs = 9_500;

export interface Guidepost {
  /** Where health is told, and in HTTP mode Slack listened to. */
  readonly port: number;
  readonly log: Logger;
  /** Questions to begin with. */
  readonly examples: () => readonly string[];
  /** Takes no new work, finishes what is running, lets go of everything. Safe to call twice. */
  readonly stop: () => Promise<void>;
}

/**
 * Builds the parts and puts them together; they are closed in the reverse order.
 * @throws OperatorError
 */
export async function start({
  timers = systemTimers,
  ...options
}: StartOptions & { readonly timers?: Timers }): Promise<Guidepost> {
  const parts = new AsyncDisposableStack();
  try {
    const base = await openBase({ ...options, timers, parts });
    const { config, log } = base;
    const articles = await openArticles(base);
    const limits = await openLimits({ ...config.limits, database: config.database, log });
    parts.defer(limits.close);
    const database = await openDatabase(base);
    parts.defer(database.close);
    const port = await openPort(base, articles, database);
    // The port answers while articles are read: whoever watches sees how far it is.
    await articles.load();
    const slack = await connectSlack(base, port);
    startWork({ base, articles, port, slack, database, limits });
    port.life.phase = undefined;
    await port.receiver.start();
    const { transport } = config.slack;
    const ready = { transport: transport.kind, port: port.port, team: slack.identity.teamId };
    log.info(ready, 'Guidepost is ready');
    const stop = async (): Promise<void> => {
      const isClosed = await endsWithin(parts.disposeAsync(), stopWithinMs, timers.sleep);
      if (!isClosed) log.warn('stopped before everything was closed');
    };
    const examples = () => pickExamples(articles.current());
    return { port: port.port, log, examples, stop };
  } catch (error) {
    await parts.disposeAsync();
    throw error;
  }
}

function openDatabase({ config, nowMs, log }: Base): Promise<Store> {
  return openStore(config.database, {
    now: nowMs,
    newId: randomUUID,
    onProblem: (error) => {
      log.warn({ err: error }, 'something in the database is amiss, and everything else goes on');
    },
  });
}

/**
 * The process from start to exit: its log on standard output, ended by SIGTERM or SIGINT. Resolves when it's
 * ready, or with nothing when it can't start.
 */
export async function run({
  env,
  now,
}: Pick<StartOptions, 'env' | 'now'>): Promise<Guidepost | undefined> {
  useProxy(env);
  let guidepost: Guidepost | undefined;
  // From the beginning: reaching Slack can take long, and as the first process of a container a
  // program without a listener never notices the signal.
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      guidepost?.log.info({ signal }, 'stopping');
      void (guidepost?.stop() ?? Promise.resolve()).then(() => {
        guidepost?.log.info('stopped');
        process.exit(0);
      });
    });
  }

  try {
    guidepost = await start({
      env,
      now,
      output: process.stdout,
      readableLog: process.stdout.isTTY,
    });
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
    return undefined;
  }

  // In service old garbage is collected sooner than V8 would: docs/decisions/0017.
  setFlagsFromString('--heap-growing-percent=60');

  const { log } = guidepost;
  const exitAfterBug = (kind: string) => (error: unknown) => {
    log.fatal({ err: error }, kind);
    process.exit(1);
  };
  process.on('unhandledRejection', exitAfterBug('a promise was rejected and nobody noticed'));
  process.on('uncaughtException', exitAfterBug('an error was thrown and nobody noticed'));
  return guidepost;
}

if (import.meta.main) await run({ env: readEnv(), now: systemClock });
