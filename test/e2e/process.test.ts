import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import {
  createLocalSlack,
  type LocalSlack,
  type LocalSlackOptions,
} from '../../simulator/create-local-slack.ts';
import { runProcess, type RunningProcess } from '../helpers/run-process.ts';
import { visibleText } from '../helpers/visible-text.ts';
import { readManifest, settingsFor, type Transport } from '../helpers/slack-settings.ts';

interface Stage {
  readonly slack: LocalSlack;
  readonly contentDir: string;
  readonly member: string;
  readonly channel: string;
  /** Starts the program as it is built, as `npm start` does. */
  readonly start: (
    env?: Readonly<Record<string, string>>,
    nodeArgs?: readonly string[],
  ) => RunningProcess;
}

let built: string;
const started: RunningProcess[] = [];

beforeAll(async () => {
  built = await mkdtemp(path.join(tmpdir(), 'guidepost-built-'));
  await promisify(execFile)(process.execPath, ['scripts/build.ts', built]);
});
afterAll(() => rm(built, { recursive: true, force: true }));

// A test that ran out of time never gets to its own end, and its process would run for ever.
afterEach(async () => {
  for (const { child } of started) child.kill('SIGKILL');
  await Promise.all(started.map(({ exited }) => exited));
  started.length = 0;
});

async function withStage(
  transport: Transport,
  options: Partial<LocalSlackOptions>,
  test: (stage: Stage) => Promise<void>,
): Promise<void> {
  const own: RunningProcess[] = [];
  const dir = await mkdtemp(path.join(tmpdir(), 'guidepost-'));
  const contentDir = path.join(dir, 'content');
  await cp('test/fixtures/guide', contentDir, { recursive: true });
  const slack = createLocalSlack({ manifest: await readManifest(), ...options });
  const member = slack.workspace.addUser({ name: 'mia' }).id;
  const channel = slack.workspace.addChannel({ name: 'general', members: [member] }).id;
  await slack.listen();
  try {
    await test({
      slack,
      contentDir,
      member,
      channel,
      start: (env = {}, nodeArgs = []) => {
        const settings = {
          ...settingsFor(slack, transport),
          CONTENT_DIR: contentDir,
          DATA_DIR: dir,
        };
        const running = runProcess({
          args: [...nodeArgs, path.join(built, 'guidepost.js'), 'start'],
          env: { ...settings, NODE_COMPILE_CACHE: path.join(built, 'compiled'), ...env },
        });
        started.push(running);
        own.push(running);
        return running;
      },
    });
    expect(slack.faults.pending()).toEqual([]);
  } finally {
    for (const { child } of own) child.kill('SIGKILL');
    await Promise.all(own.map(({ exited }) => exited));
    await slack.close();
    await rm(dir, { recursive: true, force: true });
  }
}

async function ask({ slack, member, channel }: Stage, text: string): Promise<string> {
  const replies = () =>
    slack.messagesSeenBy(member, channel).filter(({ ephemeralTo }) => ephemeralTo === member);
  const before = replies().length;
  await slack.asUser(member).command('/guide', text, { channel });
  return visibleText(await slack.waitFor(() => replies()[before]));
}

async function waitUntilReady(running: RunningProcess, slack: LocalSlack): Promise<number> {
  const [, port] = await running.waitForOutput(/"port":(\d+).*"msg":"Guidepost is ready"/);
  slack.deliverOverHttp(`http://127.0.0.1:${port}/slack/events`);
  return Number(port);
}

