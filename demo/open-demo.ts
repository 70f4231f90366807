import { readFile } from 'node:fs/promises';
import { createLocalSlack } from '../simulator/create-local-slack.ts';
import { packageFile } from '../src/ops/package-file.ts';
import { buildManifest } from '../src/slack/install/build-manifest.ts';
import { createBotProcess } from './bot-process.ts';
import { cacheDir } from './cache-dir.ts';
import { createDemo, type Demo } from './demo.ts';
import { createDemoClock } from './demo-clock.ts';
import { furnishWorkspace } from './furnish-workspace.ts';
import { findNextDigest } from './next-digest.ts';

export interface OpenDemo extends Demo {
  /** Where the bot serves the articles; ends with `/`. */
  readonly botAddress: string;
  /** Questions to begin with. */
  readonly examples: readonly string[];
  /** Ends the bot, then Slack. */
  close(): Promise<void>;
}

/** Starts a local Slack with a furnished workspace, and the bot in a process of its own. */
export async function openDemo({
  dataDir,
  contentDir,
  botPort,
  onLog,
}: {
  dataDir: string;
  contentDir: string;
  botPort: number;
  onLog: (line: string) => void;
}): Promise<OpenDemo> {
  const clock = createDemoClock(() => new Date());
  // The articles are shown by the bot itself, on this machine.
  const manifest: unknown = buildManifest(await readFile(packageFile('manifest.yml'), 'utf8'), {
    unfurl: ['127.0.0.1'],
  }).toJSON();
  const slack = createLocalSlack({ manifest, teamName: 'Harbour', now: clock.now });
  const cast = furnishWorkspace(slack);
  await slack.listen();
  const botAddress = `http://127.0.0.1:${botPort}/`;
  const bot = createBotProcess({
    aheadMs: () => clock.aheadMs,
    onLog,
    env: {
      SLACK_BOT_TOKEN: slack.installation.botToken,
      SLACK_APP_TOKEN: slack.installation.appToken,
      SLACK_API_URL: slack.apiUrl,
      HOST: '127.0.0.1',
      PORT: String(botPort),
      CONTENT_DIR: contentDir,
      DATA_DIR: dataDir,
      READER: 'on',
      UNFURL_LINKS: 'on',
      EDITORS: cast[0],
      GAPS: 'on',
      TOPIC_OWNERS: `deploy=${cast[0]}`,
      NODE_COMPILE_CACHE: cacheDir,
    },
  });
  const close = async (): Promise<void> => {
    await bot.stop();
    await slack.close();
  };
  try {
    await bot.restart();
  } catch (error) {
    await close();
    throw error;
  }
  const demo = createDemo({
    slack,
    cast,
    bot,
    clock,
    nextDigestAt: () =>
      findNextDigest({
        dataDir,
        teamId: slack.workspace.team.id,
        now: () => clock.now().getTime(),
      }),
  });
  return { ...demo, botAddress, examples: bot.examples(), close };
}
