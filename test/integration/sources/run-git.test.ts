import { execFile } from 'node:child_process';
import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { GitError, runGit } from '../../../src/sources/git/run-git.ts';
import { withFolder } from '../../helpers/with-folder.ts';

const module = new URL('../../../src/sources/git/run-git.ts', import.meta.url).href;

describe('running git', () => {
  it('fails like any other failure of git where no more files may be open', async () => {
    const script = `
      import { openSync } from 'node:fs';
      import { runGit } from ${JSON.stringify(module)};
      const run = () =>
        runGit({ dir: '/', args: ['--version'], access: { env: process.env } }).then(
          () => 'fine',
          ({ name, message }) => name + ': ' + message,
        );
      console.log(await run());
      try {
        for (;;) openSync('/dev/null');
      } catch {}
      console.log(await run());
    `;
    const { stdout } = await promisify(execFile)('sh', [
      ...['-c', 'ulimit -n 60; exec "$0" --input-type=module --eval "$1"'],
      ...[process.execPath, script],
    ]);
    expect(stdout).toBe('fine\nGitError: git --version failed: spawn git EMFILE\n');
  });

  it.each([
    ['says nothing', 'exec sleep 60', { idleMs: 50 }],
    ['says something for ever', 'while sleep 0.01; do echo .; done', { maxMs: 200 }],
  ])('ends one that %s', async (_, script, limits) => {
    await withFolder({}, async (dir) => {
      await writeFile(join(dir, 'git'), `#!/bin/sh\n${script}\n`);
      await chmod(join(dir, 'git'), 0o755);
      const env = { PATH: `${dir}:${process.env['PATH'] ?? ''}` };
      const access = { env, protocol: undefined };
      const failing = runGit({ dir, args: ['fetch'], access, ...limits });
      await expect(failing).rejects.toThrow(GitError);
      await expect(failing).rejects.toThrow(/timed out$/);
    });
  });
});
