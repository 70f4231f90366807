import { describe, expect, it } from '@jest/globals';
import { Postings } from '../../../src/search/postings.ts';
import { fc } from '../../helpers/fast-check.ts';

const document = fc.integer({ min: 0, max: 12 });

describe('postings', () => {
  it('are what a map of the same is, after any changes', () => {
    const run = fc.property(
      fc.uniqueArray(document),
      fc.array(document),
      fc.array(fc.integer({ min: 13, max: 20 })),
      (had, gone, more) => {
        const map = new Map<number, number>();
        const postings = new Postings();
        const check = (): void => {
          expect(postings.size).toBe(map.size);
          expect([...postings.keys()]).toEqual([...map.keys()]);
          expect([...map.keys()].map(() => postings.get())).toEqual([...map.values()]);
        };
        const append = (each: number): void => {
          map.set(each, 1);
          expect(postings.append(each)).toBe(1);
          check();
          expect(postings.append(each)).toBe(0);
          check();
        };
        for (const each of had.toSorted((a, b) => a - b)) append(each);
        for (const each of gone) {
          map.delete(each);
          postings.delete(each);
          check();
        }
        for (const each of new Set(more.toSorted((a, b) => a - b))) append(each);
      },
    );
    fc.assert(run);
  });
});
