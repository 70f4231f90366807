import { execFile, execFileSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { chmod, cp, mkdir, readdir, rename, rm, statfs, unlink, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Fault as SlackFault } from '../../simulator/faults.ts';
import { allMethods } from '../../simulator/web-api/all-methods.ts';
import type { Transport } from '../../test/helpers/slack-settings.ts';
import type { Engine, Scene } from './scene.ts';

const run = promisify(execFile);

/** What is there before anything else is. */
export interface Ground {
  readonly engine: Engine;
  readonly dir: string;
  readonly contentDir: string;
  readonly dataDir: string;
  readonly postgresDir: string;
  readonly parts: AsyncDisposableStack;
}

/** Something that goes wrong. */
export interface Fault {
  readonly name: string;
  /** Left out where it cannot happen. */
  readonly engines?: readonly Engine[];
  /** Socket Mode when left out. */
  readonly transport?: Transport;
  /** A minute when left out. */
  readonly seconds?: number;
  readonly processes?: number;
  /** For so long the balancer tries again when nobody listens; not at all when left out. */
  readonly balancerTriesMs?: number;
  readonly prepare?: (ground: Ground) => Promise<void>;
  /** Makes it happen; may go on until the signal is aborted. */
  readonly do: (scene: Scene, until: AbortSignal) => unknown;
  /** Ends it. */
  readonly undo?: (scene: Scene) => unknown;
}

/** Whatever the bot asks of Slack goes wrong in this way. */
function slackFault(name: string, fault: SlackFault): Fault {
  return {
    name,
    do: ({ slack }) => {
      for (const target of [...allMethods.keys(), 'response_url']) {
        slack.faults.next(target, fault, { times: Infinity });
      }
    },
    undo: ({ slack }) => {
      slack.faults.clear();
    },
  };
}

/** At a moment of chance: under load, a different one each time. */
const pauseBelow = ({ random }: Scene, ms: number) => delay(random() * ms);

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal }).catch(() => undefined);
}

const databaseFiles = ['guidepost.db', 'guidepost.db-wal', 'guidepost.db-shm'];
const nameOf = (url: string) => new URL(url).pathname.slice(1);
const locks = new WeakMap<Scene, DatabaseSync>();

async function moveAll(from: string, to: string, names: readonly string[]): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const name of names) await rename(path.join(from, name), path.join(to, name));
}

/** A database that renames itself has nobody connected. */
async function renameDatabase({ postgres }: Scene, from: string, to: string): Promise<void> {
  await postgres?.query(`alter database ${from} with allow_connections false`);
  await postgres?.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${from}'`,
  );
  await delay(500);
  await postgres?.query(`alter database ${from} rename to ${to}`);
  await postgres?.query(`alter database ${to} with allow_connections true`);
}

const emptyingDir = (scene: Scene) => path.join(scene.dir, 'set-aside');

