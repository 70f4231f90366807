import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { createLocalSlack } from '../simulator/create-local-slack.ts';
import { act, type Acted, type Action } from './act.ts';
import { createBotProcess } from './bot-process.ts';
import { createDemoClock } from './demo-clock.ts';
import { createPlannedFailures } from './planned-failures.ts';
import { furnishWorkspace } from './furnish-workspace.ts';
import { viewTraffic, type ExchangeView } from './traffic-view.ts';
import { viewWorkspace, type WorkspaceView } from './workspace-view.ts';

/** A local Slack with the bot in it, and everything the page can do with both. */
export interface Demo {
  readonly botAddress: string;
  view(as: string): WorkspaceView;
  /** The exchanges after this number, oldest first. */
  traffic(after: number): readonly ExchangeView[];
  act(as: string, action: Action): Promise<Acted>;
  advance(minutes: number): void;
  failNextPost(): void;
  restartBot(): Promise<void>;
  subscribe(listener: () => void): () => void;
  close(): Promise<void>;
}

const manifestFile = fileURLToPath(new URL('../manifest.yml', import.meta.url));

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
}): Promise<Demo> {
  const clock = createDemoClock(() => new Date());
  const manifest: unknown = parse(await readFile(manifestFile, 'utf8'));
  const slack = createLocalSlack({ manifest, teamName: 'Harbour', now: clock.now });
  const cast = furnishWorkspace(slack);
  await slack.listen();

  const listeners = new Set<() => void>();
  const tell = (): void => {
    for (const listener of [...listeners]) listener();
  };
  slack.subscribe(tell);
  const botAddress = `http://127.0.0.1:${botPort}/`;
  const bot = createBotProcess({
    address: botAddress,
    aheadMs: () => clock.aheadMs,
    onLog,
    onChange: tell,
    env: {
      SLACK_BOT_TOKEN: slack.installation.botToken,
      SLACK_APP_TOKEN: slack.installation.appToken,
      SLACK_API_URL: slack.apiUrl,
      HOST: '127.0.0.1',
      PORT: String(botPort),
      CONTENT_DIR: contentDir,
      DATA_DIR: dataDir,
      READER: 'on',
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

  const failures = createPlannedFailures(slack.faults);
  return {
    botAddress,
    view: (as) =>
      viewWorkspace(slack, as === '' ? cast[0] : as, {
        cast,
        botState: bot.state,
        plannedFailures: failures.count(),
        now: clock.now(),
      }),
    traffic: (after) => viewTraffic(slack.traffic, after),
    act: (as, action) => act(slack, as, action),
    advance(minutes) {
      clock.advance(minutes * 60_000);
      bot.setClock(clock.aheadMs);
      tell();
    },
    failNextPost() {
      failures.plan();
      tell();
    },
    restartBot: () => bot.restart(),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close,
  };
}
