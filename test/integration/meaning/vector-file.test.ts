import { appendFile, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { toUnitVector } from '../../../src/meaning/embedder.ts';
import { cosineOf, openVectorFile, packVector } from '../../../src/meaning/vector-file.ts';
import { withFolder } from '../../helpers/with-folder.ts';

const hash = (digit: string) => digit.repeat(32);
const vector = (...values: number[]) => packVector(toUnitVector(values));

async function open(path: string, id = 'model@1') {
  const ignored: string[] = [];
  const file = await openVectorFile({ path, id, onIgnored: (reason) => ignored.push(reason) });
  return { file, ignored };
}

describe('openVectorFile', () => {
  test('what was added is there after a restart', async () => {
    await withFolder({}, async (dir) => {
      const path = join(dir, 'deep', 'vectors');
      const { file } = await open(path);
      await file.add([[hash('a'), vector(1, 0, 0)]]);
      await file.add([[hash('b'), vector(0, 1, 0)]]);
      const { file: again, ignored } = await open(path);
      expect(again.get(hash('a'))).toEqual(vector(1, 0, 0));
      expect(again.get(hash('b'))).toEqual(vector(0, 1, 0));
      expect(again.get(hash('c'))).toBeUndefined();
      expect(ignored).toEqual([]);
    });
  });

  test('a record torn by a crash is cut off, and what is added after it is read again', async () => {
    await withFolder({}, async (dir) => {
      const path = join(dir, 'vectors');
      const { file } = await open(path);
      await file.add([[hash('a'), vector(1, 0)]]);
      await appendFile(path, Buffer.from('half a record'));
      const { file: again } = await open(path);
      await again.add([[hash('b'), vector(0, 1)]]);
      const { file: third } = await open(path);
      expect(third.get(hash('a'))).toEqual(vector(1, 0));
      expect(third.get(hash('b'))).toEqual(vector(0, 1));
    });
  });

  test.each([
    ['rubbish', Buffer.from('not ours at all')],
    ['a damaged first line', Buffer.from('guidepost vectors 1\n{"id":\n')],
    ['nothing', Buffer.alloc(0)],
  ])('%s is ignored with its reason, and written over', async (_, content) => {
    await withFolder({}, async (dir) => {
      const path = join(dir, 'vectors');
      await writeFile(path, content);
      const { file, ignored } = await open(path);
      expect(ignored).toHaveLength(1);
      await file.add([[hash('a'), vector(1, 0)]]);
      expect((await open(path)).file.get(hash('a'))).toEqual(vector(1, 0));
    });
  });

  test('vectors of another model are not used', async () => {
    await withFolder({}, async (dir) => {
      const path = join(dir, 'vectors');
      await (await open(path)).file.add([[hash('a'), vector(1, 0)]]);
      const { file, ignored } = await open(path, 'model@2');
      expect(file.get(hash('a'))).toBeUndefined();
      expect(ignored).toEqual(['it was made by model@1']);
    });
  });

  test('a server that suddenly gives longer vectors starts the file afresh', async () => {
    await withFolder({}, async (dir) => {
      const path = join(dir, 'vectors');
      const { file } = await open(path);
      await file.add([[hash('a'), vector(1, 0)]]);
      await file.add([[hash('b'), vector(1, 0, 0)]]);
      expect(file.get(hash('a'))).toBeUndefined();
      const { file: again } = await open(path);
      expect(again.get(hash('a'))).toBeUndefined();
      expect(again.get(hash('b'))).toEqual(vector(1, 0, 0));
    });
  });

  test('what is no longer in use goes when it is most of the file', async () => {
    await withFolder({}, async (dir) => {
      const path = join(dir, 'vectors');
      const { file } = await open(path);
      await file.add(['a', 'b', 'c'].map((digit) => [hash(digit), vector(1, 0)] as const));
      const { size } = await stat(path);
      await file.tidy(new Set([hash('a'), hash('b')]));
      expect((await readFile(path)).length).toBe(size);
      await file.tidy(new Set([hash('a')]));
      expect((await readFile(path)).length).toBeLessThan(size);
      expect((await open(path)).file.get(hash('a'))).toEqual(vector(1, 0));
    });
  });

  test('is for its owner alone', async () => {
    await withFolder({}, async (dir) => {
      const path = join(dir, 'vectors');
      await (await open(path)).file.add([[hash('a'), vector(1, 0)]]);
      expect((await stat(path)).mode & 0o077).toBe(0);
    });
  });
});

describe('packVector', () => {
  test('keeps a cosine to half a hundredth', () => {
    const numbers = (seed: number) => Array.from({ length: 384 }, (_, i) => Math.sin(i * seed));
    const [a, b] = [toUnitVector(numbers(1.1)), toUnitVector(numbers(1.13))];
    const exact = a.reduce((sum, value, i) => sum + value * (b[i] ?? NaN), 0);
    expect(Math.abs(cosineOf(a, packVector(b)) - exact)).toBeLessThan(0.005);
  });
});
