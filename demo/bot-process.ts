import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';

export type BotState = 'starting' | 'ready' | 'stopped';

export interface BotProcess {
  readonly state: () => BotState;
  /** Questions to begin with, once it's ready. */
  readonly examples: () => readonly string[];
  /** Starts it, or stops and starts it again; resolves when it is ready. */
  restart(): Promise<void>;
  /** Tells it how far its clock is ahead of the machine's. */
  setClock(aheadMs: number): void;
  stop(): Promise<void>;
  /** Calls back when its state has changed. */
  subscribe(listener: () => void): void;
}

export interface BotProcessDeps {
  readonly env: Readonly<Record<string, string>>;
  readonly aheadMs: () => number;
  /** A line of its log. */
  readonly onLog: (line: string) => void;
  /** The Node that runs it; the one that runs this when left out. */
  readonly execPath?: string;
}

const entry = fileURLToPath(new URL(`./bot${extname(import.meta.url)}`, import.meta.url));
/** Its own drain takes ten seconds at most. */
const stopTimeoutMs = 12_000;

/** The bot runs as it does in earnest: in its own process, which can be stopped and started. */
export function createBotProcess(deps: BotProcessDeps): BotProcess {
  let child: ChildProcess | undefined;
  let state: BotState = 'stopped';
  let examples: readonly string[] = [];
  const listeners = new Set<() => void>();

  function become(next: BotState): void {
    state = next;
    for (const listener of listeners) listener();
  }

  async function start(): Promise<void> {
    become('starting');
    const started = fork(entry, [String(deps.aheadMs())], {
      env: deps.env,
      silent: true,
      execPath: deps.execPath,
    });
    child = started;
    for (const stream of [started.stdout, started.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        for (const line of text.split('\n').filter(Boolean)) deps.onLog(line);
      });
    }
    const ended = (): void => {
      if (child === started) become('stopped');
    };
    started.once('exit', ended);
    started.once('error', (error) => {
      deps.onLog(
        `${error.message}\nIf packages are being installed, restart it when they are there.`,
      );
      ended();
    });
    examples = await untilReady(started);
    become('ready');
  }

  /** A large folder takes its time: it's waited for as long as it runs. */
  function untilReady(started: ChildProcess): Promise<readonly string[]> {
    return new Promise((resolve, reject) => {
      started.once('message', (message) => {
        resolve(message as readonly string[]);
      });
      const fail = (): void => {
        reject(new Error('The bot has ended by itself; its log says why'));
      };
      started.once('exit', fail);
      started.once('error', fail);
    });
  }

  async function stop(): Promise<void> {
    const running = child;
    child = undefined;
    if (running === undefined || hasEnded(running)) return;
    const exited = once(running, 'exit');
    running.kill('SIGTERM');
    const timer = setTimeout(() => running.kill('SIGKILL'), stopTimeoutMs);
    await exited;
    clearTimeout(timer);
    become('stopped');
  }

  return {
    state: () => state,
    examples: () => examples,
    async restart() {
      await stop();
      await start();
    },
    setClock(aheadMs) {
      child?.send(aheadMs);
    },
    stop,
    subscribe(listener) {
      listeners.add(listener);
    },
  };
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}
