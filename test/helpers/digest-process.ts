import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { PostgresDialect } from 'kysely';
import pg from 'pg';
import { pino } from 'pino';
import type { Article } from '../../src/content/article.ts';
import { createRecordLibrary, planDueRuns, restoreStopped } from '../../src/digest/digest-jobs.ts';
import { loadDigest } from '../../src/digest/load-digest.ts';
import { createAlarm, every, type Schedule, startSchedule } from '../../src/ops/schedule.ts';
import { createOutbox, type Outbox, tokenRefused } from '../../src/outbox/outbox.ts';
import { createPacer } from '../../src/outbox/pacer.ts';
import { createChannelChanges } from '../../src/slack/digest/channel-changes.ts';
import { createDigestKinds } from '../../src/slack/digest/digest-kinds.ts';
import { renderNotice } from '../../src/slack/reply/notice.ts';
import type { StoreLocation } from '../../src/store/open-dialect.ts';
import { openStoreOver, type Store, type WorkspaceStore } from '../../src/store/open-store.ts';
import { createSqliteDialect } from '../../src/store/sqlite-dialect.ts';
import { noticeKind, planNotices } from '../../src/upkeep/plan-notices.ts';
import { createCrashableDialect } from './crashable-dialect.ts';
import type { FakeSlack } from './fake-slack.ts';
import { makeArticle } from './make-article.ts';
import type { VirtualTime } from './virtual-time.ts';

/** Somebody who always owns something that is due, and is asked about it once a month. */
const owner = {
  library: () => ({ articles: [] }),
  book: { listDue: () => [{ article: makeArticle(), day: '2026-01-01' }] },
  contactOf: () => Promise.resolve({ kind: 'user', id: 'U1' } as const),
  refresh: () => Promise.resolve(),
};
export const noticeLateAfterMs = 14 * 24 * 60 * 60 * 1000;

export interface DigestProcess {
  readonly isAlive: () => boolean;
  /** Once it has started, and until it dies. */
  readonly store: () => WorkspaceStore | undefined;
  readonly outbox: () => Outbox | undefined;
  /** Something may be due at once. */
  readonly wake: () => void;
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
  let schedule: Schedule | undefined;
  let outbox: Outbox | undefined;

  const isAlive = (): boolean => alive;
  const death = Promise.withResolvers<never>();
  death.promise.catch(() => undefined);
  const crash = (): void => {
    alive = false;
    database.breakOff();
    // Whoever waits for a turn behind a transaction that never ends is dead, too.
    death.reject(new Error('dead'));
  };

  const dialect = createCrashableDialect(database.dialect, async (step) => {
    if (!alive) return silence;
    const crashHere = crashAt !== undefined && crashAt.steps-- <= 0;
    if (crashHere && crashAt?.before) {
      crash();
      return silence;
    }
    try {
      const result = await time.work(() => Promise.race([database.attempt(step), death.promise]));
      if (crashHere) crash();
      return isAlive() ? result : await silence;
    } catch (error) {
      if (isAlive()) throw error;
      return await silence;
    }
  });

  const sleep = (ms: number, signal?: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      const wake = (): void => {
        cancel();
        signal?.removeEventListener('abort', wake);
        if (alive) resolve();
      };
      const cancel = time.after(ms, wake);
      if (signal?.aborted) wake();
      else signal?.addEventListener('abort', wake);
    });

  const alarm = createAlarm(sleep);

  const reportError = (line: string): void => {
    if (!line.includes(tokenRefused)) deps.onError(new Error(line));
  };

  const begin = async (): Promise<void> => {
    store = await openStoreOver(dialect, database.engine, { now, newId, onProblem: deps.onError });
    const workspace = store.forWorkspace('T1');
    const clock = { elapsed: time.elapsed, sleep };
    const log = pino({ level: 'error' }, { write: reportError });
    const { isMended, ...sender } = slack.connect({ isAlive, now });
    const searchPacer = createPacer(clock, 45);
    const words = renderNotice('Said once.');
    const channels = createChannelChanges({
      ...{ store: workspace, isMended, now, wake: alarm.ring, log },
      workspace: {
        sharingOf: () => Promise.resolve('own'),
        channels: () => Promise.resolve(new Map()),
      },
      external: 'allow',
      managers: () => Promise.resolve(['U9']),
    });
    outbox = createOutbox({
      store: workspace,
      sender,
      kinds: {
        ...createDigestKinds({
          command: '/guide',
          store: workspace,
          composeDigest: async (subscription, dueAt) => {
            const parts = { store: workspace, articles: deps.articles, readClosing: noClosing };
            const { digest, content } = await loadDigest(parts, subscription, dueAt);
            return { message: digest && words, content };
          },
          now,
          channels,
          log,
        }),
        [noticeKind]: {
          lateAfterMs: noticeLateAfterMs,
          compose: () => Promise.resolve({ words: words }),
        },
        reply: {
          ratherTwice: true,
          compose: () => Promise.resolve({ words: words }),
        },
      },
      now,
      random,
      clock,
      // Slow, so that deliveries wait for their turn while other things happen.
      pacer: createPacer(clock, 12),
      searchPacer,
      wake: alarm.ring,
      log,
    });
    schedule = startSchedule({
      jobs: [
        createRecordLibrary(workspace, deps.articles, now),
        () => planDueRuns(workspace, now, alarm.ring, log),
        outbox.work,
        every(60 * 60 * 1000, time.elapsed, () => planNotices({ ...owner, store: workspace, now })),
        every(60 * 60 * 1000, time.elapsed, (signal) =>
          restoreStopped(workspace, channels.opened, searchPacer.turn, signal),
        ),
      ],
      alarm,
      log,
    });
  };
  begin().catch(deps.onError);

  return {
    isAlive,
    store: () => (alive ? store?.forWorkspace('T1') : undefined),
    outbox: () => (alive ? outbox : undefined),
    wake: alarm.ring,
    crash: (when) => {
      if (when) crashAt = { ...when };
      else if (alive) crash();
    },
    stop: () => {
      const end = async (): Promise<void> => {
        await Promise.all([schedule?.stop(), outbox?.stop()]);
        await store?.close();
        alive = false;
      };
      end().catch(deps.onError);
    },
  };
}

const noClosing = () => Promise.reject(new Error('nobody wants one'));

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
  let isBroken = false;
  pool.on('connect', (client) => {
    const { stream } = (client as unknown as { connection: { stream: { destroy: () => void } } })
      .connection;
    sockets.add(stream);
    client.on('error', () => undefined);
    // It was still connecting when the process died, and nobody would ever hang up.
    if (isBroken) stream.destroy();
  });
  pool.on('error', () => undefined);
  return {
    engine: 'postgres' as const,
    dialect: new PostgresDialect({ pool }),
    attempt: <T>(step: () => Promise<T>) => step(),
    breakOff: () => {
      isBroken = true;
      for (const socket of sockets) socket.destroy();
    },
  };
}
