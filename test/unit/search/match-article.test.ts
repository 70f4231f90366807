import { describe, expect, it } from '@jest/globals';
import { parseQuestion } from '../../../src/answers/parse-question.ts';
import { buildArticleIndex } from '../../../src/search/article-index.ts';
import type { Hit } from '../../../src/search/rank-articles.ts';
import { shortArticle } from '../../helpers/make-library.ts';

function ranked(question: string, body: string): Hit {
  const article = shortArticle({
    ...{ slug: 'pump', title: 'Pump', summary: 'Garden', tags: ['hose'], body },
  });
  const index = buildArticleIndex([article], {
    synonyms: [{ asked: 'undo', also: ['roll it back', 'revert'] }],
  });
  const [hit] = index.search(parseQuestion(question)).hits;
  if (hit === undefined) throw new Error('It is not found.');
  return hit;
}

describe('what was asked stands in an article', () => {
  it.each([
    ['as often as it is said', 'Valve. A valve, and no hose', 2],
    ['twice by being a heading', '## Valve\nOpen it.', 2],
    ['half by being a part of an identifier', 'Set `main_valve`.', 0.5],
    ['once in its heading by being a part of an identifier', '## main_valve\nOpen it.', 1],
    ['nearly so in another form', 'Valves.', 0.7],
  ])('%s', (_, body, times) => {
    const { counts } = ranked('pump valve', body);
    expect(Array.from(counts)).toEqual([1, times]);
  });

  it('by every other name for it, of which one of several words stands in a row', () => {
    const counts = (body: string) => Array.from(ranked('pump undo', body).counts);
    expect(counts('Roll it back. Undo. Revert. Roll it back.')[1]).toBeCloseTo(1 + 3 * 0.7);
    expect(counts('Back, roll. Roll this valve back.')).toEqual([1, 0]);
  });

  it('in what it says it is about, and in a section', () => {
    const body = 'Valve.\n## One\nA valve.\n## Two\nThe valve is a gauge valve.';
    const { counts, sectionCounts, aboutCounts, bestSection } = ranked('valve gauge hose', body);
    expect(Array.from(counts)).toEqual([4, 1, 1]);
    expect(Array.from(aboutCounts)).toEqual([0, 0, 1]);
    expect(Array.from(sectionCounts)).toEqual([2, 1, 0]);
    expect(bestSection).toBe(2);
  });

  it('beside so many words, headings counted twice and parts of identifiers half', () => {
    expect(ranked('pump', 'Turn the valve.').length).toBe(5);
    expect(ranked('pump', 'Turn the valve.\n## Care\nOil main_valve').length).toBe(5 + 2 + 1 + 2);
  });
});
