import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';
import { createLocalSlack, type LocalSlack } from '../simulator/create-local-slack.ts';
import { runProcess } from '../test/helpers/run-process.ts';
import { cpuOf, memoryOf, percentile } from './bench/process-use.ts';

/**
 * How long people wait: 50 at a time type /guide to the real process, through the local Slack, both
 * ways in. `npm run measure-answers -- 500` asks that often; 2,000 times when left
 * out. Both share this machine.
 */
const concurrency = 50;
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

interface Measured {
  readonly toAck: readonly number[];
  readonly toAnswer: readonly number[];
  /** Commands that were not acknowledged in time: people saw an error. */
  readonly late: number;
  /** Spent by the bot; what is above it is waiting in line, and the local Slack's own work. */
  readonly cpuMs: number;
  readonly memoryMb: readonly [start: number, end: number];
}

async function measure(transport: 'http' | 'socket', commands: number): Promise<Measured> {
  const dir = await mkdtemp(path.join(tmpdir(), 'guidepost-'));
  const manifest: unknown = parse(await readFile('manifest.yml', 'utf8'));
  const slack = createLocalSlack({ manifest });
  await slack.listen();
  const { botToken, appToken, signingSecret } = slack.installation;
  const contentDir = path.join(dir, 'content');
  await cp('content', contentDir, { recursive: true });
  const running = runProcess({
    // As `npm start` runs it.
    args: ['--max-semi-space-size=8', 'src/main.ts'],
    env: {
      SLACK_BOT_TOKEN: botToken,
      SLACK_API_URL: slack.apiUrl,
      HOST: '127.0.0.1',
      PORT: '0',
      CONTENT_DIR: contentDir,
      DATA_DIR: dir,
      ...(transport === 'socket'
        ? { SLACK_APP_TOKEN: appToken }
        : { SLACK_SIGNING_SECRET: signingSecret }),
    },
  });
  try {
    const [, port] = await running.waitForOutput(/"port":(\d+).*"msg":"Guidepost is ready"/);
    if (transport === 'http') slack.deliverOverHttp(`http://127.0.0.1:${port}/slack/events`);
    // The first answers also pay for compiling the program.
    await ask(slack, 500);
    const { pid = 0 } = running.child;
    const start = { memory: await memoryOf(pid), cpu: await cpuOf(pid) };
    const times = await ask(slack, commands);
    const cpuMs = ((await cpuOf(pid)) - start.cpu) / commands;
    return { ...times, cpuMs, memoryMb: [start.memory, await memoryOf(pid)] };
  } finally {
    running.child.kill('SIGTERM');
    await running.exited;
    await slack.close();
    await rm(dir, { recursive: true, force: true });
  }
}

/** Each person asks in a channel of their own, so that it is plain which answer is whose. */
async function ask(
  slack: LocalSlack,
  commands: number,
): Promise<Omit<Measured, 'memoryMb' | 'cpuMs'>> {
  const toAck: number[] = [];
  const toAnswer: number[] = [];
  let late = 0;
  let left = commands;
  const typeAndWait = async (): Promise<void> => {
    const user = slack.workspace.addUser({ name: `user${Math.random()}` }).id;
    while (left-- > 0) {
      const channel = slack.workspace.addChannel({ name: 'busy', members: [user] }).id;
      const text = questions[left % questions.length] ?? '';
      const startedAt = performance.now();
      const command = slack.asUser(user).command('/guide', text, { channel });
      const answered = slack
        .waitFor(() => slack.messagesSeenBy(user, channel)[0], { timeoutMs: 30_000 })
        .then(() => toAnswer.push(performance.now() - startedAt));
      const { error, ms } = await command;
      if (error === 'operation_timeout') late += 1;
      else if (error !== undefined) throw new Error(`Not acknowledged: ${error}`);
      toAck.push(ms);
      await answered;
    }
  };
  await Promise.all(Array.from({ length: concurrency }, typeAndWait));
  return { toAck, toAnswer, late };
}

const commands = Number(process.argv[2] ?? 2_000);
const rows = [];
for (const transport of ['http', 'socket'] as const) {
  const { toAck, toAnswer, late, cpuMs, memoryMb } = await measure(transport, commands);
  rows.push({
    transport,
    commands: toAnswer.length,
    late,
    'ack p50 ms': percentile(toAck, 0.5),
    'ack p99 ms': percentile(toAck, 0.99),
    'answer p50 ms': percentile(toAnswer, 0.5),
    'answer p99 ms': percentile(toAnswer, 0.99),
    'CPU ms each': Math.round(cpuMs * 10) / 10,
    'memory MB': memoryMb.join(' to '),
  });
}
// eslint-disable-next-line no-console -- the table is what the script is for
console.table(rows);
