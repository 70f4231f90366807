import { once } from 'node:events';
import { chown, cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createServer, request as sendRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createRandom, type Random } from '../../simulator/clock.ts';
import { createLocalSlack, type LocalSlack } from '../../simulator/create-local-slack.ts';
import type { StoreLocation } from '../../src/store/open-dialect.ts';
import { findFreePort } from '../../demo/free-port.ts';
import { findPostgres, startPostgres, type PostgresServer } from '../../test/helpers/postgres.ts';
import { runProcess, type RunningProcess } from '../../test/helpers/run-process.ts';
import { readManifest, settingsFor, type Transport } from '../../test/helpers/slack-settings.ts';
import { unprivilegedUser } from '../../test/helpers/unprivileged-user.ts';
import { memoryOf } from '../bench/process-use.ts';
import { createClient, type Client, type Question } from './client.ts';

export type Engine = 'sqlite' | 'postgres';

/** A process of the bot. */
export interface Bot extends RunningProcess {
  /** Where it listens. */
  readonly port: number;
  /** Resolves when it is ready to serve. */
  readonly ready: Promise<unknown>;
  /** Ends it, and waits until it has ended. */
  readonly end: (signal: NodeJS.Signals) => Promise<void>;
  /** It ended, and nobody had told it to. */
  readonly hasDied: () => boolean;
}

/** The bot, its Slack, its articles and its database, and the people who ask. */
export interface Scene {
  readonly engine: Engine;
  readonly slack: LocalSlack;
  readonly client: Client;
  readonly random: Random;
  readonly dir: string;
  readonly contentDir: string;
  readonly dataDir: string;
  readonly location: StoreLocation;
  /** Undefined with SQLite. */
  readonly postgres: PostgresServer | undefined;
  /** What the client asks; a fault may add to it. */
  readonly questions: Question[];
  /** Those that run, and those that ran before them. */
  readonly bots: Bot[];
  readonly pastBots: Bot[];
  /** Ends one of them and starts another in its place. */
  readonly replace: (bot: Bot | undefined, signal: NodeJS.Signals) => Promise<Bot>;
  readonly startBot: () => Promise<Bot>;
  /** Megabytes of all processes together. */
  readonly memoryMb: () => Promise<number>;
  /** In the order of opening, undone in the reverse one. */
  readonly parts: AsyncDisposableStack;
}

export interface SceneOptions {
  readonly engine: Engine;
  readonly transport: Transport;
  /** The built program. */
  readonly program: string;
  readonly balancerTriesMs: number;
  readonly seed: number;
}