describe('the process', () => {
  it.each<Transport>(['http', 'socket'])(
    'starts, answers over %s, sees an edit, and stops when asked to',
    async (transport) => {
      await withStage(transport, {}, async (stage) => {
        const { slack, contentDir, start } = stage;
        const running = start();
        if (transport === 'http') await waitUntilReady(running, slack);
        else await running.waitForOutput(/Guidepost is ready/);
        expect(await ask(stage, 'how do I roll back a release')).toContain(
          'Deploying on a calm day › Rolling back',
        );

        const article =
          '---\ntitle: Gadgets\nsummary: All about gadgets.\n---\nA gadget is a thing.\n';
        await writeFile(path.join(contentDir, 'gadgets.md'), article);
        await running.waitForOutput(/articles changed/);
        expect(await ask(stage, 'gadgets')).toContain('Gadgets (https');

        await writeFile(path.join(contentDir, 'gadgets.md'), Buffer.from([0x41, 0xc3, 0x28]));
        await running.waitForOutput(/gadgets\.md:1: .*UTF-8/);
        expect(await ask(stage, 'gadgets')).toContain('Gadgets (https');

        running.child.kill('SIGTERM');
        expect(await running.exited).toBe(0);
        expect(running.stderr()).toBe('');
      });
    },
  );

  it.each<Transport>(['http', 'socket'])(
    'finishes the answer it is giving over %s when it is asked to stop',
    async (transport) => {
      await withStage(transport, {}, async (stage) => {
        const { slack, member, channel, start } = stage;
        const running = start();
        if (transport === 'http') await waitUntilReady(running, slack);
        else await running.waitForOutput(/Guidepost is ready/);
        slack.inviteBot(channel);
        slack.faults.next('chat.postMessage', { kind: 'slow', ms: 1_000 });
        const mentioned = slack.asUser(member).mention(channel, 'webhooks');
        // Slack has the answer, and the program does not know it yet.
        await slack.waitFor(() => slack.workspace.messages(channel).find(({ botId }) => botId));
        running.child.kill('SIGTERM');
        const { deliveries } = await mentioned;
        expect(deliveries.map(({ ok }) => ok)).toEqual([true]);
        expect(await running.exited).toBe(0);
      });
    },
  );

  it('stops when it is asked to before it has reached Slack', async () => {
    await withStage('http', {}, async ({ start }) => {
      const running = start({ SLACK_API_URL: 'http://127.0.0.1:9/api/' });
      await running.waitForOutput(/Can't reach Slack/);
      running.child.kill('SIGTERM');
      expect(await running.exited).toBe(0);
    });
  });

  it('says that it is ready when its socket is connected, and not before', async () => {
    await withStage('socket', {}, async ({ slack, start }) => {
      slack.sockets.refuse(true);
      const running = start();
      await running.waitForOutput(/"reason":"socket_closed".*could not connect to Slack/);
      expect(running.stdout()).not.toContain('is ready');
      expect(running.stdout()).not.toContain('"level":50');
      slack.sockets.refuse(false);
      await running.waitForOutput(/Guidepost is ready/);
      running.child.kill('SIGTERM');
      expect(await running.exited).toBe(0);
    });
  });

  it('stops over HTTP and over a socket although Slack never answers what it is saying', async () => {
    // Both wait at the same time for what it's given to stop.
    const stop = (transport: Transport) =>
      withStage(transport, {}, async ({ slack, member, channel, start }) => {
        const running = start();
        if (transport === 'http') await waitUntilReady(running, slack);
        else await running.waitForOutput(/Guidepost is ready/);
        slack.inviteBot(channel);
        slack.faults.next('chat.postMessage', { kind: 'slow', ms: 60_000 }, { times: 2 });
        const actor = slack.asUser(member);
        await Promise.all([actor.mention(channel, 'webhooks'), actor.mention(channel, 'retries')]);
        await slack.waitFor(
          () => slack.workspace.messages(channel).filter(({ botId }) => botId)[1],
        );
        running.child.kill('SIGTERM');
        expect(await running.exited).toBe(0);
      });
    await Promise.all([stop('http'), stop('socket')]);
  });

  it('stops although somebody never finishes a request', async () => {
    await withStage('http', {}, async ({ slack, start }) => {
      const running = start();
      const port = await waitUntilReady(running, slack);
      const client = connect(port, '127.0.0.1');
      client.on('error', () => undefined);
      client.unref();
      client.write(
        'POST /slack/events HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\nexpect: 100-continue\r\n\r\nhalf',
      );
      const [reply] = (await once(client, 'data')) as [Buffer];
      expect(reply.toString()).toContain('100 Continue');
      running.child.kill('SIGTERM');
      expect(await running.exited).toBe(0);
    });
  });

  it('that dies when it has answered, and before it knows, leaves it at one answer', async () => {
    await withStage('http', {}, async (stage) => {
      const { slack, member, channel, start } = stage;
      const first = start();
      await waitUntilReady(first, slack);
      slack.inviteBot(channel);
      // The post arrives, its confirmation does not.
      slack.faults.next('chat.postMessage', { kind: 'slow', ms: 2_000 });
      const mentioned = slack.asUser(member).mention(channel, 'webhooks');
      const answers = () =>
        slack.workspace.messages(channel).filter(({ botId }) => botId !== undefined);
      await slack.waitFor(() => answers()[0]);
      first.child.kill('SIGKILL');
      const { deliveries } = await mentioned;
      expect(deliveries.map(({ ok }) => ok)).toEqual([true]);

      await waitUntilReady(start(), slack);
      const [sent] = deliveries.map((delivery) => delivery.sent);
      if (sent) await slack.deliver(sent, { attempt: 1, reason: 'http_timeout' });
      expect(answers()).toHaveLength(1);
    });
  });

  it('that dies after it acknowledged and before it could answer, answers when it is back', async () => {
    await withStage('http', {}, async (stage) => {
      const { slack, member, channel, start } = stage;
      const first = start();
      await waitUntilReady(first, slack);
      slack.inviteBot(channel);
      slack.faults.next('chat.postMessage', { kind: 'rateLimited', retryAfterS: 3 });
      const { deliveries } = await slack.asUser(member).mention(channel, 'webhooks');
      expect(deliveries.map(({ ok }) => ok)).toEqual([true]);
      const answers = () =>
        slack.workspace.messages(channel).filter(({ botId }) => botId !== undefined);
      expect(answers()).toEqual([]);
      await first.waitForOutput(/"outcome":"later".*"msg":"delivery"/);
      first.child.kill('SIGKILL');
      await first.exited;

      await waitUntilReady(start(), slack);
      await slack.waitFor(() => answers()[0], { timeoutMs: 60_000 });
      expect(answers()).toHaveLength(1);
    });
  });

  it('that dies while it shares an article shares it no second time', async () => {
    await withStage('http', {}, async (stage) => {
      const { slack, member, channel, start } = stage;
      const first = start();
      await waitUntilReady(first, slack);
      await ask(stage, 'how do I roll back a release');
      const privateReplies = () =>
        slack.messagesSeenBy(member, channel).filter(({ ephemeralTo }) => ephemeralTo === member);
      const answer = await slack.waitFor(() => privateReplies()[0]);
      const inChannel = () =>
        slack
          .messagesSeenBy(member, channel)
          .filter(({ ephemeralTo }) => ephemeralTo === undefined);
      const press = () => slack.asUser(member).click(answer, 'answer_share');
      // The post arrives, its confirmation does not.
      slack.faults.next('response_url', { kind: 'slow', ms: 5_000 });
      await press();
      await slack.waitFor(() => inChannel()[0]);
      first.child.kill('SIGKILL');
      await first.exited;

      await waitUntilReady(start(), slack);
      await press();
      await slack.waitFor(
        () =>
          privateReplies().find((reply) =>
            visibleText(reply).includes('not sure the article was posted'),
          ),
        { timeoutMs: 60_000 },
      );
      expect(inChannel()).toHaveLength(1);
    });
  });

  it('does not start when a setting is wrong, and says how to mend it', async () => {
    await withStage('http', {}, async ({ start }) => {
      const running = start({ PORT: 'x', LOG_LEVEL: 'loud' });
      expect(await running.exited).toBe(1);
      expect(running.stderr()).toMatch(/PORT isn't a port.*\n.*LOG_LEVEL/);
      expect(running.stderr()).not.toMatch(/\n {4}at /);
    });
  });

  it('ends with 1 when a promise is rejected and nobody noticed', async () => {
    await withStage('http', {}, async ({ slack, start }) => {
      const onSignal = 'process.on("SIGUSR2",()=>void Promise.reject(new Error("oops")))';
      const running = start({}, ['--import', `data:text/javascript,${onSignal}`]);
      await waitUntilReady(running, slack);
      running.child.kill('SIGUSR2');
      expect(await running.exited).toBe(1);
      expect(running.stdout()).toContain('"msg":"a promise was rejected and nobody noticed"');
      expect(running.stdout()).toContain('oops');
    });
  });
});
