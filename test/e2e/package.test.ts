import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { articleFile } from '../helpers/make-article.ts';
import { runProcess } from '../helpers/run-process.ts';

const run = promisify(execFile);

let dir: string;
let folder: string;

beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'guidepost-package-'));
  const built = path.join(dir, 'built');
  folder = path.join(dir, 'handbook');
  await mkdir(folder);
  await run(process.execPath, ['scripts/build.ts', built]);
  await run('npm', ['pack', built, '--pack-destination', dir, '--silent']);
  const [tarball = ''] = (await readdir(dir)).filter((name) => name.endsWith('.tgz'));
  // With nothing else in reach: the package must be complete.
  await run('npm', ['install', '--offline', '--silent', path.join(dir, tarball)], { cwd: folder });
});

afterAll(() => rm(dir, { recursive: true, force: true }));

/** What `npx guidepost` starts, which takes as long again to find it. */
async function guidepost(...args: string[]) {
  try {
    const { stdout, stderr } = await run('node_modules/.bin/guidepost', args, { cwd: folder });
    return { code: 0, stdout, stderr };
  } catch (error) {
    return error as { code: number; stdout: string; stderr: string };
  }
}

describe('the package, installed from its tarball in a folder without this repository', () => {
  it('installs nothing but itself', async () => {
    const installed = await readdir(path.join(folder, 'node_modules'));
    expect(installed.filter((name) => !name.startsWith('.'))).toEqual(['guidepost']);
  });

  it('answers from the Markdown of the folder', async () => {
    await writeFile(
      path.join(folder, 'retries.md'),
      articleFile({ title: 'Retrying', body: 'Retry with jitter.' }),
    );
    expect(await guidepost('check', '.')).toMatchObject({
      code: 0,
      stdout: '1 article, 0 drafts: 0 errors, 0 warnings\n',
    });
    const asked = await guidepost('ask', 'jitter');
    expect(asked).toMatchObject({ code: 0 });
    expect(asked.stdout).toContain('1. Retrying');
    await rm(path.join(folder, 'retries.md'));
  });

  it('says what is missing when it is started without settings', async () => {
    const started = await guidepost('start');
    expect(started).toMatchObject({ code: 1, stdout: '' });
    expect(started.stderr).toContain('SLACK_BOT_TOKEN is missing');
  });

  it('shows the demo, with articles of its own where there are none', async () => {
    const demo = runProcess({
      args: [path.join(folder, 'node_modules/guidepost/guidepost.js'), 'demo', '--port', '0'],
      env: {},
      cwd: folder,
    });
    try {
      const [, address = ''] = await demo.waitForOutput(/The workspace\s+(\S+)/);
      const script = await fetch(`${address}page.js`);
      expect(script.status).toBe(200);
      expect((await script.text()).length).toBeGreaterThan(10_000);
    } finally {
      demo.child.kill('SIGINT');
      expect(await demo.exited).toBe(0);
    }
  });
});
