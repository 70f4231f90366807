/**
 * What an answer costs, beside a bare Bolt app that acknowledges with five blocks, in one run on this
 * machine: requests for each second of processor time, and how long the acknowledgement took. Also
 * how long either takes from its start until it is ready.
 *
 *   npm run measure-answers -- [REQUESTS]     4000 at each number of connections
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

const requests = Number(process.argv[2] ?? 4_000);
const connectionCounts = [1, 10, 50];
const starts = 5;
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
    args: ['--max-semi-space-size=8', path.join(dir, 'built/guidepost.js'), 'start'],
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
    args: ['--max-semi-space-size=8', 'scripts/bare-bolt.ts'],
    env: settingsFor(slack, 'http'),
  },
];
const ready = /"port":(\d+).*ready/;

try {
  const rows = [];
  for (const { name, args, env } of programs) {
    const startMs: number[] = [];
    for (let n = 0; n < starts; n += 1) {
      const startedAt = performance.now();
      const running = runProcess({ args, env });
      await running.waitForOutput(ready);
      startMs.push(performance.now() - startedAt);
      running.child.kill('SIGTERM');
      await running.exited;
    }
    const running = runProcess({ args, env });
    const [, port] = await running.waitForOutput(ready);
    const pid = running.child.pid ?? 0;
    const bodies = questions.map((question) => bodyOf(slack, question));
    // The first answers also pay for compiling the program.
    await drive(Number(port), bodies, 10, Math.min(2_000, requests));
    for (const connections of connectionCounts) {
      const before = await cpuOf(pid);
      const times = await drive(Number(port), bodies, connections, requests);
      const cpuS = ((await cpuOf(pid)) - before) / 1_000;
      rows.push({
        program: name,
        connections,
        'requests per CPU second': Math.round(requests / cpuS),
        'p50 ms': percentile(times, 0.5),
        'p99 ms': percentile(times, 0.99),
        'start to ready, s': Math.round(percentile(startMs, 0.5) / 10) / 100,
        'memory MB': await memoryOf(pid),
      });
    }
    running.child.kill('SIGTERM');
    await running.exited;
  }
  // eslint-disable-next-line no-console -- the table is what the script is for
  console.table(rows);
} finally {
  await slack.close();
  await rm(dir, { recursive: true, force: true });
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
