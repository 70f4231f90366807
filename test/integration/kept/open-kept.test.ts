import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { listKeptKeys, openKept, type Kept } from '../../../src/kept/open-kept.ts';
import { withFolder } from '../../helpers/with-folder.ts';

interface World {
  readonly path: string;
  /** Opens it, and closes it again. */
  readonly use: <T>(act: (kept: Kept) => T, version?: string) => T;
  readonly lines: readonly string[];
}

async function withKept(work: (world: World) => Promise<void>): Promise<void> {
  await withFolder({}, async (dir) => {
    const path = join(dir, 'deep', 'kept.db');
    const lines: string[] = [];
    const log = pino({}, { write: (line) => lines.push(line) });
    await work({
      path,
      lines,
      use: (act, version = '1') => {
        const kept = openKept({ path, version, log });
        try {
          return act(kept);
        } finally {
          kept.close();
        }
      },
    });
  });
}

const bytes = (text: string): Uint8Array => Buffer.from(text);
const read = (kept: Kept) =>
  kept.keys().flatMap((key) => {
    const value = kept.get(key);
    return value === undefined ? [] : [`${key} ${Buffer.from(value).toString()}`];
  });
const write = (kept: Kept): void => {
  kept.put([
    ['a', bytes('the first value')],
    ['b', bytes('the second value')],
  ]);
};

describe('what is kept on disk', () => {
  it('is there for the next process, as it was written last', async () => {
    await withKept(({ use, lines }) => {
      use((kept) => {
        write(kept);
        kept.put([['a', bytes('another')]]);
        kept.drop(['b', 'never there']);
      });
      expect(use(read)).toEqual(['a another']);
      expect(lines).toEqual([]);
      return Promise.resolve();
    });
  });

  it('is of no use to another version', async () => {
    await withKept(({ use, lines }) => {
      use(write);
      expect(use(read, '2')).toEqual([]);
      expect(use(read)).toEqual([]);
      expect(lines).toEqual([]);
      return Promise.resolve();
    });
  });

  it('is for its owner alone', async () => {
    await withKept(async ({ path, use }) => {
      use(write);
      expect((await stat(path)).mode & 0o077).toBe(0);
    });
  });

  it('leaves out a value that is not as it was written', async () => {
    await withKept(async ({ path, use }) => {
      use(write);
      const file = (await readFile(path)).toString('latin1');
      await writeFile(path, file.replace('first value', 'worst value'), 'latin1');
      expect(use(read)).toEqual(['b the second value']);
    });
  });

  it.each([
    ['rubbish', (good: string) => good.replaceAll(/[^]/g, 'x')],
    ['cut short', (good: string) => good.slice(0, 5_000)],
  ])('is begun anew when it is %s, with a word in the log', async (_, damage) => {
    await withKept(async ({ path, use, lines }) => {
      use(write);
      await writeFile(path, damage((await readFile(path)).toString('latin1')), 'latin1');
      expect(use(read)).toEqual([]);
      expect(lines.join('')).toContain('damaged; it is worked out anew');
      use(write);
      expect(use(read)).toHaveLength(2);
    });
  });

  it('is nothing where nothing can be written, and says so once', async () => {
    await withKept(async ({ path, use, lines }) => {
      await mkdir(path, { recursive: true });
      use((kept) => {
        write(kept);
        write(kept);
        expect(read(kept)).toEqual([]);
      });
      expect(lines.filter((line) => line.includes('nothing can be kept on disk'))).toHaveLength(1);
    });
  });

  it('is listed while it is open elsewhere; what is none has no keys', async () => {
    await withKept(async ({ path, use }) => {
      expect(listKeptKeys(path)).toEqual(new Set());
      use((kept) => {
        write(kept);
        expect(listKeptKeys(path)).toEqual(new Set(['a', 'b']));
      });
      await writeFile(path, 'rubbish');
      expect(listKeptKeys(path)).toEqual(new Set());
    });
  });
});
