import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createLocalSlack, type LocalSlack } from '../../simulator/create-local-slack.ts';
import type { Article } from '../../src/content/article.ts';
import { runProcess, type RunningProcess } from '../../test/helpers/run-process.ts';
import { readManifest, settingsFor } from '../../test/helpers/slack-settings.ts';
import { toMarkdown } from './make-library.ts';
import { cpuOf, memoryOf } from './process-use.ts';

/** Of the real process, over HTTP, with the local Slack beside it. Times in milliseconds. */
export interface ProcessFigures {
  readonly cold: Start;
  /** Nothing has changed since the process ended. */
  readonly warm: Start;
  /** With nothing changed, each just before one of the changes. */
  readonly quiet: readonly Asked[];
  /** One file changed, several times. */
  readonly changes: readonly Change[];
  /** 500 files changed at once. */
  readonly pull: Change;
  /** After all of these questions. */
  readonly memoryLaterMb: number;
}

interface Start {
  /** Until `/healthz` answers. */
  readonly alive: number;
  readonly ready: number;
  readonly cpu: number;
  readonly memoryMb: number;
}

/** Some seconds of twenty questions a second. */
export interface Asked {
  readonly cpu: number;
  /** Of each question. */
  readonly acks: readonly number[];
  readonly held: number;
}

type Change = Asked & { readonly found: number };

const everyMs = 50;
/** What prom-client's monitor of the event loop waits for in any case. */
const monitorMs = 20;
const changedAtOnce = 500;
/**
 * One for each change. No two are so alike that one is taken for a slip in another. Garbage is collected
 * every ten seconds or so, in a window that has a change or in one that has none.
 */
const creatures = [
  ...['wolpertinger', 'rasselbock', 'dilldapp', 'hanghuhn', 'raurackl'],
  ...['jackalope', 'skvader', 'tatzelwurm', 'barbegazi'],
];
const changeMs = 2_500;

export async function measureProcess(
  library: readonly Article[],
  questions: readonly string[],
): Promise<ProcessFigures> {
  const dir = await mkdtemp(join(tmpdir(), 'guidepost-bench-'));
  const slack = createLocalSlack({ manifest: await readManifest(), ackDeadlineMs: 30_000 });
  await slack.listen();
  const write = (article: Article): Promise<void> =>
    writeFile(join(dir, article.path), toMarkdown(article));
  try {
    await mkdir(join(dir, 'made'));
    for (const article of library) await write(article);
    const first = await startBot(slack, dir);
    await stop(first.running);
    const bot = await startBot(slack, dir);
    try {
      slack.deliverOverHttp(`${bot.address}/slack/events`);
      const user = slack.workspace.addUser({ name: 'asker' }).id;
      const ask = (text: string): ReturnType<typeof askOnce> => askOnce(slack, user, text);
      const measure = (run: () => Promise<void>, ms: number): Promise<Asked> =>
        whileAsked({ ask, questions, bot, run, ms });
      const change = async (
        word: string,
        changed: readonly Article[],
        ms: number,
      ): Promise<Change> => {
        let found = 0;
        const asked = await measure(async () => {
          const swapped = onSwap(bot.running);
          const startedAt = performance.now();
          // The last one that is written is the one that is looked for.
          for (const article of changed) {
            await write(withLine(article, article === changed.at(-1) ? word : 'neighbour'));
          }
          // Asking for a word that isn't there yet costs as much as the change itself.
          do await swapped();
          while (!(await ask(word)).text.includes(lineOn));
          found = performance.now() - startedAt;
        }, ms);
        return { ...asked, found };
      };
      const nothing = (): Promise<void> => Promise.resolve();
      await measure(nothing, 5_000);
      const [quiet, changes]: [Asked[], Change[]] = [[], []];
      for (const [i, word] of creatures.entries()) {
        quiet.push(await measure(nothing, changeMs));
        changes.push(await change(word, library.slice(i, i + 1), changeMs));
      }
      const pull = await change('elwetritsch', library.slice(0, changedAtOnce), 20_000);
      const memoryLaterMb = await memoryOf(bot.pid);
      return { cold: first.figures, warm: bot.figures, quiet, changes, pull, memoryLaterMb };
    } finally {
      await stop(bot.running);
    }
  } finally {
    await slack.close();
    await rm(dir, { recursive: true, force: true });
  }
}

