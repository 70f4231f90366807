import { spawn, execFile, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { findFreePort } from '../../demo/free-port.ts';

const run = promisify(execFile);

/** A repository that somebody works in, and that servers here hand out. */
export interface Upstream {
  readonly dir: string;
  /** Runs git there, with the day of what it commits; resolves with what it prints. */
  readonly git: (...args: readonly string[]) => Promise<string>;
  /** Writes files (null removes one), commits them on that day, and resolves with the commit. */
  readonly commit: (
    files: Readonly<Record<string, string | null>>,
    options?: { readonly day?: string; readonly message?: string },
  ) => Promise<string>;
}

/** A new repository with the branch `main`, whose server lets parts of it be fetched. */
export async function withUpstream<T>(use: (upstream: Upstream) => Promise<T>): Promise<T> {
  const top = await mkdtemp(join(tmpdir(), 'guidepost-git-'));
  const dir = join(top, 'handbook.git');
  await mkdir(dir);
  const git = async (...args: readonly string[]) => (await runGit(dir, args)).trim();
  await mkdir(join(dir, '.git/objects'), { recursive: true });
  await mkdir(join(dir, '.git/refs'));
  await writeFile(join(dir, '.git/HEAD'), 'ref: refs/heads/main\n');
  await writeFile(
    join(dir, '.git/config'),
    '[core]\n\tbare = false\n[uploadpack]\n\tallowFilter = true\n[http]\n\treceivepack = false\n',
  );
  let commits = 0;
  try {
    return await use({
      dir,
      git,
      async commit(files, { day = '2026-01-05', message = 'Change' } = {}) {
        for (const [path, text] of Object.entries(files)) {
          if (text === null) {
            await rm(join(dir, path), { recursive: true });
            continue;
          }
          await mkdir(dirname(join(dir, path)), { recursive: true });
          await writeFile(join(dir, path), text);
        }
        await git('add', '--all');
        commits += 1;
        const second = String(commits % 60).padStart(2, '0');
        await runGit(dir, ['commit', '--quiet', '--allow-empty', '-m', message], {
          GIT_AUTHOR_DATE: `${day}T09:00:${second}Z`,
          GIT_COMMITTER_DATE: `${day}T09:00:${second}Z`,
        });
        const head = await readFile(join(dir, '.git/HEAD'), 'utf8');
        return (
          await readFile(join(dir, '.git', head.slice('ref: '.length).trim()), 'utf8')
        ).trim();
      },
    });
  } finally {
    await rm(top, { recursive: true, force: true });
  }
}

async function runGit(dir: string, args: readonly string[], env: object = {}): Promise<string> {
  const { stdout } = await run('git', args, {
    cwd: dir,
    env: {
      PATH: process.env['PATH'],
      HOME: dir,
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_AUTHOR_NAME: 'Mia',
      GIT_AUTHOR_EMAIL: 'mia@example.com',
      GIT_COMMITTER_NAME: 'Mia',
      GIT_COMMITTER_EMAIL: 'mia@example.com',
      ...env,
    },
    maxBuffer: 100 * 1024 * 1024,
  });
  return stdout;
}

/** Hands the repository out with `git daemon`. */
export async function withGitDaemon<T>(
  { dir }: Upstream,
  use: (address: string) => Promise<T>,
): Promise<T> {
  const port = await findFreePort(0);
  const child = spawn(
    'git',
    [
      'daemon',
      '--export-all',
      '--reuseaddr',
      '--listen=127.0.0.1',
      `--port=${port}`,
      `--base-path=${dirname(dir)}`,
    ],
    { stdio: 'ignore', detached: true },
  );
  try {
    await untilItListens(port, child);
    return await use(`git://127.0.0.1:${port}/handbook.git`);
  } finally {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    await once(child, 'close');
  }
}

export interface HttpGitServer {
  readonly address: string;
  /** The Authorization headers that came, one a request. */
  readonly authorizations: readonly string[];
  /** Answers every request with this status from now on; undefined: as usual. */
  fail(status: number | undefined): void;
}

/** Hands the repository out over HTTP as a forge does: with git's own backend behind basic authentication. */
export async function withGitOverHttp<T>(
  { dir }: Upstream,
  password: string,
  use: (server: HttpGitServer) => Promise<T>,
): Promise<T> {
  const authorizations: string[] = [];
  let status: number | undefined;
  const server = createServer((request, response) => {
    const { authorization = '' } = request.headers;
    authorizations.push(authorization);
    if (status !== undefined) {
      response.writeHead(status).end();
      return;
    }
    const [, given = ''] = /^Basic (.*)$/.exec(authorization) ?? [];
    if (Buffer.from(given, 'base64').toString().split(':')[1] !== password) {
      response.writeHead(401, { 'www-authenticate': 'Basic realm="git"' }).end();
      return;
    }
    const url = new URL(request.url ?? '/', 'http://localhost');
    const backend = spawn('git', ['http-backend'], {
      env: {
        PATH: process.env['PATH'],
        GIT_PROJECT_ROOT: dirname(dir),
        GIT_HTTP_EXPORT_ALL: '1',
        GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
        HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
        REQUEST_METHOD: request.method,
        PATH_INFO: url.pathname,
        QUERY_STRING: url.search.slice(1),
        CONTENT_TYPE: request.headers['content-type'] ?? '',
        REMOTE_USER: 'bot',
        REMOTE_ADDR: '127.0.0.1',
      },
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    request.pipe(backend.stdin.on('error', () => undefined));
    const chunks: Buffer[] = [];
    backend.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    backend.on('close', () => {
      const output = Buffer.concat(chunks);
      const end = output.indexOf('\r\n\r\n');
      const headers = output.subarray(0, end).toString().split('\r\n');
      for (const header of headers) {
        const [name = '', value = ''] = header.split(': ');
        if (name === 'Status') response.statusCode = Number(value.slice(0, 3));
        else if (name !== '') response.setHeader(name, value);
      }
      response.end(output.subarray(end + 4));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  try {
    return await use({
      address: `http://127.0.0.1:${port}/handbook.git`,
      authorizations,
      fail: (next) => {
        status = next;
      },
    });
  } finally {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  }
}

async function untilItListens(port: number, child: ChildProcess): Promise<void> {
  while (child.exitCode === null) {
    const socket = connect(port, '127.0.0.1');
    const isOpen = await new Promise<boolean>((resolve) => {
      socket.on('connect', () => {
        resolve(true);
      });
      socket.on('error', () => {
        resolve(false);
      });
    });
    socket.destroy();
    if (isOpen) return;
    await delay(10);
  }
  throw new Error('git daemon did not start');
}
