import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { toUnitVector } from '../../../src/meaning/embedder.ts';
import { cosineOf, openVectors, packVector, type Vectors } from '../../../src/meaning/vectors.ts';
import { withFolder } from '../../helpers/with-folder.ts';

const vector = (...values: number[]) => packVector(toUnitVector(values));

/** What each of these does, one process after the other. */
async function inTurn(...acts: readonly ((vectors: Vectors) => void)[]): Promise<void> {
  await withFolder({}, (dir) => {
    for (const act of acts) {
      const log = pino({ level: 'silent' });
      const vectors = openVectors({ path: join(dir, 'deep', 'vectors'), version: 'model', log });
      act(vectors);
      vectors.close();
    }
    return Promise.resolve();
  });
}

describe('vectors on disk', () => {
  test('what was added is there after a restart', async () => {
    await inTurn(
      (vectors) => {
        vectors.add([['a', vector(1, 0, 0)]]);
        vectors.add([['b', vector(0, 1, 0)]]);
        vectors.add([]);
      },
      (vectors) => {
        expect(vectors.get('a')).toEqual(vector(1, 0, 0));
        expect(vectors.get('b')).toEqual(vector(0, 1, 0));
        expect(vectors.get('c')).toBeUndefined();
      },
    );
  });

  test('a server that suddenly gives longer vectors starts them afresh', async () => {
    const isAfresh = (vectors: Vectors): void => {
      expect(vectors.get('a')).toBeUndefined();
      expect(vectors.get('b')).toEqual(vector(1, 0, 0));
    };
    await inTurn((vectors) => {
      vectors.add([['a', vector(1, 0)]]);
      vectors.add([['b', vector(1, 0, 0)]]);
      isAfresh(vectors);
    }, isAfresh);
  });

  test('what is no longer in use goes when it is most', async () => {
    await inTurn(
      (vectors) => {
        vectors.add(['a', 'b', 'c'].map((hash) => [hash, vector(1, 0)] as const));
        vectors.tidy(new Set(['a', 'b']));
        expect(vectors.get('c')).toBeDefined();
        vectors.tidy(new Set(['b']));
        expect(vectors.get('a')).toBeUndefined();
      },
      (vectors) => {
        expect(vectors.get('a')).toBeUndefined();
        expect(vectors.get('b')).toEqual(vector(1, 0));
      },
    );
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
