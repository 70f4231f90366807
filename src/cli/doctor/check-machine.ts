import { existsSync } from 'node:fs';
import { access, constants, stat, statfs } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import type { Config } from '../../ops/config.ts';
import { readProxy } from '../../ops/proxy.ts';
import { inspectStore } from '../../store/inspect-store.ts';
import { ok, problem, reasonOf, warning, type DoctorDeps, type Findings } from './finding.ts';

/** Whether the proxy that is set can be one. */
// eslint-disable-next-line @typescript-eslint/require-await -- like the others
export async function* checkProxy(_: Config, { env }: DoctorDeps): Findings {
  const proxy = readProxy(env);
  const address = proxy?.httpsProxy ?? proxy?.httpProxy;
  if (address === undefined) return;
  const host = URL.parse(address)?.host;
  yield host
    ? ok('proxy', `requests go through ${host}`)
    : problem(
        'proxy',
        "HTTPS_PROXY isn't an address",
        'Write it as http://host:port, or remove it.',
      );
}

/** A Guidepost answers at once; another program may never. */
const answerTimeoutMs = 3_000;

/** Whether the port is free, or a Guidepost answers on it, and how that one is. */
export async function* checkPort({ server }: Config, { fetch }: DoctorDeps): Findings {
  const { host, port } = server;
  const subject = 'port';
  const code = await tryToListen(host, port);
  if (code === undefined) {
    yield ok(subject, `${port} is free on ${host}`);
    return;
  }
  const near = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  const origin = `http://${near.includes(':') ? `[${near}]` : near}:${port}`;
  const isOurs =
    code === 'EADDRINUSE' &&
    (await fetch(`${origin}/healthz`, { signal: AbortSignal.timeout(answerTimeoutMs) })
      .then(async (response) => (await response.text()).includes('"alive"'))
      .catch(() => false));
  if (!isOurs) {
    yield problem(
      subject,
      `can't listen on HOST ${host}, PORT ${port} (${code})`,
      'Choose another PORT, or end the program that has it.',
    );
    return;
  }
  yield ok(subject, `a Guidepost answers on ${host}, ${port}`);
  const response = await fetch(`${origin}/readyz`);
  const { status, ...checks } = (await response.json()) as Readonly<Record<string, string>>;
  for (const [name, words] of Object.entries(checks)) {
    const state = words === 'ok' ? 'ok' : status === 'ready' ? 'warning' : 'problem';
    yield { state, subject: `running, ${name}`, words };
  }
}

function tryToListen(host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error) => {
      resolve('code' in error ? String(error.code) : error.message);
    });
    server.listen(port, host, () => {
      server.close(() => {
        resolve(undefined);
      });
    });
  });
}

const littleBytes = 500e6;
const tooLittleBytes = 50e6;

/** Whether the database can be used, and has room. */
export async function* checkDatabase({ dataDir, database }: Config): Findings {
  const subject = 'database';
  try {
    const { version, known, damage, isOpenToOthers, setAside } = await inspectStore(database);
    const place = database.kind === 'sqlite' ? dataDir : new URL(database.url).host;
    if (damage !== undefined) {
      yield problem(
        subject,
        `damaged: ${damage}`,
        'Stop the bot and restore a backup: guidepost restore FILE.',
      );
    } else if (version > known) {
      yield problem(
        subject,
        `has schema ${version}, and this release knows ${known}`,
        'It was used by a newer release: run that one.',
      );
    } else {
      const next = version < known ? `; the next start brings it to ${known}` : '';
      yield ok(subject, `schema ${version} in ${place}${next}`);
    }
    for (const { channelId, reason } of setAside) {
      yield warning(
        'digests',
        `the one of ${channelId} is passed over, because it can't be understood (${reason})`,
        `Set it up again in that channel. If a newer release wrote it, run that one.`,
      );
    }
    if (isOpenToOthers) {
      yield warning(
        subject,
        'others on this machine can read the file',
        `chmod 600 ${path.join(dataDir, 'guidepost.db')}*`,
      );
    }
  } catch (error) {
    yield problem(
      subject,
      `can't be opened (${reasonOf(error)})`,
      database.kind === 'sqlite'
        ? 'The file in DATA_DIR must be readable and writable for the user who runs Guidepost.'
        : 'Look at DATABASE_URL: host, user, password and the name of the database.',
    );
  }
  if (database.kind === 'sqlite') yield* checkDisk(dataDir);
}

async function* checkDisk(dataDir: string): Findings {
  const subject = 'disk';
  let folder = path.resolve(dataDir);
  try {
    // What does not exist yet is made in the nearest folder that does.
    while (!existsSync(folder)) folder = path.dirname(folder);
    if (!(await stat(folder)).isDirectory()) {
      yield problem(subject, `${folder} isn't a folder`, 'Let DATA_DIR name one.');
      return;
    }
    await access(folder, constants.W_OK);
    const { bavail, bsize } = await statfs(folder);
    const free = bavail * bsize;
    const words = `${(free / 1e9).toFixed(1)} GB free in ${folder}`;
    yield free > littleBytes
      ? ok(subject, words)
      : {
          state: free > tooLittleBytes ? 'warning' : 'problem',
          subject,
          words,
          mend: 'Make room: without it no subscription and no delivery can be written down.',
        };
  } catch (error) {
    yield problem(
      subject,
      `can't write to ${folder} (${reasonOf(error)})`,
      'Give DATA_DIR to the user who runs Guidepost.',
    );
  }
}
