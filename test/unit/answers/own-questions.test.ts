import { beforeAll, describe, expect, it } from '@jest/globals';
import { createGuidepost } from '../../../scripts/evaluation/systems.ts';
import { evaluate, summarize, type Summary } from '../../../scripts/evaluation/evaluate.ts';
import { loadQuestions } from '../../../scripts/evaluation/load-questions.ts';
import { loadArticles } from '../../../src/library/load-articles.ts';
import { buildArticleIndex } from '../../../src/search/article-index.ts';

/**
 * The 540 questions of content/questions.yml, as `npm run eval` asks them. What was reached once is
 * not to be lost; what is better for good moves these figures.
 */
describe('the questions whose answers are known', () => {
  let summary: Summary;

  beforeAll(async () => {
    const { articles, synonyms } = await loadArticles('content');
    const slugs = new Set(articles.map(({ slug }) => slug));
    const questions = await loadQuestions('content/questions.yml', slugs);
    const index = buildArticleIndex(articles, { synonyms });
    const set = { name: '', library: '', isPlain: false, articles, synonyms, questions };
    const system = createGuidepost({ articles, index }, { plain: false });
    summary = summarize(await evaluate(set, system, () => 0));
  });

  it('put an article that answers first', () => {
    expect(summary.success1).toBeGreaterThan(0.935);
  });

  it('put one among the first three', () => {
    expect(summary.success3).toBeGreaterThan(0.975);
  });

  it('are seldom refused', () => {
    expect(summary.refused).toBeLessThan(0.052);
  });

  it('are told that nothing answers when nothing does', () => {
    expect(summary.told).toBeGreaterThan(0.885);
  });
});