/** Waits for the next time that the log tells of new articles in service. */
function onSwap({ stdout }: RunningProcess): () => Promise<void> {
  let from = stdout().length;
  return async () => {
    let at: number;
    while ((at = stdout().indexOf('"msg":"articles changed"', from)) < 0) await wait(10);
    from = at + 1;
  };
}

const lineOn = 'likes a teapot on every desk';

/** A last paragraph more. */
function withLine(article: Article, word: string): Article {
  const [last, ...others] = article.sections.toReversed();
  if (last === undefined) return article;
  const line = {
    kind: 'prose',
    from: 'paragraph',
    text: `The ${word} ${lineOn}.`,
    code: [],
  } as const;
  return {
    ...article,
    sections: [...others.toReversed(), { ...last, blocks: [...last.blocks, line] }],
  };
}

interface Bot {
  readonly running: RunningProcess;
  readonly pid: number;
  readonly address: string;
  readonly figures: Start;
}

async function startBot(slack: LocalSlack, dir: string): Promise<Bot> {
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const startedAt = performance.now();
  const running = runProcess({
    // As `npm start` runs it.
    args: ['--max-semi-space-size=16', 'dist/guidepost.js', 'start'],
    env: {
      ...settingsFor(slack, 'http'),
      PORT: String(port),
      CONTENT_DIR: dir,
      DATA_DIR: join(dir, '.data'),
      METRICS: 'on',
      REQUESTS_PER_MINUTE: '99999',
      WORKSPACE_REQUESTS_PER_MINUTE: '99999',
    },
  });
  const { pid = 0 } = running.child;
  while (!(await answers(`${address}/healthz`))) {
    if (running.child.exitCode !== null) throw new Error(running.stdout() + running.stderr());
    await wait(10);
  }
  const alive = performance.now() - startedAt;
  await running.waitForOutput(/"msg":"Guidepost is ready"/, 1_200_000);
  const ready = performance.now() - startedAt;
  const figures = { alive, ready, cpu: await cpuOf(pid), memoryMb: await memoryOf(pid) };
  return { running, pid, address, figures };
}

async function stop({ child, exited }: RunningProcess): Promise<void> {
  child.kill('SIGTERM');
  await exited;
}

interface AskedDeps {
  readonly ask: (text: string) => Promise<{ readonly ms: number }>;
  readonly questions: readonly string[];
  readonly bot: Bot;
  readonly run: () => Promise<void>;
  /** Asks at least so long, so that what is done after the run counts too. */
  readonly ms: number;
}

async function whileAsked({ ask, questions, bot, run, ms }: AskedDeps): Promise<Asked> {
  const asked: Promise<{ readonly ms: number }>[] = [];
  await longestHeld(bot);
  const cpu = await cpuOf(bot.pid);
  const timer = setInterval(() => {
    asked.push(ask(questions[asked.length % questions.length] ?? ''));
  }, everyMs);
  await Promise.all([run(), wait(ms)]);
  clearInterval(timer);
  const acks = (await Promise.all(asked)).map(({ ms }) => ms);
  return { cpu: (await cpuOf(bot.pid)) - cpu, acks, held: await longestHeld(bot) };
}

/** In a channel of its own, so that it is plain which answer is whose. */
async function askOnce(
  slack: LocalSlack,
  user: string,
  text: string,
): Promise<{ readonly ms: number; readonly text: string }> {
  const channel = slack.workspace.addChannel({ name: 'busy', members: [user] }).id;
  const { ms, error } = await slack.asUser(user).command('/guide', text, { channel });
  if (error !== undefined) throw new Error(`Not acknowledged: ${error}`);
  const message = await slack.waitFor(() => slack.messagesSeenBy(user, channel)[0], {
    timeoutMs: 60_000,
  });
  return { ms, text: JSON.stringify(message) };
}

/** How long the event loop was held at most since the last look. */
async function longestHeld({ address }: Bot): Promise<number> {
  const text = await (await fetch(`${address}/metrics`)).text();
  const seconds = Number(/^nodejs_eventloop_lag_max_seconds (\S+)/m.exec(text)?.[1]);
  return Math.max(0, 1_000 * seconds - monitorMs);
}

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
