/**
 * What an answer costs, beside a bare Bolt app that acknowledges with five blocks, in one run on this
 * machine: requests for each second of processor time, and how long the acknowledgement took. Also
 * how long either takes from its start until it is ready. Both run all the while and are asked in
 * turn, so that whatever else the machine does meets them alike; each figure is the middle one.
 *
 *   npm run measure-answers -- [REQUESTS] [ROUNDS]     500 in each of 9
 */
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, request as sendRequest } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createLocalSlack, type LocalSlack } from '../simulator/create-local-slack.ts';
import { signRequest } from '../simulator/delivery/sign-request.ts';
import { runProcess } from '../test/helpers/run-process.ts';
import { readManifest, settingsFor } from '../test/helpers/slack-settings.ts';
import { cpuOf, memoryOf, percentile } from './bench/process-use.ts';

const requests = Number(process.argv[2] ?? 500);
const connectionCounts = [1, 10, 50];
const rounds = Number(process.argv[3] ?? 9);
const questions = [
  'how do I roll back a release',
  'webhooks',
  'retrys',
  '#retries',
  'kubernets ingress',
  'topics',
  'latest',
  'help',
];

interface Program {
  readonly name: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

const dir = await mkdtemp(path.join(tmpdir(), 'guidepost-'));
const slack = createLocalSlack({ manifest: await readManifest() });
await slack.listen();
const user = slack.workspace.addUser({ name: 'mia' }).id;
const channel = slack.workspace.addChannel({ name: 'busy', members: [user] }).id;
execFileSync(process.execPath, ['scripts/build.ts', path.join(dir, 'built')]);
const programs: readonly Program[] = [
  {
    name: 'Guidepost',
    // As `npm start` runs it.
    args: ['--max-semi-space-size=16', path.join(dir, 'built/guidepost.js'), 'start'],
    env: {
      ...settingsFor(slack, 'http'),
      CONTENT_DIR: 'content',
      DATA_DIR: dir,
      REQUESTS_PER_MINUTE: '99999',
      WORKSPACE_REQUESTS_PER_MINUTE: '99999',
      NODE_COMPILE_CACHE: path.join(dir, 'compiled'),
    },
  },
  {
    name: 'bare Bolt',
    args: ['--max-semi-space-size=16', 'scripts/bare-bolt.ts'],
    env: settingsFor(slack, 'http'),
  },
];

const parts = new AsyncDisposableStack();
try {
  const startMs = programs.map((): number[] => []);
  for (let n = 0; n < rounds; n += 1) {
    for (const [which, program] of programs.entries()) {
      const startedAt = performance.now();
      const { stop } = await startProgram(program);
      startMs[which]?.push(performance.now() - startedAt);
      await stop();
    }
  }
  const bodies = questions.map((question) => bodyOf(slack, question));
  const running = [];
  for (const program of programs) {
    const started = await startProgram(program);
    parts.defer(started.stop);
    // The first answers also pay for compiling the program.
    await drive(started.port, bodies, 10, requests);
    running.push({ ...program, ...started });
  }
  const rows = [];
  for (const connections of connectionCounts) {
    const figures = running.map((program) => ({
      ...program,
      cpuMs: 0,
      p50: [] as number[],
      p99: [] as number[],
    }));
    for (let n = 0; n < rounds; n += 1) {
      for (const each of figures) {
        const before = await cpuOf(each.pid);
        const times = await drive(each.port, bodies, connections, requests);
        each.cpuMs += (await cpuOf(each.pid)) - before;
        each.p50.push(percentile(times, 0.5));
        each.p99.push(percentile(times, 0.99));
      }
    }
    for (const [which, { name, pid, cpuMs, p50, p99 }] of figures.entries()) {
      rows.push({
        program: name,
        connections,
        'requests per CPU second': Math.round((1_000 * rounds * requests) / cpuMs),
        'p50 ms': percentile(p50, 0.5),
        'p99 ms': percentile(p99, 0.5),
        'start to ready, s': Math.round(percentile(startMs[which] ?? [], 0.5) / 10) / 100,
        'memory MB': await memoryOf(pid),
      });
    }
  }
  // eslint-disable-next-line no-console -- the table is what the script is for
  console.table(rows);
} finally {
  await parts.disposeAsync();
  await slack.close();
  await rm(dir, { recursive: true, force: true });
}

async function startProgram({ args, env }: Program) {
  const running = runProcess({ args, env });
  const { child, exited } = running;
  const [, port] = await running.waitForOutput(/"port":(\d+).*ready/);
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await exited;
  };
  return { port: Number(port), pid: child.pid ?? 0, stop };
}

function bodyOf(from: LocalSlack, text: string): string {
  const { body } = from.buildCommand({ user, channel, command: '/guide', text });
  return new URLSearchParams(
    Object.entries(body).map(([key, value]) => [key, String(value)]),
  ).toString();
}

/** Each connection asks when it has its answer. Returns how long each acknowledgement took. */
async function drive(
  port: number,
  bodies: readonly string[],
  connections: number,
  count: number,
): Promise<readonly number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const times: number[] = [];
  let left = count;
  const ask = async (): Promise<void> => {
    while (left-- > 0) {
      const body = bodies[left % bodies.length] ?? '';
      const startedAt = performance.now();
      await post(port, body, agent);
      times.push(performance.now() - startedAt);
    }
  };
  await Promise.all(Array.from({ length: connections }, ask));
  agent.destroy();
  return times;
}

function post(port: number, body: string, agent: Agent): Promise<void> {
  const seconds = Math.floor(Date.now() / 1_000);
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': Buffer.byteLength(body),
    ...signRequest(body, seconds, slack.installation.signingSecret),
  };
  return new Promise((resolve, reject) => {
    const request = sendRequest(
      { host: '127.0.0.1', port, path: '/slack/events', method: 'POST', headers, agent },
      (response) => {
        let bytes = 0;
        response.on('data', (chunk: Buffer) => (bytes += chunk.length));
        response.on('end', () => {
          if (response.statusCode === 200 && bytes > 0) resolve();
          else reject(new Error(`acknowledged with ${response.statusCode ?? 0}, ${bytes} bytes`));
        });
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}
