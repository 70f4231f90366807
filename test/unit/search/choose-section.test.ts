import { describe, expect, it } from '@jest/globals';
import { parseQuestion } from '../../../src/answers/parse-question.ts';
import { buildArticleIndex } from '../../../src/search/article-index.ts';
import { shortArticle } from '../../helpers/make-library.ts';

/** The heading of the section that a question leads to, in an article about a pump. */
function sectionFor(question: string, body: string): string | undefined {
  const index = buildArticleIndex([shortArticle({ slug: 'pump', title: 'The pump', body })], {
    synonyms: [],
  });
  return index.search(parseQuestion(question)).hits[0]?.section?.heading;
}

describe('the section to lead to', () => {
  it('is the one called by what the title leaves open, though another says it more often', () => {
    const body = '## Parts\nOil, oil and more oil goes into it.\n## Oil\nFill it up.';
    expect(sectionFor('pump oil', body)).toBe('Oil');
  });

  it('is not the one whose heading says that and more', () => {
    const body = '## Parts\nOil, oil and more oil goes into it.\n## Oil in winter\nThin it.';
    const called = '## Parts\nOil, oil and more oil goes into it.\n## Winter oil\nThin it.';
    expect(sectionFor('pump winter oil', body)).toBe('Oil in winter');
    expect(sectionFor('pump winter oil', called)).toBe('Winter oil');
    expect(
      sectionFor('pump oil', '## Oil and gas\nNo.\n## Filling\nOil, oil, oil.\n## Oil\nYes.'),
    ).toBe('Oil');
  });

  it('is none before the first heading', () => {
    expect(sectionFor('pump oil', 'Oil, oil and more oil.\n## Parts\nNone.')).toBeUndefined();
  });

  it('counts for nothing where only the title has what was asked', () => {
    const body = 'Oil it.\n## Parts\nA wheel.';
    const [hit] = buildArticleIndex([shortArticle({ slug: 'pump', title: 'The pump', body })], {
      synonyms: [],
    }).search(parseQuestion('pump')).hits;
    expect(hit?.ranked?.section).toBe(0);
    expect(hit?.section).toBeUndefined();
  });
});
