import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { keptFiles, parseFolder, type KeptFile } from '../../../src/content/parse-folder.ts';
import { createParsedCache } from '../../../src/library/parsed-cache.ts';
import { withFolder } from '../../helpers/with-folder.ts';

/** Larger than what the system writes at once. */
function largeFile(text: string): KeptFile {
  const folder = parseFolder([{ path: 'a.md', version: '1', bytes: Buffer.from(text) }]);
  const [file] = keptFiles(folder).values();
  if (file?.state.kind !== 'parsed') throw new Error('There is no article.');
  const { article } = file.state.parsed;
  const parsed = {
    ...file.state.parsed,
    article: { ...article, markdown: randomBytes(1_000_000).toString('base64') },
  };
  return { ...file, state: { ...file.state, parsed } };
}

describe('the cache of parsed articles', () => {
  it('loses nothing when it is written while it is still being written', async () => {
    await withFolder({}, async (dir) => {
      const lines: string[] = [];
      const open = () =>
        createParsedCache({
          path: join(dir, 'kept', 'all.articles'),
          version: '1',
          breath: () => undefined,
          log: pino({}, { write: (line) => lines.push(line) }),
        });
      const keys = new Set(['a', 'b', 'c', 'd', 'e', 'f']);
      const cache = open();
      await Promise.all(
        [...keys].map((key) => {
          cache.add(key, largeFile(key));
          return cache.flush(keys);
        }),
      );
      expect(new Set((await open().load(keys)).keys())).toEqual(keys);
      expect(lines).toEqual([]);
    });
  });
});
