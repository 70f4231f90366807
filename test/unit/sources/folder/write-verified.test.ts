import { chmod, mkdir, readdir, readFile, stat, symlink } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { NotWrittenError, writeVerified } from '../../../../src/sources/folder/write-verified.ts';
import { withFolder } from '../../../helpers/with-folder.ts';

const day = '2026-11-25';
const text = '---\ntitle: A\nverified: 2025-01-01\n---\n\nWords.\n';

describe('writing the day into a file', () => {
  it('replaces the file at once, keeps its rights, and leaves nothing beside it', () =>
    withFolder({ 'team/a.md': text }, async (dir) => {
      const file = path.join(dir, 'team/a.md');
      await chmod(file, 0o640);
      expect(await writeVerified(dir, 'team/a.md', day)).toBe(true);
      expect(await readFile(file, 'utf8')).toBe(text.replace('2025-01-01', day));
      expect((await stat(file)).mode & 0o777).toBe(0o640);
      expect(await readdir(path.join(dir, 'team'))).toEqual(['a.md']);
      expect(await writeVerified(dir, 'team/a.md', day)).toBe(false);
    }));

  it('follows no link, and leads nowhere else', () =>
    withFolder({ 'outside/a.md': text }, async (dir) => {
      const root = path.join(dir, 'articles');
      await mkdir(root);
      await symlink('../outside/a.md', path.join(root, 'link.md'));
      await symlink('../outside', path.join(root, 'folder'));
      for (const name of ['link.md', 'folder/a.md', '../outside/a.md', 'missing.md', '.']) {
        await expect(writeVerified(root, name, day)).rejects.toThrow(NotWrittenError);
      }
      expect(await readFile(path.join(dir, 'outside/a.md'), 'utf8')).toBe(text);
    }));

  it('says why a file has no place for the day', () =>
    withFolder({ 'a.md': 'Only words.\n' }, async (dir) => {
      await expect(writeVerified(dir, 'a.md', day)).rejects.toThrow('it has no front matter');
    }));
});
