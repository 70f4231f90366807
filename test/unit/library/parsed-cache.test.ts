import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import type { FileState } from '../../../src/content/folder/parse-folder.ts';
import { openParsedCache } from '../../../src/library/parsed-cache.ts';
import { parseFolder } from '../../helpers/parse-folder.ts';
import { withFolder } from '../../helpers/with-folder.ts';

const none = new Map();

function fileWith(text: string): FileState {
  const [file] = parseFolder(new Map([['a.md', text]])).files.values();
  if (file?.kind !== 'parsed') throw new Error('There is no article.');
  return file;
}

async function withCache(
  use: (open: () => ReturnType<typeof openParsedCache>) => Promise<void>,
): Promise<readonly string[]> {
  const lines: string[] = [];
  await withFolder({}, async (dir) => {
    const log = pino({}, { write: (line) => lines.push(line) });
    const path = join(dir, 'kept', 'all.articles');
    await use(() => openParsedCache({ path, version: '1', log }, () => undefined));
  });
  return lines;
}

describe('the cache of parsed articles', () => {
  it('loses nothing when it is written while it is still being written', async () => {
    const text = randomBytes(100_000).toString('base64');
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    const lines = await withCache(async (open) => {
      const cache = open();
      const files = new Map<string, FileState>();
      await Promise.all(
        names.map((name) => {
          files.set(name, fileWith(`${name} ${text}`));
          return cache.save(new Map(files), none);
        }),
      );
      cache.close();
      expect([...(await open().load()).files.keys()]).toEqual(names);
    });
    expect(lines).toEqual([]);
  });

  it('gives back what a file became, whatever it was made of', async () => {
    await withCache(async (open) => {
      const file = fileWith('---\ntags: [x]\n---\n# Title\n\nSee [b](b.md).\n\n```sh\nls\n```');
      const cache = open();
      await cache.save(new Map([['a.md', file]]), none);
      cache.close();
      expect((await open().load()).files.get('a.md')).toEqual(file);
    });
  });

  it('forgets files that are gone', async () => {
    await withCache(async (open) => {
      const cache = open();
      await cache.save(new Map(['a', 'b'].map((name) => [name, fileWith(name)])), none);
      await cache.save(new Map([['b', fileWith('b')]]), none);
      cache.close();
      expect([...(await open().load()).files.keys()]).toEqual(['b']);
    });
  });
});
