import { describe, expect, it } from '@jest/globals';
import { scoreSection } from '../../../src/search/score-section.ts';
import type { QueryUnit } from '../../../src/search/understand-query.ts';

/**
 * Which section of an article is the best for two words.
 *
 * @param sections how often each word stands in each of them
 * @param about how often in its names
 * @param isTelling whether each word says what the question is about
 */
function choose(
  sections: readonly (readonly [number, number])[],
  about: readonly [number, number] = [0, 0],
  isTelling: readonly [boolean, boolean] = [true, true],
) {
  const inAll = [0, 1].map((word) => sections.reduce((sum, row) => sum + (row[word] ?? 0), 0));
  const units = isTelling.map((each) => ({ isTelling: each }) as QueryUnit);
  const table = Float64Array.from([...inAll, ...about, ...sections.flat()]);
  const sought = { units, weights: [1, 1], pairs: [] };
  return scoreSection(
    table,
    sought,
    sections.map(() => 1),
  );
}

describe('the best section', () => {
  it('is the first that says as much, and not the one that says it most often', () => {
    const sections = [
      [1, 0],
      [2, 2],
      [3, 9],
    ] as const;
    expect(choose(sections).section).toBe(1);
  });

  it('is none where only the names have a word of it', () => {
    expect(choose([[0, 0]], [1, 1])).toEqual({ score: 0, section: undefined });
  });

  it('needs not repeat what the names say', () => {
    const section = [[0, 1]] as const;
    const alone = choose(section).score;
    const named = choose(section, [1, 0]).score;
    expect(named).toBeGreaterThan(1.5 * alone);
    expect(choose(section, [7, 0]).score).toBe(named);
  });

  it('is not further on for a word that says nothing of the subject', () => {
    const sections = [
      [1, 0],
      [1, 3],
    ] as const;
    expect(choose(sections, [0, 0], [true, false]).section).toBe(0);
    expect(choose(sections).section).toBe(1);
  });

  it('is the one that has such a word where there is nothing else', () => {
    const sections = [
      [0, 0],
      [0, 1],
    ] as const;
    expect(choose(sections, [0, 0], [true, false]).section).toBe(1);
  });
});