export const faults: readonly Fault[] = [
  { name: 'nothing goes wrong', do: () => undefined },
  slackFault('Slack answers 429 to everything', { kind: 'rateLimited', retryAfterS: 5 }),
  slackFault('Slack answers 500 to everything', { kind: 'http', status: 500 }),
  slackFault('Slack cuts every call before its effect', { kind: 'drop', when: 'before' }),
  slackFault('Slack cuts every call after its effect', { kind: 'drop', when: 'after' }),
  slackFault('Slack takes 5 s for everything', { kind: 'slow', ms: 5_000 }),
  {
    name: 'the socket dies silently',
    do: ({ slack }) => {
      slack.sockets.goSilent();
    },
    // Slack sees it by then, too.
    undo: ({ slack }) => {
      slack.sockets.dropSilent();
    },
  },
  {
    name: 'PostgreSQL is killed, and started later',
    engines: ['postgres'],
    do: ({ postgres }) => postgres?.crash(),
    undo: ({ postgres }) => postgres?.start(),
  },
  {
    name: 'SQLite is locked by another program',
    engines: ['sqlite'],
    do: (scene) => {
      const lock = new DatabaseSync(path.join(scene.dataDir, 'guidepost.db'), { timeout: 10_000 });
      lock.exec('begin exclusive');
      locks.set(scene, lock);
    },
    undo: (scene) => {
      locks.get(scene)?.exec('rollback');
      locks.get(scene)?.close();
    },
  },
  {
    name: 'the disk of the database is full',
    prepare: async ({ engine, dataDir, postgresDir, parts }) => {
      const folder = engine === 'sqlite' ? dataDir : postgresDir;
      const size = engine === 'sqlite' ? '16m' : '160m';
      await run('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'none', folder]);
      // At once: whatever comes after it removes the folder.
      parts.defer(async () => {
        await run('umount', ['--lazy', folder]);
      });
    },
    do: async ({ engine, dataDir, postgres }) => {
      const folder = engine === 'sqlite' ? dataDir : (postgres?.folder ?? '');
      const { bavail, bsize } = await statfs(folder);
      const file = path.join(folder, 'filling');
      // It ends in ENOSPC when somebody else has written meanwhile, which is as good.
      await writeFile(file, Buffer.alloc(bavail * bsize)).catch(() => undefined);
    },
    undo: async ({ engine, dataDir, postgres }) => {
      await unlink(path.join(engine === 'sqlite' ? dataDir : (postgres?.folder ?? ''), 'filling'));
      await postgres?.start();
    },
  },
  {
    name: 'the database is deleted, and put back',
    do: (scene) =>
      scene.location.kind === 'sqlite'
        ? moveAll(scene.dataDir, emptyingDir(scene), databaseFiles)
        : renameDatabase(scene, nameOf(scene.location.url), 'away'),
    undo: (scene) =>
      scene.location.kind === 'sqlite'
        ? moveAll(emptyingDir(scene), scene.dataDir, databaseFiles)
        : renameDatabase(scene, 'away', nameOf(scene.location.url)),
  },
  {
    name: 'every article is deleted',
    do: async (scene) =>
      moveAll(scene.contentDir, emptyingDir(scene), await readdir(scene.contentDir)),
    undo: async (scene) =>
      moveAll(emptyingDir(scene), scene.contentDir, await readdir(emptyingDir(scene))),
  },
  {
    name: 'the articles cannot be read',
    do: async ({ contentDir }) => {
      for (const name of await readdir(contentDir)) await chmod(path.join(contentDir, name), 0);
      await chmod(contentDir, 0);
    },
    undo: async ({ contentDir }) => {
      await chmod(contentDir, 0o755);
      for (const name of await readdir(contentDir)) await chmod(path.join(contentDir, name), 0o644);
    },
  },
  {
    name: 'the articles are swapped by a rename',
    do: async ({ contentDir, dir, questions }) => {
      const next = path.join(dir, 'next');
      await cp(contentDir, next, { recursive: true });
      await writeFile(path.join(next, 'gizmos.md'), article('Gizmos and gadgets'));
      await rename(contentDir, path.join(dir, 'last'));
      await rename(next, contentDir);
      await delay(5_000);
      questions.push(['gizmos', 'Gizmos and gadgets']);
    },
    undo: async ({ contentDir, dir, questions }) => {
      questions.pop();
      await rename(contentDir, path.join(dir, 'next'));
      await rename(path.join(dir, 'last'), contentDir);
    },
  },
  {
    name: '5,000 articles come at once',
    do: async ({ contentDir }) => {
      await mkdir(path.join(contentDir, 'many'));
      for (let n = 0; n < 5_000; n += 1) {
        const file = path.join(contentDir, 'many', `part-${n}.md`);
        await writeFile(file, article(`Part number ${n} of the machine`));
      }
    },
    undo: ({ contentDir }) => rm(path.join(contentDir, 'many'), { recursive: true }),
  },
  {
    name: 'a source of articles is gone',
    prepare: async ({ dir, contentDir }) => {
      await cp(contentDir, path.join(dir, 'runbooks'), { recursive: true });
      const file = path.join(dir, 'runbooks', 'gizmos.md');
      await writeFile(file, article('Gizmos and gadgets'));
      await writeFile(
        path.join(dir, 'guidepost.yml'),
        'sources:\n  runbooks:\n    folder: runbooks\n',
      );
    },
    do: async ({ dir, questions }) => {
      questions.push(['gizmos', 'Gizmos and gadgets']);
      await rename(path.join(dir, 'runbooks'), path.join(dir, 'away'));
    },
    undo: ({ dir }) => rename(path.join(dir, 'away'), path.join(dir, 'runbooks')),
  },
  {
    name: '500 questions come at once',
    seconds: 20,
    do: async ({ client }) => {
      await Promise.all(Array.from({ length: 500 }, () => client.ask()));
    },
  },
  {
    name: 'bodies of 10 MB, some of them signed',
    transport: 'http',
    do: async ({ bots, slack }, until) => {
      const body = `payload=${'x'.repeat(10e6)}`;
      for (let n = 0; !until.aborted; n += 1) {
        const secret = n % 2 === 0 ? slack.installation.signingSecret : 'wrong';
        const at = String(Math.floor(Date.now() / 1_000));
        const hmac = createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex');
        await fetch(`http://127.0.0.1:${bots[0]?.port ?? 0}/slack/events`, {
          method: 'POST',
          body,
          headers: {
            'content-type': 'application/x-www-form-urlencoded',
            'x-slack-request-timestamp': at,
            'x-slack-signature': `v0=${hmac}`,
          },
        }).catch(() => undefined);
        await pause(500, until);
      }
    },
  },
  {
    name: '200 bodies come a byte every 4 s',
    transport: 'http',
    do: async ({ bots }, until) => {
      const slowly = () => {
        const client = connect(bots[0]?.port ?? 0, '127.0.0.1');
        client.on('error', () => undefined);
        client.write('POST /slack/events HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n\r\n');
        const dripping = setInterval(() => client.write('x'), 4_000);
        client.on('close', () => {
          clearInterval(dripping);
          if (!until.aborted) slowly();
        });
        until.addEventListener('abort', () => client.destroy(), { once: true });
      };
      for (let n = 0; n < 200; n += 1) slowly();
      await Promise.resolve();
    },
  },
  ...['', ', behind a balancer that tries again for 2.5 s'].map((which): Fault => ({
    name: `it is restarted every 9 s${which}`,
    transport: 'http',
    seconds: 180,
    ...(which !== '' && { balancerTriesMs: 2_500 }),
    do: async (scene, until) => {
      while (!until.aborted) {
        await pause(9_000, until);
        await scene.replace(scene.bots[0], 'SIGTERM');
      }
    },
  })),
  ...(['SIGTERM', 'SIGKILL'] as const).map((signal): Fault => ({
    name: `it gets ${signal}, and is started again`,
    seconds: 20,
    do: async (scene) => {
      await pauseBelow(scene, 2_000);
      await scene.replace(scene.bots[0], signal);
    },
  })),
  ...(['socket', 'http'] as const).map((transport): Fault => ({
    name: `of three processes ${transport === 'http' ? 'behind a balancer' : 'on sockets'} one is killed, one replaced`,
    engines: ['postgres'],
    transport,
    processes: 3,
    do: async (scene, until) => {
      await pauseBelow(scene, 5_000);
      await scene.replace(scene.bots[0], 'SIGKILL');
      await pause(10_000, until);
      await scene.replace(scene.bots[0], 'SIGTERM');
    },
  })),
];

/** What it takes to fill a disk and to take a file's rights is not there everywhere. */
export function canMount(): boolean {
  try {
    execFileSync('unshare', ['--mount', 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function article(title: string): string {
  return `---\ntitle: ${title}\nsummary: What they are and where they are kept.\n---\n\nThey are kept in the cupboard.\n`;
}
