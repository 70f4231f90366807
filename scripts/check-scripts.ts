/**
 * Runs every script that people are told to run, if only for a moment: one that does not even start
 * is found here, and not by whoever needs it. `npm run check-scripts -- fan-out` runs one of them.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

const content = path.resolve('content');
const node = (script: string, ...args: readonly string[]) => [
  process.execPath,
  path.resolve('scripts', script),
  ...args,
];
const npm = (script: string, ...args: readonly string[]) => [
  'npm',
  'run',
  '-s',
  script,
  '--',
  ...args,
];

interface Run {
  readonly command: readonly string[];
  /** It writes into the folder that it is started in. */
  readonly elsewhere?: boolean;
}

const runs: Readonly<Record<string, Run>> = {
  'add-case.ts': {
    command: node('add-case.ts', '--name', 'tried', '--content', content, 'webhooks'),
    elsewhere: true,
  },
  'bench-search.ts': { command: node('bench-search.ts', '10') },
  'dst-cases.py': { command: ['python3', 'scripts/dst-cases.py'] },
  'eval-kept.ts': { command: node('eval-kept.ts') },
  'fan-out.ts': { command: node('fan-out.ts', '3', '600') },
  'measure-answers.ts': { command: node('measure-answers.ts', '10', '1') },
  'prove-faults.ts': {
    command: node('prove-faults.ts', '--only', 'answers 429', '--minutes', '0.05', '--seed', '1'),
  },
  'old-facts.ts': { command: node('old-facts.ts') },
  'npm run ask': { command: npm('ask', 'webhooks') },
  'npm run check-content': { command: npm('check-content') },
  'eval.ts': { command: npm('eval', '--json') },
  'npm run guidepost': { command: npm('guidepost', 'manifest') },
  'survey.ts': { command: npm('survey', content) },
};
/** Other parts of what must pass run these whole; the first is measured by measure-answers.ts. */
const runElsewhere = [
  'bare-bolt.ts',
  'build.ts',
  'check-articles.ts',
  'check-image.ts',
  'write-messages.ts',
];

const forgotten = (await readdir('scripts')).filter(
  (file) =>
    /\.(ts|py)$/.test(file) &&
    file !== path.basename(import.meta.filename) &&
    !(file in runs) &&
    !runElsewhere.includes(file),
);
for (const file of forgotten) print(`FAIL ${file}: scripts/check-scripts.ts does not run it\n`);
if (forgotten.length > 0) process.exitCode = 1;

const [wanted = ''] = process.argv.slice(2);
for (const [name, { command, elsewhere }] of Object.entries(runs)) {
  if (!name.includes(wanted)) continue;
  const dir = await mkdtemp(path.join(tmpdir(), 'guidepost-script-'));
  const startedAt = performance.now();
  const [program = '', ...args] = command;
  const child = spawn(program, args, { cwd: elsewhere ? dir : '.', stdio: 'pipe' });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  const [code] = (await once(child, 'close')) as [number | null];
  await rm(dir, { recursive: true, force: true });
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
  print(`${code === 0 ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)\n${code === 0 ? '' : output}`);
  if (code !== 0) process.exitCode = 1;
}

function print(text: string): void {
  process.stdout.write(text);
}
