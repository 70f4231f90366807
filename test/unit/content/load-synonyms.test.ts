import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { loadSynonyms } from '../../../src/content/load-synonyms.ts';

describe('loadSynonyms', () => {
  let dir = '';
  const before = [{ asked: 'a', also: ['b'] }];

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'synonyms-'));
  });
  afterEach(() => rm(dir, { recursive: true }));

  it('needs no file', async () => {
    expect(await loadSynonyms(dir, before)).toEqual({ synonyms: [], problems: [] });
  });

  it('reads the list', async () => {
    await writeFile(join(dir, 'synonyms.yml'), '- asked: x\n  also: [y]\n');
    const loaded = await loadSynonyms(dir, before);
    expect(loaded.synonyms).toEqual([{ asked: 'x', also: ['y'] }]);
  });

  it.each([
    ['broken YAML', '- ['],
    ['a file that is no list', 'word'],
    ['bytes that are no text', new Uint8Array([0xff, 0x00, 0x80])],
    ['a file beyond the limit', `# ${'x'.repeat(300_000)}`],
  ])('stays with what it had before on %s', async (_, contents) => {
    await writeFile(join(dir, 'synonyms.yml'), contents);
    const loaded = await loadSynonyms(dir, before);
    expect(loaded.synonyms).toEqual(before);
    expect(loaded.problems).toMatchObject([{ severity: 'error', path: 'synonyms.yml' }]);
  });

  it('follows a link within the folder, as a mounted configuration has them', async () => {
    await mkdir(join(dir, '..data'));
    await writeFile(join(dir, '..data', 'synonyms.yml'), '- asked: x\n  also: [y]\n');
    await symlink(join('..data', 'synonyms.yml'), join(dir, 'synonyms.yml'));
    expect((await loadSynonyms(dir)).synonyms).toEqual([{ asked: 'x', also: ['y'] }]);
  });

  it('reads nothing outside the folder, and nothing that is no file', async () => {
    await symlink('/dev/null', join(dir, 'synonyms.yml'));
    expect(await loadSynonyms(dir, before)).toMatchObject({
      synonyms: before,
      problems: [{ message: 'this symbolic link leads out of the content folder; remove it' }],
    });
    await rm(join(dir, 'synonyms.yml'));
    await mkdir(join(dir, 'synonyms.yml'));
    expect(await loadSynonyms(dir, before)).toMatchObject({
      synonyms: before,
      problems: [{ message: 'is not a regular file; remove it' }],
    });
  });
});
