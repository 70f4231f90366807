import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { findFreePort } from '../../demo/free-port.ts';
import { unprivilegedUser } from './unprivileged-user.ts';

const run = promisify(execFile);

export interface PostgresServer {
  /** Creates an empty database and returns its URL. */
  createDatabase(): Promise<string>;
  /** Where its files are. */
  readonly folder: string;
  /** Ends it at once, as a crash would. */
  crash(): Promise<void>;
  /** After a crash, or when it is still running, which changes nothing. */
  start(): Promise<void>;
  /** Runs a statement as its owner, in the database `postgres`. */
  query(sql: string): Promise<void>;
  stop(): Promise<void>;
  /** Lets this process end while the server runs, and the server end with it. */
  endWithUs(): void;
}

/** The folder of PostgreSQL's programs, or undefined on a machine without them. */
export function findPostgres(): string | undefined {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian)
    ? readdirSync(debian)
        .map(Number)
        .sort((a, b) => b - a)
    : [];
  const folders = [
    ...versions.map((version) => path.join(debian, String(version), 'bin')),
    ...(process.env['PATH'] ?? '').split(path.delimiter),
  ];
  return folders.find((folder) => existsSync(path.join(folder, 'initdb')));
}

/**
 * Starts a real server of its own on a free port, in a temporary folder. PostgreSQL refuses to run
 * as root, so root starts it as an unprivileged user.
 */
export async function startPostgres(
  binaries: string,
  folder: string = mkdtempSync(path.join(tmpdir(), 'guidepost-postgres-')),
): Promise<PostgresServer> {
  const identity = unprivilegedUser();
  if (identity) chownSync(folder, identity.uid, identity.gid);
  const options = { ...identity, cwd: folder };
  const data = path.join(folder, 'data');
  await run(
    path.join(binaries, 'initdb'),
    ['-D', data, '-U', 'guidepost', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
    options,
  );
  const port = await findFreePort(0);
  const settings = {
    port,
    unix_socket_directories: '',
    listen_addresses: '127.0.0.1',
    fsync: 'off',
  };
  const args = Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
  const url = (database: string) => `postgres://guidepost@127.0.0.1:${port}/${database}`;
  let running: { server: ChildProcess; ended: Promise<unknown> } | undefined;

  const start = async () => {
    if (running?.server.exitCode !== null) {
      const server = spawn(path.join(binaries, 'postgres'), ['-D', data, ...args], {
        ...options,
        stdio: 'ignore',
      });
      running = { server, ended: new Promise((resolve) => server.once('exit', resolve)) };
    }
    await query('select 1');
  };
  const crash = async () => {
    running?.server.kill('SIGQUIT');
    await running?.ended;
    running = undefined;
  };
  const query = async (sql: string) => {
    const admin = await connectWhenReady(url('postgres'));
    try {
      await admin.query(sql);
    } finally {
      await admin.end();
    }
  };
  await start();

  return {
    folder,
    start,
    crash,
    query,
    createDatabase: async () => {
      const name = `test_${randomUUID().replaceAll('-', '')}`;
      await query(`create database ${name}`);
      return url(name);
    },
    stop: async () => {
      await crash();
      rmSync(folder, { recursive: true, force: true });
    },
    endWithUs: () => {
      const script = 'cat; kill -QUIT "$0"; while kill -0 "$0"; do sleep 0.1; done; rm -rf "$1"';
      const args = ['-c', script, String(running?.server.pid), folder];
      const warden = spawn('sh', args, { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
      running?.server.unref();
      warden.unref();
      // A pipe to a child is a socket, which its type doesn't say.
      if (warden.stdin instanceof Socket) warden.stdin.unref();
    },
  };
}

export type SharedPostgres = Pick<PostgresServer, 'createDatabase'> & {
  /** A database without tables, which the next one gets when this one is done with it. */
  lendDatabase<T>(use: (url: string) => Promise<T>): Promise<T>;
};

let shared: Promise<SharedPostgres> | undefined;

/** The server that the test files of a process share; it ends when the process does, however that ends. */
export async function sharedPostgres(binaries: string): Promise<SharedPostgres> {
  shared ??= startPostgres(binaries).then((server) => {
    server.endWithUs();
    return {
      createDatabase: () => server.createDatabase(),
      lendDatabase: createLending(server),
    };
  });
  return shared;
}

/** To create a database is to copy a thousand files; to empty one is a matter of milliseconds. */
function createLending(server: PostgresServer): SharedPostgres['lendDatabase'] {
  const free: string[] = [];
  return async (use) => {
    const url = free.pop() ?? (await server.createDatabase());
    const result = await use(url);
    const client = await connectWhenReady(url);
    try {
      await client.query(
        `set lock_timeout = '2s'; drop schema public cascade; create schema public`,
      );
      free.push(url);
    } catch {
      // A process that died in the test still holds a lock: nobody gets this one again.
    } finally {
      await client.end();
    }
    return result;
  };
}

async function connectWhenReady(url: string): Promise<pg.Client> {
  for (let attempt = 0; ; attempt += 1) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      return client;
    } catch (error) {
      if (attempt === 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
