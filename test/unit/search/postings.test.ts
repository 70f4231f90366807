import { describe, expect, it } from '@jest/globals';
import { Postings } from '../../../src/search/postings.ts';
import { fc } from '../../helpers/fast-check.ts';

const document = fc.integer({ min: 0, max: 12 });
const times = fc.integer({ min: 1, max: 3 });

describe('postings', () => {
  it('are what a map of the same is, after any changes', () => {
    const change = fc.oneof(
      fc.record({ document, times }),
      fc.record({ document, times: fc.constant(0) }),
    );
    const run = fc.property(
      fc.array(fc.tuple(document, times)),
      fc.array(change),
      (had, changes) => {
        const map = new Map(had.toSorted(([a], [b]) => a - b));
        const postings = new Postings();
        for (const [each, count] of map) {
          for (let nth = 1; nth <= count; nth++) expect(postings.append(each)).toBe(nth === 1);
        }
        for (const each of [undefined, ...changes]) {
          if (each?.times === 0) {
            map.delete(each.document);
            postings.delete(each.document);
          } else if (each !== undefined) {
            map.set(each.document, each.times);
            postings.set(each.document, each.times);
          }
          expect(postings.size).toBe(map.size);
          expect([...postings.keys()]).toEqual([...map.keys()].sort((a, b) => a - b));
          for (let i = 0; i <= 13; i++) expect(postings.get(i)).toBe(map.get(i));
        }
      },
    );
    fc.assert(run);
  });
});
