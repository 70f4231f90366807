import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Runs a TypeScript file once for each argument, all at once, and returns what they printed. */
export async function runInProcesses(
  file: string,
  args: readonly unknown[],
): Promise<readonly string[]> {
  const runs = args.map((arg) => run(process.execPath, [file, JSON.stringify(arg)]));
  return (await Promise.all(runs)).map(({ stdout }) => stdout);
}
