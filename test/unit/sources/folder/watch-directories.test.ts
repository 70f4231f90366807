import { mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { watchDirectories } from '../../../../src/sources/folder/watch-directories.ts';
import { withFolder } from '../../../helpers/with-folder.ts';

/** Resolves with the next hint; one that came before it was asked for does not count. */
function hints() {
  let resolve = (): void => undefined;
  let count = 0;
  return {
    /** Paths of files that something happened to. */
    heard: new Set<string>(),
    count: () => count,
    onHint: () => {
      count += 1;
      resolve();
    },
    next: () => new Promise<void>((done) => (resolve = done)),
  };
}

async function watched(
  files: Record<string, string>,
  use: (dir: string, hint: ReturnType<typeof hints>) => Promise<void>,
): Promise<void> {
  await withFolder(files, async (dir) => {
    const hint = hints();
    const ready = hint.next();
    const errors: unknown[] = [];
    const stop = watchDirectories({
      root: dir,
      isWatched: (path) => {
        if (path.endsWith('.md')) hint.heard.add(path);
        return path.endsWith('.md');
      },
      onHint: hint.onHint,
      onError: (error) => errors.push(error),
    });
    await ready;
    try {
      await use(dir, hint);
      expect(errors).toEqual([]);
    } finally {
      stop();
    }
  });
}

describe('the directories of a tree', () => {
  it('tell of what is written, moved and removed, however deep', async () => {
    await watched({ 'a/b/c.md': 'c', 'd.md': 'd' }, async (dir, hint) => {
      await writeFile(join(dir, 'a/b/c.md'), 'other');
      await writeFile(join(dir, 'a/new.md'), 'new');
      await rename(join(dir, 'a/new.md'), join(dir, 'newer.md'));
      await rm(join(dir, 'd.md'));
      const expected = ['a/b/c.md', 'a/new.md', 'd.md', 'newer.md'];
      while (hint.heard.size < expected.length) await hint.next();
      expect([...hint.heard].sort()).toEqual(expected);
    });
  });

  it('are followed when they come, and when they go elsewhere', async () => {
    await watched({ 'a/b/c.md': 'c' }, async (dir, hint) => {
      const writeUntilHeard = async (path: string): Promise<void> => {
        while (!hint.heard.has(path)) await writeFile(join(dir, path), 'text');
      };
      await mkdir(join(dir, 'x/y'), { recursive: true });
      await writeUntilHeard('x/y/z.md');
      await rename(join(dir, 'a'), join(dir, 'z'));
      await writeUntilHeard('z/b/c.md');
      hint.heard.clear();
      await writeUntilHeard('z/b/c.md');
      expect([...hint.heard]).toEqual(['z/b/c.md']);
    });
  });

  it('tell of a hidden link that is turned elsewhere, as volumes of containers do', async () => {
    await watched({ '..1/a.md': 'a', '..2/a.md': 'b' }, async (dir, hint) => {
      const before = hint.count();
      await symlink('..1', join(dir, '..data'));
      await symlink('..2', join(dir, '..next'));
      // What is moved goes and comes.
      await rename(join(dir, '..next'), join(dir, '..data'));
      while (hint.count() < before + 4) await hint.next();
      expect([...hint.heard]).toEqual([]);
    });
  });

  it('say nothing of files that do not matter, nor of what is hidden', async () => {
    await watched({ 'a.png': 'a', '.git/b.md': 'b', 'c/d.md': 'd' }, async (dir, hint) => {
      const before = hint.count();
      await writeFile(join(dir, 'a.png'), 'other');
      await writeFile(join(dir, 'c/e.png'), 'new');
      await writeFile(join(dir, '.git/b.md'), 'other');
      // One more, of which it tells once, after all that went before.
      await mkdir(join(dir, 'c/f'));
      while (hint.count() === before) await hint.next();
      expect(hint.count()).toBe(before + 1);
      expect([...hint.heard]).toEqual([]);
    });
  });
});
