import { EventEmitter } from 'node:events';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from '@jest/globals';
import {
  createLocalSlack,
  type LocalSlack,
  type LocalSlackOptions,
} from '../../simulator/create-local-slack.ts';
import { waitFor } from '../../simulator/wait-for.ts';
import type { Timers } from '../../src/ops/clock.ts';
import { start, type Guidepost } from '../../src/main.ts';
import { readManifest, settingsFor, type Transport } from './slack-settings.ts';

export type { Transport } from './slack-settings.ts';

type LogLine = Readonly<Record<string, unknown>>;

/** Guidepost and a local Slack that talk to each other, and the people in it. */
export interface Bench {
  readonly slack: LocalSlack;
  readonly bot: Guidepost;
  /** A folder of its own, with the articles of `test/fixtures/guide` in it. */
  readonly contentDir: string;
  /** The log so far, one object a line. */
  readonly log: () => readonly LogLine[];
  /** Waits for a line with these fields, which may be there already; `after` so many are not asked. */
  readonly waitForLog: (fields: LogLine, after?: number) => Promise<LogLine>;
  readonly people: {
    readonly member: string;
    readonly admin: string;
    readonly guest: string;
    readonly stranger: string;
  };
  readonly channels: {
    /** The bot is in it. */
    readonly general: string;
    /** The bot is not in it. */
    readonly secret: string;
    /** Shared with another organisation; the bot is in it. */
    readonly shared: string;
  };
}

export interface BenchOptions {
  readonly transport: Transport;
  readonly env?: Readonly<Record<string, string>>;
  readonly slack?: Partial<LocalSlackOptions>;
  readonly now?: () => Date;
  readonly timers?: Timers;
  /** Articles beside those of the fixture, by their path. */
  readonly files?: Readonly<Record<string, string>>;
  /** `guidepost.yml` beside the content folder. */
  readonly sourcesFile?: string;
  /** Domains whose links the app hears of. */
  readonly unfurl?: readonly string[];
}

/** Starts both on free ports, runs the test, and lets go of everything. */
export async function withGuidepost(
  options: BenchOptions,
  test: (bench: Bench) => Promise<void>,
): Promise<void> {
  const { transport, env = {}, now = () => new Date(), timers } = options;
  const dir = await mkdtemp(path.join(tmpdir(), 'guidepost-'));
  const contentDir = path.join(dir, 'content');
  await cp('test/fixtures/guide', contentDir, { recursive: true });
  for (const [name, text] of Object.entries(options.files ?? {})) {
    await writeFile(path.join(contentDir, name), text);
  }
  if (options.sourcesFile !== undefined) {
    await writeFile(path.join(dir, 'guidepost.yml'), options.sourcesFile);
  }
  const manifest = await readManifest(options.unfurl);
  const slack = createLocalSlack({
    manifest,
    retryDelaysMs: [0, 50, 50],
    // Slack waits three seconds; on a busy machine that would be measured, and not the bot.
    ackDeadlineMs: 30_000,
    ...options.slack,
  });
  const { people, channels } = populate(slack);
  await slack.listen();

  const lines: LogLine[] = [];
  const written = new EventEmitter();
  let bot: Guidepost | undefined;
  try {
    bot = await start({
      env: { ...settingsFor(slack, transport), CONTENT_DIR: contentDir, DATA_DIR: dir, ...env },
      now,
      output: {
        write: (line) => {
          lines.push(JSON.parse(line) as LogLine);
          written.emit('line');
        },
      },
      readableLog: false,
      ...(timers && { timers }),
    });
    if (transport === 'http') slack.deliverOverHttp(`http://127.0.0.1:${bot.port}/slack/events`);
    const log = () => lines;
    const subscribe = (listener: () => void) => {
      written.on('line', listener);
      return () => written.off('line', listener);
    };
    const waitForLog: Bench['waitForLog'] = (fields, after = 0) => {
      const isWanted = (line: LogLine) =>
        Object.entries(fields).every(([name, value]) => line[name] === value);
      return waitFor(() => lines.slice(after).find(isWanted), subscribe, 60_000);
    };
    await test({ slack, bot, contentDir, log, waitForLog, people, channels });
    // A mishap that never came has proven nothing.
    expect(slack.faults.pending()).toEqual([]);
  } finally {
    await bot?.stop();
    await slack.close();
    await rm(dir, { recursive: true, force: true });
  }
}

function populate(slack: LocalSlack): Pick<Bench, 'people' | 'channels'> {
  const add = (name: string, rest: object = {}): string =>
    slack.workspace.addUser({ name, realName: name, ...rest }).id;
  const member = add('mia');
  const admin = add('ada', { kind: 'admin' });
  const guest = add('gus', { kind: 'guest' });
  const stranger = add('sam', { kind: 'stranger', teamName: 'Northwind' });
  add('olga', { id: 'U0OWNER01', realName: 'Olga Owner' });
  const everyone = [member, admin, guest];
  const general = slack.workspace.addChannel({ name: 'general', members: everyone }).id;
  const secret = slack.workspace.addChannel({
    name: 'secret',
    kind: 'private',
    members: everyone,
  }).id;
  const shared = slack.workspace.addChannel({
    name: 'shared',
    isExtShared: true,
    members: [...everyone, stranger],
  }).id;
  for (const channel of [general, shared]) slack.inviteBot(channel);
  return {
    people: { member, admin, guest, stranger },
    channels: { general, secret, shared },
  };
}
