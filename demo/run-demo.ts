import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { buildPage } from './build-page.ts';
import { openDemo } from './open-demo.ts';
import { findFreePort } from './free-port.ts';
import { openPageServer } from './page-server.ts';
import { readTrouble } from './read-trouble.ts';

export interface DemoCall {
  /** The folder with articles. */
  readonly content: string;
  /** Where the page is served, or at the next free port after it. */
  readonly port: string;
  /** Where the bot keeps its data; without it, in a folder that is deleted at the end. */
  readonly data?: string | undefined;
}

/** What was opened, to be closed in reverse order. */
const closers: (() => Promise<unknown>)[] = [];
let stopping: Promise<void> | undefined;

async function start(values: DemoCall): Promise<void> {
  const started = performance.now();
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_534) {
    throw new Error('--port needs a number from 0 to 65534');
  }
  const dataDir = await openDataDir(values.data);
  say('Starting a local Slack and the bot ...');
  const patience = setTimeout(
    say,
    10_000,
    'Reading the articles: a large folder takes a while ...',
  );
  const [files, demo] = await Promise.all([
    buildPage(() => {
      say('Building the page, which is done once ...');
    }),
    openDemo({
      dataDir,
      contentDir: resolve(values.content),
      botPort: await findFreePort(port === 0 ? 0 : port + 1),
      onLog: sayTrouble,
    }),
  ]);
  clearTimeout(patience);
  closers.push(() => demo.close());
  const server = await openPageServer(demo, { port: await findFreePort(port), files });
  closers.push(() => server.close());
  const asked = demo.examples.length > 0 ? demo.examples : ['help'];
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  say(`Ready after ${seconds} s.

  The workspace    ${server.address}
  The articles     ${demo.botAddress}
  The bot's data   ${dataDir}${values.data === undefined ? ', deleted at the end' : ''}

Open the workspace and type, for example:

${asked.map((question) => `  /guide ${question}`).join('\n')}

Ctrl-C ends everything.`);
}

async function openDataDir(wanted: string | undefined): Promise<string> {
  if (wanted !== undefined) {
    await mkdir(wanted, { recursive: true });
    return resolve(wanted);
  }
  const dir = await mkdtemp(join(tmpdir(), 'guidepost-demo-'));
  closers.push(() => rm(dir, { recursive: true, force: true }));
  return dir;
}

function sayTrouble(line: string): void {
  const trouble = readTrouble(line);
  if (trouble !== undefined) say(`bot: ${trouble}`);
}

function stop(): Promise<void> {
  stopping ??= (async () => {
    for (const close of closers.splice(0).reverse()) await close();
  })();
  return stopping;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** The demo from start to Ctrl-C. */
export async function runDemo(call: DemoCall): Promise<void> {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      void stop().then(() => process.exit(0));
    });
  }
  try {
    await start(call);
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    await stop();
    process.exit(1);
  }
}
