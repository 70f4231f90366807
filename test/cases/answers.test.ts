import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { loadArticles } from '../../src/library/load-articles.ts';
import { buildArticleIndex } from '../../src/search/article-index.ts';
import { describeAnswer } from '../helpers/describe-answer.ts';

const cases = new URL('answers/', import.meta.url);

/**
 * A folder per case: articles, the questions they are asked (one a line), and the right answers.
 * `node scripts/add-case.ts` makes one of a wrong answer. After a change that is meant:
 * `UPDATE_FIXTURES=1 npm test -- test/cases/answers`, then read the diff.
 */
describe('a question', () => {
  it.each(readdirSync(cases))('is answered as it should be: %s', async (name) => {
    const folder = new URL(`${name}/`, cases);
    const { articles, synonyms } = await loadArticles(fileURLToPath(new URL('articles', folder)));
    const library = { articles, index: buildArticleIndex(articles, { synonyms }) };
    const questions = readFileSync(new URL('questions.txt', folder), 'utf8').trimEnd().split('\n');
    const seen = questions.map((question) => describeAnswer(library, question)).join('\n');
    const expected = new URL('answers.txt', folder);
    if (process.env['UPDATE_FIXTURES'] === '1' || !existsSync(expected)) {
      if (process.env['CI'] === 'true') throw new Error(`${name}/answers.txt is missing`);
      writeFileSync(expected, seen);
    }
    expect(seen).toBe(readFileSync(expected, 'utf8'));
  });
});
