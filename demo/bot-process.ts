import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';

export type BotState = 'starting' | 'ready' | 'stopped';

export interface BotProcess {
  readonly state: () => BotState;
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
  /** Where it answers `/readyz`. */
  readonly address: string;
  readonly aheadMs: () => number;
  /** A line of its log. */
  readonly onLog: (line: string) => void;
  /** The Node that runs it; the one that runs this when left out. */
  readonly execPath?: string;
}

const entry = fileURLToPath(new URL(`./bot${extname(import.meta.url)}`, import.meta.url));
const readyTimeoutMs = 60_000;
/** Its own drain takes ten seconds at most. */
const stopTimeoutMs = 12_000;

/** The bot runs as it does in earnest: in its own process, which can be stopped and started. */
export function createBotProcess(deps: BotProcessDeps): BotProcess {
  let child: ChildProcess | undefined;
  let state: BotState = 'stopped';
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
    await untilReady(started);
    become('ready');
  }

  async function untilReady(started: ChildProcess): Promise<void> {
    const deadline = AbortSignal.timeout(readyTimeoutMs);
    while (!deadline.aborted) {
      if (hasEnded(started)) {
        throw new Error(`The bot has ended by itself; its log says why`);
      }
      const ready = await fetch(`${deps.address}readyz`).catch(() => undefined);
      if (ready?.ok) return;
      await delay(30);
    }
    throw new Error("The bot isn't ready after a minute; its log says why");
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
