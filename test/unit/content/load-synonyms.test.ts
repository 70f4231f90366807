import { mkdtemp, rm, writeFile } from 'node:fs/promises';
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
});
