import { expect, it } from '@jest/globals';
import { readdir } from 'node:fs/promises';
import { runProcess } from '../helpers/run-process.ts';
import { withFolder } from '../helpers/with-folder.ts';

it.each([
  [[], /There is no valid article in .*\n.*its log says why/],
  [['--port', 'none'], /--port needs a number/],
])('ends at once and says why when it cannot start: %j', async (args, reason) => {
  await withFolder({ 'tmp/keep': '' }, async (dir) => {
    const demo = runProcess({
      args: ['bin/guidepost.ts', 'demo', '--port', '0', '--content', dir, ...args],
      env: { TMPDIR: `${dir}/tmp` },
    });
    expect(await demo.exited).toBe(1);
    expect(demo.stdout()).toMatch(reason);
    expect(await readdir(`${dir}/tmp`)).toEqual(['keep']);
  });
});

it('proposes questions of the folder that it was opened with', async () => {
  const cats = '---\nquestions: [How do I feed a cat?]\n---\n# Pets\n\nFeed cats twice a day.\n';
  await withFolder({ 'pets.md': cats, 'LICENSE.md': 'As you like.' }, async (dir) => {
    const args = ['bin/guidepost.ts', 'demo', '--port', '0', '--content', dir];
    const demo = runProcess({ args, env: {} });
    try {
      await demo.waitForOutput(/Ctrl-C/);
    } finally {
      demo.child.kill('SIGINT');
    }
    expect(await demo.exited).toBe(0);
    expect(demo.stdout()).toContain('for example:\n\n  /guide How do I feed a cat?\n\n');
  });
});
