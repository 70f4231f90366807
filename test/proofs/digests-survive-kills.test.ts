import { randomInt, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from '@jest/globals';
import { createLocalSlack } from '../../simulator/create-local-slack.ts';
import type { StoreLocation } from '../../src/store/open-dialect.ts';
import { openStore } from '../../src/store/open-store.ts';
import { runProcess, type RunningProcess } from '../helpers/run-process.ts';
import { readManifest, settingsFor } from '../helpers/slack-settings.ts';
import { subscribeChannels } from '../helpers/subscribe-channels.ts';
import { describeOnEachDatabase } from '../helpers/with-store.ts';

// `CHANNELS=500 KILLS=40 npm run prove-digests` proves the same at length.
const channelCount = Number(process.env['CHANNELS'] ?? 200);
const killCount = Number(process.env['KILLS'] ?? 6);
const minuteMs = 60_000;

async function countUnsettled(location: StoreLocation, team: string): Promise<number> {
  const store = await openStore(location, {
    now: Date.now,
    newId: randomUUID,
    onProblem: () => undefined,
  });
  try {
    const digests = store.forWorkspace(team);
    const states = await Promise.all(
      (await digests.listSubscriptions()).map(async ({ id }) => {
        const run = (await digests.listHistory(id, 10)).find(({ week }) => week === '2020-W01');
        return run?.state;
      }),
    );
    return states.filter((state) => state !== 'sent').length;
  } finally {
    await store.close();
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describeOnEachDatabase('killed again and again while it fans out', (database) => {
  // Where the database takes several processes, two of them share the work and take turns in dying.
  const processCount = database.engine === 'postgres' ? 2 : 1;

  it(
    'the bot still posts one digest a channel, and one answer a question',
    () =>
      database.use(async (location) => {
        const dir = await mkdtemp(path.join(tmpdir(), 'guidepost-'));
        const slack = createLocalSlack({ manifest: await readManifest() });
        await slack.listen();
        const channels = await subscribeChannels(location, slack, {
          count: channelCount,
          dueAt: Date.now,
        });
        const person = slack.workspace.addUser({ name: 'mia' }).id;
        const { botUserId } = slack.installation;
        const asking = slack.workspace.addChannel({
          name: 'asking',
          members: [person, botUserId],
        }).id;
        const heard: string[] = [];
        /** Somebody asks; what nobody acknowledges, the process that is killed now, is not counted. */
        const ask = async () => {
          const { message, deliveries } = await slack.asUser(person).mention(asking, 'webhooks');
          if (deliveries.some(({ ok }) => ok)) heard.push(message.ts);
        };
        const asked: Promise<void>[] = [];
        // Slack has the message for a while before it says so: the moment to be killed in.
        slack.faults.next('chat.postMessage', { kind: 'slow', ms: 150 }, { times: Infinity });
        const running: RunningProcess[] = [];
        const start = () => {
          const database =
            location.kind === 'sqlite'
              ? { DATA_DIR: location.dataDir }
              : { DATA_DIR: dir, DATABASE_URL: location.url };
          const env = {
            ...settingsFor(slack, 'socket'),
            ...database,
            CONTENT_DIR: 'test/fixtures/guide',
            DIGEST_POSTS_PER_MINUTE: '1000',
          };
          running.push(runProcess({ args: ['src/main.ts'], env }));
        };
        const posted = () => slack.traffic.list('chat.postMessage').length;
        try {
          for (let n = 0; n < processCount; n += 1) start();
          // Counted in posts, so that there is always something left to be killed in.
          const moments = Array.from({ length: killCount }, () => randomInt(1, channelCount));
          for (const moment of moments.toSorted((a, b) => a - b)) {
            while (posted() < moment) await pause(10);
            asked.push(ask());
            await pause(randomInt(0, 300));
            const victim = running.shift();
            victim?.child.kill('SIGKILL');
            await victim?.exited;
            start();
          }
          await Promise.all(asked);
          const answersTo = (ts: string) =>
            slack.workspace
              .messages(asking)
              .filter(({ threadTs, botId }) => threadTs === ts && botId !== undefined);
          const deadline = Date.now() + 5 * minuteMs;
          while ((await countUnsettled(location, slack.workspace.team.id)) > 0) {
            if (Date.now() > deadline) throw new Error('not every digest was settled in time');
            await pause(1_000);
          }
          while (heard.some((ts) => answersTo(ts).length === 0)) {
            if (Date.now() > deadline) throw new Error('not every question was answered in time');
            await pause(1_000);
          }
          expect(heard.map((ts) => answersTo(ts).length)).toEqual(heard.map(() => 1));
        } finally {
          for (const { child } of running) child.kill('SIGKILL');
          await Promise.all(running.map(({ exited }) => exited));
          await slack.close();
          await rm(dir, { recursive: true, force: true });
        }
        const counts = channels.map((channel) => slack.workspace.messages(channel).length);
        expect(counts).toEqual(Array(channelCount).fill(1));
      }),
    15 * minuteMs,
  );
});
