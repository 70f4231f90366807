import { spawn } from 'node:child_process';
import { once } from 'node:events';

export interface RunningDemo {
  /** The page with the workspace; ends with `/`. */
  readonly workspace: string;
  /** Where the bot serves the articles; ends with `/`. */
  readonly articles: string;
  readonly dataDir: string;
  /** What it has printed so far. */
  printed(): string;
  /** Ends it as Ctrl-C does; resolves with the exit code. */
  interrupt(): Promise<number | null>;
}

const readyTimeoutMs = 2 * 60 * 1000;

/** Runs the README's command on free ports, with `args` behind it. */
export async function openDemo(...args: string[]): Promise<RunningDemo> {
  const child = spawn(process.execPath, ['bin/guidepost.ts', 'demo', '--port', '0', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  child.stdout.setEncoding('utf8');
  const ready = new Promise<void>((resolve, reject) => {
    const fail = (): void => {
      reject(new Error(`The demo did not start:\n${printed}`));
    };
    const timer = setTimeout(fail, readyTimeoutMs);
    child.once('exit', fail);
    child.stdout.on('data', (text: string) => {
      printed += text;
      if (!printed.includes('Ctrl-C')) return;
      clearTimeout(timer);
      child.off('exit', fail);
      resolve();
    });
  });
  await ready;
  const find = (pattern: RegExp): string => pattern.exec(printed)?.[1] ?? '';
  return {
    workspace: find(/The workspace\s+(\S+)/),
    articles: find(/The articles\s+(\S+)/),
    dataDir: find(/The bot's data\s+([^\s,]+)/),
    printed: () => printed,
    async interrupt() {
      if (child.exitCode !== null) return child.exitCode;
      const exited = once(child, 'exit');
      child.kill('SIGINT');
      await exited;
      return child.exitCode;
    },
  };
}
