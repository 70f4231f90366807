import { execFile } from 'node:child_process';
import { mkdir, rename, rm, symlink, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { createFolderSource } from '../../../src/sources/folder/folder-source.ts';
import type { Snapshot, Source } from '../../../src/sources/source.ts';
import { withUpstream } from '../../helpers/git-server.ts';
import { withFolder } from '../../helpers/with-folder.ts';

const run = promisify(execFile);

function open(dir: string): Source {
  return createFolderSource({
    dir,
    isRead: (path) => /\.md$|^synonyms\.yml$/.test(path),
    gitEnv: process.env,
    log: pino({ level: 'silent' }),
  });
}

async function names(source: Source): Promise<string> {
  return [...(await source.look()).files.keys()].join(' ');
}

const many = (count: number, from = 0): Record<string, string> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`n${from + index}.md`, 'x']));

describe('a folder', () => {
  it('gives all its files, but nothing of git, of packages or from deep in what is hidden', async () => {
    const files = {
      'a.md': '',
      'logo.png': '',
      '.vitepress/config.ts': '',
      '.vitepress/cache/deep.md': '',
      'node_modules/x/readme.md': '',
      'b/c.md': '',
    };
    await withFolder(files, async (dir) => {
      expect(await names(open(dir))).toBe('.vitepress/config.ts a.md b/c.md logo.png');
    });
  });

  it('is read as Kubernetes mounts it: links to files in a hidden folder', async () => {
    await withFolder({ '..2026_11_25/a.md': '' }, async (dir) => {
      await symlink('..2026_11_25', join(dir, '..data'));
      await symlink('..data/a.md', join(dir, 'a.md'));
      const { files, problems } = await open(dir).look();
      expect([...files.keys()].filter((path) => !path.startsWith('.'))).toEqual(['a.md']);
      expect(problems).toEqual([]);
    });
  });

  it('that is watched is looked at only where something was written', async () => {
    await withFolder({ 'a.md': 'a', 'b.md': 'b', 'c.md': 'c' }, async (dir) => {
      const source = open(dir);
      let hinted = Promise.withResolvers<undefined>();
      const lookWhenHinted = async (): Promise<Snapshot['files']> => {
        await hinted.promise;
        hinted = Promise.withResolvers();
        return (await source.look()).files;
      };
      const stop = await source.watch(() => {
        hinted.resolve(undefined);
      });
      // Once because there is a folder now, once because all of it is watched.
      await lookWhenHinted();
      const before = await lookWhenHinted();
      await writeFile(join(dir, 'a.md'), 'another');
      let files = await lookWhenHinted();
      while (files.get('a.md') === before.get('a.md')) files = await lookWhenHinted();
      expect(files.get('a.md')?.version).not.toBe(before.get('a.md')?.version);
      expect(files.get('b.md')).toBe(before.get('b.md'));
      await unlink(join(dir, 'c.md'));
      while (files.has('c.md')) files = await lookWhenHinted();
      expect([...files.keys()]).toEqual(['a.md', 'b.md']);
      await stop();
    });
  });

  it('that is emptied keeps what it had', async () => {
    await withFolder({ ...many(3), 'synonyms.yml': '' }, async (dir) => {
      const source = open(dir);
      await source.look();
      for (const name of Object.keys(many(3))) await unlink(join(dir, name));
      await expect(source.look()).rejects.toThrow('there are no articles in');
      await expect(source.look()).rejects.toThrow('there are no articles in');
      await writeFile(join(dir, 'new.md'), '');
      expect(await names(source)).toBe('new.md synonyms.yml');
    });
  });

  it('of which most is gone at once is believed when a second look sees the same', async () => {
    await withFolder(many(30), async (dir) => {
      const source = open(dir);
      const before = await names(source);
      for (let index = 0; index < 20; index += 1) await unlink(join(dir, `n${index}.md`));
      expect(await names(source)).toBe(before);
      await unlink(join(dir, 'n20.md'));
      expect(await names(source)).toBe(before);
      expect((await names(source)).split(' ')).toHaveLength(9);
    });
  });

  it('that another is put in place of is that other one', async () => {
    await withFolder({ 'now/a.md': '', 'next/b.md': '' }, async (dir) => {
      const source = open(join(dir, 'now'));
      expect(await names(source)).toBe('a.md');
      await rename(join(dir, 'now'), join(dir, 'old'));
      await expect(source.look()).rejects.toThrow("it doesn't exist");
      await rename(join(dir, 'next'), join(dir, 'now'));
      expect(await names(source)).toBe('b.md');
    });
  });

  it('is not read through a link that leads out, made after the look as well', async () => {
    await withFolder({ 'secret.md': 'secret', 'in/a.md': 'a' }, async (top) => {
      const dir = join(top, 'in');
      await symlink('../secret.md', join(dir, 'b.md'));
      const source = open(dir);
      const { files, problems } = await source.look();
      expect([...files.keys()]).toEqual(['a.md']);
      expect(problems).toEqual([expect.objectContaining({ path: 'b.md' })]);
      await rm(join(dir, 'a.md'));
      await symlink('../secret.md', join(dir, 'a.md'));
      const read = await source.read([...files.values()]);
      expect(read.get('a.md')).toEqual({ problem: 'this leads out of the folder; left out' });
    });
  });

  it('within a clone knows the days of its files and who owns them', async () => {
    await withUpstream(async (upstream) => {
      await upstream.commit(
        { 'docs/a.md': 'a', CODEOWNERS: 'docs/ @acme/docs' },
        { day: '2026-01-01' },
      );
      await upstream.commit({ 'docs/b.md': 'b' }, { day: '2026-01-02' });
      const clone = `${upstream.dir}-clone`;
      await run('git', ['clone', '--quiet', upstream.dir, clone]);
      await writeFile(join(clone, 'docs/new.md'), 'not committed yet');
      const witness = join(clone, 'ran');
      for (const setting of ['core.fsmonitor', 'core.pager', 'gpg.program', 'core.sshCommand']) {
        await run('git', ['-C', clone, 'config', setting, `touch ${witness}; false`]);
      }
      await run('git', ['-C', clone, 'config', 'log.showSignature', 'true']);
      await mkdir(join(clone, 'docs/empty'));
      const { files } = await open(join(clone, 'docs')).look();
      expect(
        [...files.values()].map(({ path, committed, owner }) => [path, committed, owner]),
      ).toEqual([
        ['a.md', '2026-01-01', '@acme/docs'],
        ['b.md', '2026-01-02', '@acme/docs'],
        ['new.md', undefined, '@acme/docs'],
      ]);
      await expect(run('ls', [witness])).rejects.toThrow('No such file');
    });
  });
});
