import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { PostgresDialect } from 'kysely';
import pg from 'pg';
import { pino } from 'pino';
import type { Article } from '../../src/content/article.ts';
import type { DigestStore } from '../../src/digest/digest-store.ts';
import { type DigestSchedule, startSchedule, tokenRefused } from '../../src/digest/schedule.ts';
import { openStoreOver, type Store, type StoreLocation } from '../../src/store/open-store.ts';
import { createSqliteDialect } from '../../src/store/sqlite-dialect.ts';
import { createCrashableDialect } from './crashable-dialect.ts';
import type { FakeSlack } from './fake-slack.ts';
import type { VirtualTime } from './virtual-time.ts';

export interface DigestProcess {
  readonly isAlive: () => boolean;
  /** Once it has started, and until it dies. */
  readonly store: () => DigestStore | undefined;
  readonly schedule: () => DigestSchedule | undefined;
  /** As `kill -9` does it: at once, or in the middle of the step after so many more of the database. */
  readonly crash: (when?: { readonly steps: number; readonly before: boolean }) => void;
  /** As SIGTERM does it. */
  readonly stop: () => void;
}

export interface DigestProcessDeps {
  readonly location: StoreLocation;
  readonly slack: FakeSlack;
  readonly time: VirtualTime;
  readonly now: () => number;
  readonly random: () => number;
  readonly newId: () => string;
  readonly articles: () => readonly Article[];
  /** Told of errors that nobody planned for. */
  readonly onError: (error: unknown) => void;
}

/** A process of its own as far as digests go: own connections, own schedule, own death. */
export function startDigestProcess(deps: DigestProcessDeps): DigestProcess {
  const { location, slack, time, now, random, newId } = deps;
  const database = openDatabase(location);
  const silence = new Promise<never>(() => undefined);
  let alive = true;
  let crashAt: { steps: number; before: boolean } | undefined;
  let store: Store | undefined;
  let schedule: DigestSchedule | undefined;

  const isAlive = (): boolean => alive;
  const crash = (): void => {
    alive = false;
    database.breakOff();
  };

  const dialect = createCrashableDialect(database.dialect, async (step) => {
    if (!alive) return silence;
    const crashHere = crashAt !== undefined && crashAt.steps-- <= 0;
    if (crashHere && crashAt?.before) {
      crash();
      return silence;
    }
    try {
      const result = await time.work(() => database.attempt(step));
      if (crashHere) crash();
      return isAlive() ? result : await silence;
    } catch (error) {
      if (isAlive()) throw error;
      return await silence;
    }
  });

  const sleep = (ms: number, signal: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      const wake = (): void => {
        cancel();
        signal.removeEventListener('abort', wake);
        if (alive) resolve();
      };
      const cancel = time.after(ms, wake);
      if (signal.aborted) wake();
      else signal.addEventListener('abort', wake);
    });

  const reportError = (line: string): void => {
    if (!line.includes(tokenRefused)) deps.onError(new Error(line));
  };

  const begin = async (): Promise<void> => {
    store = await openStoreOver(dialect, database.engine, { now, newId });
    schedule = startSchedule({
      store: store.forWorkspace('T1'),
      sender: slack.connect({ isAlive, now }),
      articles: deps.articles,
      now,
      random,
      managers: () => Promise.resolve(['U9']),
      // Slow, so that deliveries wait for their turn while other things happen.
      postsPerMinute: 12,
      log: pino({ level: 'error' }, { write: reportError }),
      clock: { elapsed: time.elapsed, sleep },
    });
  };
  begin().catch(deps.onError);

  return {
    isAlive,
    store: () => (alive ? store?.forWorkspace('T1') : undefined),
    schedule: () => (alive ? schedule : undefined),
    crash: (when) => {
      if (when) crashAt = { ...when };
      else if (alive) crash();
    },
    stop: () => {
      const end = async (): Promise<void> => {
        await schedule?.stop();
        await store?.close();
        alive = false;
      };
      end().catch(deps.onError);
    },
  };
}

function openDatabase(location: StoreLocation) {
  if (location.kind === 'sqlite') {
    const file = new DatabaseSync(path.join(location.dataDir, 'guidepost.db'), { timeout: 0 });
    // The disk is not what is tested here: the process dies, not the machine.
    file.exec('pragma journal_mode = wal; pragma synchronous = off; pragma foreign_keys = on');
    return {
      engine: 'sqlite' as const,
      dialect: createSqliteDialect(file),
      // Really other processes would wait in SQLite for each other. Here they share one thread.
      attempt: async <T>(step: () => Promise<T>): Promise<T> => {
        for (;;) {
          try {
            return await step();
          } catch (error) {
            if (!String(error).includes('database is locked')) throw error;
            await new Promise(setImmediate);
          }
        }
      },
      breakOff: () => {
        file.close();
      },
    };
  }
  const types = new pg.TypeOverrides();
  types.setTypeParser(pg.types.builtins.INT8, Number);
  const pool = new pg.Pool({ connectionString: location.url, types });
  const sockets = new Set<{ destroy: () => void }>();
  pool.on('connect', (client) => {
    sockets.add(
      (client as unknown as { connection: { stream: { destroy: () => void } } }).connection.stream,
    );
    client.on('error', () => undefined);
  });
  pool.on('error', () => undefined);
  return {
    engine: 'postgres' as const,
    dialect: new PostgresDialect({ pool }),
    attempt: <T>(step: () => Promise<T>) => step(),
    breakOff: () => {
      for (const socket of sockets) socket.destroy();
    },
  };
}
