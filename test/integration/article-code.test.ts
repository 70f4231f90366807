import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { loadArticleSources } from '../../scripts/articles/article-source.ts';
import { isFragment } from '../../scripts/articles/check-code.ts';
import { findPostgres, sharedPostgres, type SharedPostgres } from '../helpers/postgres.ts';

const blocks = (await loadArticleSources('content')).map(({ path: file, code }) => ({
  path: file,
  statements: code.filter(({ language, text }) => language === 'sql' && !isFragment(text)),
}));

/** What content/code/run.py prints. */
interface PythonRun {
  readonly tests: number;
  readonly failures: readonly string[];
  readonly blocks: number;
  readonly ran: number;
  readonly onlyCompiled: readonly string[];
  readonly leftOut: readonly string[];
  readonly forgotten: readonly string[];
}

const python = process.env['ARTICLES_PYTHON'] ?? 'python3';

/** Left out on a machine without PostgreSQL; the suites of the store fail for that in CI. */
const binaries = findPostgres();
const redis = findOnPath('redis-server');

(binaries === undefined ? describe.skip : describe)('the code of our articles', () => {
  let server: SharedPostgres;
  beforeAll(async () => {
    server = await sharedPostgres(binaries ?? '');
  });

  it.each(blocks.filter(({ statements }) => statements.length > 0))(
    'runs its SQL from top to bottom on an empty database: $path',
    async ({ statements }) => {
      const client = new pg.Client({ connectionString: await server.createDatabase() });
      await client.connect();
      try {
        for (const { path: file, line, text } of statements) {
          const failure = await client.query(text).then(
            () => undefined,
            (error: unknown) => `${file}:${line}: ${String(error)}`,
          );
          expect(failure).toBeUndefined();
        }
      } finally {
        await client.end();
      }
    },
  );

  (findOnPath(python) === undefined ? describe.skip : describe)('its Python', () => {
    it('runs as far as this machine has the packages', async () => {
      const run = await withRedis(redis, async (redisUrl) =>
        runPython(await server.createDatabase(), redisUrl),
      );
      expect(run.failures).toEqual([]);
      expect(run.forgotten).toEqual([]);
      process.stdout.write(
        `Python of the articles: ${run.ran} of ${run.blocks} blocks run in ${run.tests} tests\n` +
          run.onlyCompiled.map((block) => `  only compiled: ${block}\n`).join('') +
          run.leftOut.map((module) => `  left out: ${module}\n`).join(''),
      );
    }, 240_000);
  });
});

async function runPython(databaseUrl: string, redisUrl: string | undefined): Promise<PythonRun> {
  const running = promisify(execFile)(python, ['-B', 'run.py'], {
    cwd: 'content/code',
    env: {
      PATH: process.env['PATH'],
      DATABASE_URL: databaseUrl,
      ...(redisUrl !== undefined && { REDIS_URL: redisUrl }),
    },
  });
  const { stdout } = await running.catch((error: unknown) => error as { stdout: string });
  return JSON.parse(stdout) as PythonRun;
}

/** Lends a Redis of its own that listens on a socket file, or none where it is not installed. */
async function withRedis<T>(
  program: string | undefined,
  use: (url: string | undefined) => Promise<T>,
): Promise<T> {
  if (program === undefined) return use(undefined);
  const folder = mkdtempSync(path.join(tmpdir(), 'guidepost-redis-'));
  const socket = path.join(folder, 'redis.sock');
  const options = ['--port', '0', '--unixsocket', socket, '--save', '', '--dir', folder];
  const server = spawn(program, options, { stdio: ['ignore', 'pipe', 'ignore'] });
  try {
    await readyLine(server);
    return await use(`unix://${socket}`);
  } finally {
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill();
    await ended;
    rmSync(folder, { recursive: true, force: true });
  }
}

async function readyLine(server: ChildProcess): Promise<void> {
  let output = '';
  for await (const chunk of server.stdout ?? []) {
    output += String(chunk);
    if (output.includes('ready to accept connections')) break;
  }
  if (!output.includes('ready to accept connections')) throw new Error(`Redis ended: ${output}`);
}

function findOnPath(program: string): string | undefined {
  if (program.includes('/')) return existsSync(program) ? program : undefined;
  return (process.env['PATH'] ?? '')
    .split(path.delimiter)
    .map((folder) => path.join(folder, program))
    .find((file) => existsSync(file));
}
