import { afterEach, expect, it } from '@jest/globals';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, symlink } from 'node:fs/promises';
import path from 'node:path';
import { withFolder } from '../helpers/with-folder.ts';

/** Says that it runs when whoever started it would pass SIGTERM on: on a busy machine that's later. */
const program = `
import { readFileSync } from 'node:fs';
process.on('SIGTERM', () => {
  console.log('stopped in order');
  process.exit(0);
});
const isHeard = (pid) => {
  const [, caught] = /^SigCgt:\\s*(\\w+)/m.exec(readFileSync('/proc/' + pid + '/status', 'utf8'));
  return (BigInt('0x' + caught) >> 14n) % 2n === 1n;
};
const starting = setInterval(() => {
  if (process.platform === 'linux' && !isHeard(process.ppid)) return;
  clearInterval(starting);
  console.log('running');
}, 10);
setInterval(() => undefined, 1_000);
`;

let npm: ChildProcess | undefined;

// Whatever a test left behind shares npm's process group.
afterEach(() => {
  try {
    if (npm?.pid !== undefined) process.kill(-npm.pid, 'SIGKILL');
  } catch {
    // Nothing was left.
  }
});

/** What `npm run` starts gets a program in place of its own: the words around it are what counts. */
it.each([
  ['start', 'dist/guidepost.js'],
  ['dev', 'src/main.ts'],
  ['demo', 'bin/guidepost.ts'],
])('npm run %s leaves nothing behind when it is told to stop', async (script, entry) => {
  await withFolder({ [entry]: program }, async (dir) => {
    await copyFile('package.json', path.join(dir, 'package.json'));
    await symlink(path.resolve('node_modules'), path.join(dir, 'node_modules'));
    const started = spawn('npm', ['run', script], {
      cwd: dir,
      stdio: ['ignore', 'pipe', 'inherit'],
      detached: true,
    });
    npm = started;
    let output = '';
    started.stdout.setEncoding('utf8').on('data', (text: string) => {
      if (text.includes('running')) started.kill('SIGTERM');
      output += text;
    });
    // Its output ends when nobody is left who could write to it.
    await once(started, 'close');
    expect(output).toContain('stopped in order');
  });
});

it('npm start says what to do where nothing is built', async () => {
  await withFolder({}, async (dir) => {
    await copyFile('package.json', path.join(dir, 'package.json'));
    const { status, stderr } = spawnSync('npm', ['start'], { cwd: dir, encoding: 'utf8' });
    expect(status).toBe(1);
    expect(stderr).toBe('There is no dist/guidepost.js yet: run npm run build first.\n');
  });
});