/** @throws Error when there is no PostgreSQL on this machine and it is asked for. */
export async function openScene(
  { engine, transport, program, seed, balancerTriesMs }: SceneOptions,
  prepare: (
    scene: Pick<Scene, 'dir' | 'dataDir' | 'contentDir' | 'parts'> & {
      readonly postgresDir: string;
    },
  ) => Promise<void>,
): Promise<Scene> {
  const parts = new AsyncDisposableStack();
  try {
    const identity = unprivilegedUser();
    const dir = await mkdtemp(path.join(tmpdir(), 'guidepost-faults-'));
    parts.defer(() => rm(dir, { recursive: true, force: true }));
    const [contentDir, dataDir, postgresDir] = ['content', 'data', 'postgres'].map((name) =>
      path.join(dir, name),
    ) as [string, string, string];
    await cp('test/fixtures/guide', contentDir, { recursive: true });
    await mkdir(dataDir);
    await mkdir(postgresDir);
    await prepare({ dir, dataDir, contentDir, postgresDir, parts });
    for (const folder of [dir, dataDir]) {
      if (identity) await chown(folder, identity.uid, identity.gid);
    }

    let postgres: PostgresServer | undefined;
    if (engine === 'postgres') {
      const binaries = findPostgres();
      if (binaries === undefined) throw new Error('There is no PostgreSQL on this machine');
      const server = await startPostgres(binaries, postgresDir);
      postgres = server;
      parts.defer(() => server.crash());
    }
    const location: StoreLocation =
      postgres === undefined
        ? { kind: 'sqlite', dataDir }
        : { kind: 'postgres', url: await postgres.createDatabase() };

    const random = createRandom(seed);
    const slack = createLocalSlack({
      manifest: await readManifest(),
      rateLimiting: 'strict',
      random: createRandom(seed),
    });
    await slack.listen();
    parts.defer(() => slack.close());

    const bots: Bot[] = [];
    const pastBots: Bot[] = [];
    const balancer = await openBalancer(() => bots.map(({ port }) => port), balancerTriesMs);
    parts.defer(balancer.close);
    if (transport === 'http') slack.deliverOverHttp(`${balancer.origin}/slack/events`);

    const startBot = async () => {
      const port = await findFreePort(0);
      const running = runProcess({
        // As `npm start` runs it.
        args: ['--max-semi-space-size=16', program, 'start'],
        identity,
        env: {
          ...settingsFor(slack, transport),
          PORT: String(port),
          CONTENT_DIR: contentDir,
          DATA_DIR: dataDir,
          DIGEST_POSTS_PER_MINUTE: '240',
          NODE_COMPILE_CACHE: path.join(dir, 'compiled'),
          ...(location.kind === 'postgres' && { DATABASE_URL: location.url }),
        },
      });
      let isTold = false;
      const bot: Bot = {
        ...running,
        port,
        ready: running.waitForOutput(/Guidepost is ready/).catch(() => undefined),
        hasDied: () => running.child.exitCode !== null && !isTold,
        end: async (signal) => {
          isTold = true;
          running.child.kill(signal);
          await running.exited;
        },
      };
      bots.push(bot);
      return bot;
    };
    parts.defer(async () => {
      await Promise.all(bots.map((bot) => bot.end('SIGKILL')));
    });
    const questions: Question[] = [
      ['webhooks', 'Receiving webhooks'],
      ['how do I roll back a release', 'Deploying on a calm day'],
      ['retry budget', 'Retrying without making it worse'],
    ];
    return {
      engine,
      slack,
      client: createClient(slack, questions),
      random,
      dir,
      contentDir,
      dataDir,
      location,
      postgres,
      questions,
      bots,
      pastBots,
      startBot,
      replace: async (bot, signal) => {
        if (bot !== undefined) {
          await bot.end(signal);
          bots.splice(bots.indexOf(bot), 1);
          pastBots.push(bot);
        }
        return startBot();
      },
      memoryMb: async () => {
        const each = await Promise.all(bots.map(({ child }) => memoryOf(child.pid ?? 0)));
        return each.reduce((sum, mb) => sum + mb, 0);
      },
      parts,
    };
  } catch (error) {
    await parts.disposeAsync();
    throw error;
  }
}

/**
 * Passes requests on to one after the other; a process that does not listen is passed over. When none
 * does, it tries again for so long.
 */
async function openBalancer(
  ports: () => readonly number[],
  triesMs: number,
): Promise<{ origin: string; close: () => Promise<void> }> {
  let turn = 0;
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const triesUntil = Date.now() + triesMs;
      const passOn = (): void => {
        turn += 1;
        const all = ports();
        const [first = 0, ...others] = all.map((_, n) => all[(n + turn) % all.length] ?? 0);
        pass(first, others);
      };
      const pass = (port: number, rest: readonly number[]): void => {
        const { method, url, headers } = request;
        const passed = sendRequest({
          host: '127.0.0.1',
          port,
          method,
          path: url,
          headers,
          agent: false,
        });
        passed.on('response', (answer) => {
          response.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(response);
        });
        passed.on('error', (error) => {
          const [next, ...left] = rest;
          const isRefused = 'code' in error && error.code === 'ECONNREFUSED';
          if (isRefused && next !== undefined) pass(next, left);
          else if (isRefused && Date.now() < triesUntil) setTimeout(passOn, 50);
          else if (response.headersSent) response.destroy();
          else response.writeHead(502).end();
        });
        passed.end(Buffer.concat(chunks));
      };
      passOn();
    });
    request.on('error', () => undefined);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
