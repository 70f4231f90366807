import pg from 'pg';
import type { Logger } from 'pino';
import {
  RateLimiterMemory,
  RateLimiterPostgres,
  RateLimiterRes,
  type RateLimiterAbstract,
} from 'rate-limiter-flexible';
import type { Config } from './config.ts';

export interface LimitsDeps {
  readonly perPerson: number;
  readonly perWorkspace: number;
  /** Processes that share a PostgreSQL count together. */
  readonly database: Config['database'];
  readonly log: Logger;
}

export type Verdict =
  | { readonly kind: 'admitted' }
  | {
      readonly kind: 'refused';
      readonly who: 'person' | 'workspace';
      readonly waitMs: number;
      readonly isFirst: boolean;
    };

export interface Limits {
  /** Counts one request. Never rejects: when the database is slow or away, this process counts alone. */
  readonly admit: (workspaceId: string, userId: string) => Promise<Verdict>;
  readonly close: () => Promise<void>;
}

/** Minutes are counted from a person's first request on. */
const windowS = 60;
/** An answer takes milliseconds; the count must not make it wait. */
const patienceMs = 300;
const tableName = 'request_counts';

export async function openLimits(deps: LimitsDeps): Promise<Limits> {
  const { perPerson, perWorkspace, database, log } = deps;
  const pool = database.kind === 'sqlite' ? undefined : await openPool(database.url, log);
  const limit = (keyPrefix: string, points: number): RateLimiterAbstract => {
    const options = { keyPrefix, points, duration: windowS };
    const alone = new RateLimiterMemory(options);
    if (pool === undefined) return alone;
    return new RateLimiterPostgres({
      ...options,
      storeClient: pool,
      storeType: 'pool',
      tableName,
      tableCreated: true,
      insuranceLimiter: alone,
      // Who is far over the limit need not be counted any further.
      inMemoryBlockOnConsumed: points + 2,
    });
  };
  const limits = [
    { who: 'person', limiter: limit('person', perPerson), points: perPerson },
    { who: 'workspace', limiter: limit('workspace', perWorkspace), points: perWorkspace },
  ] as const;

  return {
    async admit(workspaceId, userId) {
      for (const { who, limiter, points } of limits) {
        const key = who === 'person' ? `${workspaceId}:${userId}` : workspaceId;
        try {
          await limiter.consume(key);
        } catch (error) {
          if (!(error instanceof RateLimiterRes)) {
            log.warn({ err: error }, 'requests could not be counted');
            continue;
          }
          return {
            kind: 'refused',
            who,
            waitMs: error.msBeforeNext,
            isFirst: error.consumedPoints === points + 1,
          };
        }
      }
      return { kind: 'admitted' };
    },
    close: async () => {
      await pool?.end();
    },
  };
}

async function openPool(url: string, log: Logger): Promise<pg.Pool> {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'guidepost limits',
    max: 2,
    connectionTimeoutMillis: patienceMs,
    query_timeout: patienceMs,
  });
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  // Not worth a migration: it holds a minute, and may be dropped at any time. Unlogged, because a
  // count that is lost with the server is no loss.
  const makeTable = () =>
    pool.query(
      `create unlogged table if not exists ${tableName} (key text primary key, points integer not null default 0, expire bigint)`,
    );
  // Another process that starts now may have been faster: then PostgreSQL refuses, once.
  await makeTable()
    .catch(makeTable)
    .catch((error: unknown) => {
      log.warn({ err: error }, 'each process counts requests alone');
    });
  return pool;
}
