// Many channels are due at the same minute: how long does it take, and does anybody notice?
//
//     node scripts/fan-out.ts [channels] [posts a minute]
//
// Starts the real bot against the local Slack, which holds it to Slack's strict rates and takes
// 150 ms for each post, and asks /guide questions all the while. Ends with 1 if anything is amiss.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createLocalSlack, type LocalSlack } from '../simulator/create-local-slack.ts';
import { runProcess } from '../test/helpers/run-process.ts';
import { readManifest, settingsFor } from '../test/helpers/slack-settings.ts';
import { subscribeChannels } from '../test/helpers/subscribe-channels.ts';

const channelCount = Number(process.argv[2] ?? 2_000);
const perMinute = Number(process.argv[3] ?? 240);
const questions = ['how do I roll back a release', 'retries', 'dead letters', 'webhooks'];

/** Asks and waits for the answer; how long the acknowledgement and the answer took. */
async function ask(slack: LocalSlack, user: string, channel: string, n: number) {
  const before = slack.messagesSeenBy(user, channel).length;
  const startedAt = performance.now();
  const question = questions[n % questions.length] ?? '';
  const { ms, ok } = await slack.asUser(user).command('/guide', question, { channel });
  if (!ok) throw new Error('a command was not acknowledged');
  await slack.waitFor(() => slack.messagesSeenBy(user, channel)[before]);
  return { acknowledgedMs: ms, answeredMs: performance.now() - startedAt };
}

function describe(values: readonly number[]): string {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => (sorted[Math.floor((sorted.length - 1) * share)] ?? NaN).toFixed(1);
  return `median ${at(0.5)} ms, p99 ${at(0.99)} ms, worst ${at(1)} ms`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

const dataDir = await mkdtemp(path.join(tmpdir(), 'guidepost-fan-out-'));
const slack = createLocalSlack({ manifest: await readManifest(), rateLimiting: 'strict' });
await slack.listen();
const user = slack.workspace.addUser({ name: 'mia' }).id;
const channel = slack.workspace.addChannel({ name: 'general', members: [user] }).id;
const subscribedAt = Date.now();
await subscribeChannels({ kind: 'sqlite', dataDir }, slack, {
  count: channelCount,
  dueAt: () => subscribedAt,
});
slack.faults.next('chat.postMessage', { kind: 'slow', ms: 150 }, { times: Infinity });
let refused = 0;
const posted = new Map<string, number>();
slack.traffic.subscribe(({ name, request, status }) => {
  if (name !== 'chat.postMessage') return;
  if (status === 429) refused += 1;
  const to = String((request as { channel?: unknown }).channel);
  posted.set(to, (posted.get(to) ?? 0) + 1);
});

const bot = runProcess({
  args: ['src/main.ts'],
  env: {
    ...settingsFor(slack, 'socket'),
    DATA_DIR: dataDir,
    CONTENT_DIR: 'content',
    DIGEST_POSTS_PER_MINUTE: String(perMinute),
  },
});
await bot.waitForOutput(/Guidepost is ready/);
const startedAt = performance.now();
const asked: { acknowledgedMs: number; answeredMs: number }[] = [];
while (posted.size < channelCount) {
  asked.push(await ask(slack, user, channel, asked.length));
  await new Promise((resolve) => setTimeout(resolve, 500));
}
const seconds = (performance.now() - startedAt) / 1_000;
const quiet: { acknowledgedMs: number; answeredMs: number }[] = [];
for (let n = 0; n < 100; n += 1) quiet.push(await ask(slack, user, channel, n));
bot.child.kill('SIGTERM');
await bot.exited;
await slack.close();
await rm(dataDir, { recursive: true, force: true });

const atBest = (channelCount / perMinute) * 60;
const twice = [...posted.values()].filter((count) => count !== 1).length;
print(`${channelCount} channels at ${perMinute} posts a minute: ${seconds.toFixed(0)} s`);
print(`the rate allows ${atBest.toFixed(0)} s at best`);
print(`refused by Slack for coming too fast: ${refused}`);
print(`channels with other than one digest: ${twice}`);
print(
  `/guide meanwhile, ${asked.length} times: acknowledged in ${describe(asked.map((a) => a.acknowledgedMs))}`,
);
print(`/guide meanwhile: answered in ${describe(asked.map((a) => a.answeredMs))}`);
print(`/guide afterwards, 100 times: answered in ${describe(quiet.map((a) => a.answeredMs))}`);
process.exitCode = twice === 0 && refused === 0 ? 0 : 1;
