import { describe, expect, it } from '@jest/globals';
import { chmod, cp, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import { createLocalSlack, type LocalSlack } from '../../simulator/create-local-slack.ts';
import { runDoctor } from '../../src/cli/doctor.ts';
import type { DoctorDeps } from '../../src/cli/doctor/finding.ts';
import { inspectStore } from '../../src/store/inspect-store.ts';
import { withUpstream } from '../helpers/git-server.ts';
import { withGuidepost, type Transport } from '../helpers/with-guidepost.ts';
import { readManifest, settingsFor } from '../helpers/slack-settings.ts';
import { describeOnEachDatabase, withDatabase, withStore } from '../helpers/with-store.ts';
import { makeSubscription } from '../helpers/make-subscription.ts';

interface Ward {
  readonly slack: LocalSlack;
  readonly dir: string;
  readonly examine: (
    env?: Record<string, string>,
    deps?: Partial<DoctorDeps>,
  ) => Promise<{ code: number; report: string }>;
}

async function inWard(transport: Transport, test: (ward: Ward) => Promise<void>): Promise<void> {
  const dir = await mkdtemp(path.join(tmpdir(), 'guidepost-'));
  await cp('test/fixtures/guide', path.join(dir, 'content'), { recursive: true });
  const slack = createLocalSlack({ manifest: await readManifest() });
  await slack.listen();
  try {
    await test({
      slack,
      dir,
      examine: async (env = {}, deps = {}) => {
        let report = '';
        const code = await runDoctor({
          out: (text) => (report += text),
          colours: false,
          env: {
            ...settingsFor(slack, transport),
            CONTENT_DIR: path.join(dir, 'content'),
            DATA_DIR: dir,
            ...env,
          },
          now: () => new Date(),
          fetch,
          ...deps,
        });
        const { botToken, appToken, signingSecret } = slack.installation;
        for (const secret of [botToken, appToken, signingSecret]) {
          expect(report).not.toContain(secret);
        }
        return { code, report };
      },
    });
  } finally {
    await slack.close();
    await rm(dir, { recursive: true, force: true });
  }
}

describe('guidepost doctor', () => {
  it('finds nothing to mend where everything is right, and changes nothing', async () => {
    await inWard('socket', async ({ examine }) => {
      const { code, report } = await examine();
      expect(report).toMatch(/^ok {6}bot token: @guidepost in /m);
      expect(report).toMatch(/^ok {6}permissions: all granted$/m);
      expect(report).toMatch(/^ok {6}socket: opens, and Slack says hello$/m);
      expect(report).toMatch(/^ok {6}database: schema 0 in .*; the next start brings it to \d+$/m);
      expect(report).toMatch(/^0 to mend, 0 to look at, \d+ fine\.$/m);
      expect(code).toBe(0);
      expect((await examine()).report).toBe(report);
    });
  });

  it('names a permission that was not granted, and what is lost with it', async () => {
    await inWard('socket', async ({ slack, examine }) => {
      slack.installation.scopes.delete('usergroups:read');
      const optional = await examine();
      expect(optional.report).toMatch(
        /^warning permissions: usergroups:read is missing: .*empty$/m,
      );
      expect(optional.code).toBe(0);
      slack.installation.scopes.delete('im:history');
      const { code, report } = await examine();
      expect(report).toMatch(/^PROBLEM permissions: im:history .*\n.*reinstall the app\.$/m);
      expect(code).toBe(1);
    });
  });

  it.each<[string, Record<string, string>, RegExp]>([
    [
      'a wrong bot token',
      { SLACK_BOT_TOKEN: 'xoxb-wrong' },
      /Slack refuses SLACK_BOT_TOKEN \(invalid_auth\)/,
    ],
    [
      'a wrong app token',
      { SLACK_APP_TOKEN: 'xapp-wrong' },
      /Slack refuses SLACK_APP_TOKEN \(invalid_auth\)/,
    ],
    [
      'a Slack out of reach',
      { SLACK_API_URL: 'http://127.0.0.1:9/api/' },
      /Slack: 127\.0\.0\.1:9 can't be reached/,
    ],
    ['no articles', { CONTENT_DIR: '/nowhere' }, /articles: .*\/nowhere/],
    ['a folder without articles', { CONTENT_DIR: 'src/text' }, /articles: 0 in .*\n +Put at least/],
    ['data in a file', { DATA_DIR: 'package.json' }, /disk: .*package\.json isn't a folder/],
    ['a port that cannot be had', { HOST: '192.0.2.1' }, /port: can't listen on HOST 192\.0\.2\.1/],
    [
      'a database out of reach',
      { DATABASE_URL: 'postgres://ada:pwd@127.0.0.1:9/x' },
      /database: can't be opened/,
    ],
    [
      'settings that are wrong',
      { PORT: 'x', LOG_LEVEL: 'loud' },
      /PORT isn't a port.*\n.*LOG_LEVEL isn't/,
    ],
  ])('says how to mend %s', async (_, env, problem) => {
    await inWard('socket', async ({ examine }) => {
      const { code, report } = await examine(env);
      expect(report).toMatch(problem);
      expect(code).toBe(1);
    });
  });

  it('does not wait for a program that has the port and says nothing', async () => {
    const silent = createServer();
    await once(silent.listen(0, '127.0.0.1'), 'listening');
    const PORT = String((silent.address() as AddressInfo).port);
    const unlessStopped: typeof fetch = (_, init) =>
      init?.signal ? Promise.reject(new Error('timeout')) : new Promise(() => undefined);
    const isSilent = (url: unknown): boolean => url === `http://127.0.0.1:${PORT}/healthz`;
    await inWard('socket', async ({ examine }) => {
      const deps: Partial<DoctorDeps> = {
        fetch: (url, init) => (isSilent(url) ? unlessStopped : fetch)(url, init),
      };
      const { report } = await examine({ PORT }, deps);
      expect(report).toMatch(/port: can't listen on .* \(EADDRINUSE\)/);
    });
    silent.close();
  });

  it('sees a socket that does not open', async () => {
    await inWard('socket', async ({ slack, examine }) => {
      slack.sockets.refuse(true);
      const { code, report } = await examine();
      expect(report).toMatch(/^PROBLEM socket: doesn't open/m);
      expect(code).toBe(1);
    });
  });

  it('sees a clock that is wrong', async () => {
    await inWard('socket', async ({ examine }) => {
      const now = () => new Date(Date.now() + 400_000);
      const { code, report } = await examine({}, { now });
      expect(report).toMatch(/^PROBLEM clock: (?:399|400|401) seconds ahead of/m);
      expect(code).toBe(1);
    });
  });

  it('looks into the database without changing it', async () => {
    await inWard('socket', async ({ dir, examine }) => {
      await withStore({ kind: 'sqlite', dataDir: dir }, () => Promise.resolve());
      const file = path.join(dir, 'guidepost.db');
      await chmod(file, 0o600);
      expect((await examine()).report).toMatch(/^ok {6}database: schema (\d+) in \S+$/m);
      await chmod(file, 0o644);
      expect((await examine()).report).toMatch(/others on this machine can read.*\n +chmod 600 /);
      await writeFile(file, 'this is no database at all, and long enough to be taken for one');
      const { code, report } = await examine();
      expect(report).toMatch(/^PROBLEM database: can't be opened/m);
      expect(code).toBe(1);
    });
  });

  it('reads every source as the bot would, and asks repositories for their branch', async () => {
    await inWard('socket', async ({ dir, examine }) => {
      await withUpstream(async (upstream) => {
        await upstream.commit({ 'a.md': 'A' });
        await cp('test/fixtures/guide-broken', path.join(dir, 'runbooks'), { recursive: true });
        await cp('test/fixtures/guide', path.join(dir, 'runbooks/good'), { recursive: true });
        const sources = (lines: string) => writeFile(path.join(dir, 'guidepost.yml'), lines);
        const runbooks = 'sources:\n  runbooks:\n    folder: runbooks\n';
        const handbook = `  handbook:\n    git: ${upstream.dir}\n`;
        await sources(`${runbooks}    exclude: ['*.md']\n${handbook}`);
        const { code, report } = await examine();
        expect(report).toMatch(/^ok {6}articles: \d+ in \S+\/content, 0 left out$/m);
        expect(report).toMatch(/^ok {6}articles of runbooks: \d+ in \S+\/runbooks, 0 left out$/m);
        expect(report).toMatch(/^ok {6}articles of handbook: \S+ answers$/m);
        expect(code).toBe(0);

        await sources(`${runbooks}${handbook}    branch: gone\n`);
        const worse = await examine();
        expect(worse.report).toMatch(
          /^warning articles of runbooks: .*, [1-9]\d* left out\n +First: /m,
        );
        expect(worse.report).toMatch(/^PROBLEM articles of handbook: \S+ has no branch gone$/m);
        expect(worse.code).toBe(1);

        await sources(`${runbooks}    colour: red\n`);
        expect((await examine()).report).toMatch(/^PROBLEM sources: .*colour/m);
      });
    });
  });

  it('says how the sources of a running bot stand', async () => {
    await withGuidepost({ transport: 'http' }, async ({ slack, bot, contentDir, waitForLog }) => {
      for (const file of await readdir(contentDir)) await rm(path.join(contentDir, file));
      // Before that, a link to a file that went first may be named.
      const msg = `there are no articles in ${contentDir} any more; those from before stay`;
      await waitForLog({ msg });
      let report = '';
      await runDoctor({
        out: (text) => (report += text),
        colours: false,
        env: { ...settingsFor(slack, 'http'), PORT: String(bot.port), DATA_DIR: tmpdir() },
        now: () => new Date(),
        fetch,
      });
      expect(report).toMatch(/^warning running, index: CONTENT_DIR: there are no articles in /m);
      expect(report).toMatch(/^ok {6}running, slack: ok$/m);
    });
  });

  it('tries the address that Slack uses, with the secret', async () => {
    await withGuidepost({ transport: 'http' }, async ({ slack, bot }) => {
      let report = '';
      const examine = async (secret: string) => {
        report = '';
        return runDoctor({
          out: (text) => (report += text),
          colours: false,
          env: {
            ...settingsFor(slack, 'http'),
            PORT: String(bot.port),
            CONTENT_DIR: 'test/fixtures/guide',
            DATA_DIR: tmpdir(),
            SLACK_SIGNING_SECRET: secret,
          },
          now: () => new Date(),
          fetch,
          url: `http://127.0.0.1:${bot.port}/`,
        });
      };
      await examine(slack.installation.signingSecret);
      expect(report).toMatch(/^ok {6}address: .* accepts what is signed with this secret$/m);
      expect(report).toMatch(/^ok {6}port: a Guidepost answers on 127\.0\.0\.1/m);
      expect(report).toMatch(/^ok {6}running, index: ok$/m);
      expect(await examine('0'.repeat(32))).toBe(1);
      expect(report).toMatch(/^PROBLEM address: .* answers 401\n.*another SLACK_SIGNING_SECRET/m);
    });
  });
});

it('says at the start what a permission is needed for that was not granted', async () => {
  const manifest = (await readManifest()) as {
    oauth_config: { scopes: { bot: string[] } };
  };
  const { scopes } = manifest.oauth_config;
  scopes.bot = scopes.bot.filter((scope) => scope !== 'users:read');
  await withGuidepost({ transport: 'socket', slack: { manifest } }, async ({ waitForLog }) => {
    const line = await waitForLog({ scope: 'users:read' });
    expect(line['msg']).toMatch(/^a permission was not granted, so people have no names/);
  });
});

describeOnEachDatabase('the doctor', (database) => {
  it('names a digest that cannot be understood', () =>
    database.use(async (location) => {
      await withStore(location, async (store) => {
        const digests = store.forWorkspace('T1');
        for (const channelId of ['C1', 'C2']) {
          const subscription = makeSubscription({ id: channelId, channelId });
          await digests.changeSubscription(channelId, 0, () => ({
            change: { action: 'subscribed', actor: 'U1', subscription, notices: [] },
          }));
        }
      });
      expect((await inspectStore(location)).setAside).toEqual([]);
      await withDatabase(location, (db) =>
        sql`update subscriptions set weekday = 9 where id = 'C1'`.execute(db),
      );
      expect((await inspectStore(location)).setAside).toEqual([
        { channelId: 'C1', reason: expect.stringContaining('weekday') },
      ]);
    }));
});
