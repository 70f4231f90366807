import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ContentProblem } from '../../src/content/content-problem.ts';
import { problemAt } from './article-source.ts';

export interface CheckedModels {
  readonly problems: readonly ContentProblem[];
  /** How many outputs were printed anew and compared. */
  readonly count: number;
  readonly leftOut: readonly string[];
}

const command = /^\s*python3 (\S+\.py)((?: \S+)*) > (\S+\.txt)$/gm;

/**
 * A model prints the same on every machine: runs each command that the first lines of a Python
 * script name, and compares what it prints with the saved output. Measurements are not repeated.
 */
export async function checkModels(dir: string, python = 'python3'): Promise<CheckedModels> {
  const names = (await readdir(dir)).filter((name) => name.endsWith('.py')).sort();
  const texts = await Promise.all(names.map((name) => readFile(join(dir, name), 'utf8')));
  const runs = texts.flatMap((text) => [...text.matchAll(command)]);
  const problems: ContentProblem[] = [];
  for (const [, script = '', args = '', output = ''] of runs) {
    const printed = await print(dir, python, [script, ...args.split(' ').filter(Boolean)]);
    if (printed === undefined) {
      const leftOut = [`${runs.length} model runs, as python3 is not installed`];
      return { problems: [], count: 0, leftOut };
    }
    if (printed !== (await readFile(join(dir, output), 'utf8').catch(() => undefined))) {
      const message = `is not what "python3 ${script}${args}" prints; run that again`;
      problems.push(problemAt(`measurements/${output}`, 1, message));
    }
  }
  return { problems, count: runs.length, leftOut: [] };
}

async function print(dir: string, python: string, args: readonly string[]) {
  try {
    return (await promisify(execFile)(python, ['-B', ...args], { cwd: dir })).stdout;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
