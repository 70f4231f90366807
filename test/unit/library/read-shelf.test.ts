import { join } from 'node:path';
import { utimes } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { readShelf } from '../../../src/library/read-shelf.ts';
import { nameSource } from '../../../src/sources/name-source.ts';
import { plainFolder } from '../../../src/sources/source-settings.ts';
import { articleFile } from '../../helpers/make-article.ts';
import { withFolder } from '../../helpers/with-folder.ts';

describe('a source that another process has read before', () => {
  it('is read again only where a file may be another one', async () => {
    const files = { 'a.md': articleFile({ title: 'A' }), 'b.md': articleFile({ title: 'B' }) };
    await withFolder(files, async (dir) => {
      const named = nameSource(plainFolder(dir), {
        ...{ copiesDir: '', env: undefined, random: () => 0, sleep: () => Promise.resolve() },
        log: pino({ level: 'silent' }),
      });
      const { folder, snapshot } = await readShelf(named);
      const seen = new Map(Array.from(snapshot.files, ([path, { version }]) => [path, version]));
      await utimes(join(dir, 'b.md'), 1, 1);
      const read: string[] = [];
      const source: typeof named.source = {
        ...named.source,
        read: (wanted, maxBytes) => {
          read.push(...wanted.map(({ path }) => path));
          return named.source.read(wanted, maxBytes);
        },
      };
      const kept = { files: folder.files, seen };
      const again = await readShelf(
        { ...named, source },
        { loadKept: () => Promise.resolve(kept) },
      );
      expect(read).toEqual(['b.md']);
      expect(again.articles).toEqual(folder.articles);
    });
  });
});
